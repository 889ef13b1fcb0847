package io.skein.systemtests;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.stub.BlockingClientCall;
import io.grpc.stub.ClientCalls;
import io.skein.protocol.internal.v1.ConnectRequest;
import io.skein.protocol.internal.v1.ConnectResponse;
import io.skein.protocol.internal.v1.NodeHello;
import io.skein.protocol.internal.v1.NodeServiceGrpc;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Callers that speak something else, or stop in the middle, disturb nobody. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StrangeCallersTest {
    private static final String PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";
    private static final String EMPTY_SETTINGS = "\0\0\0\4\0\0\0\0\0";

    /** An unfinished handshake is cut off after ten seconds; all else at once. */
    private static final int CLOSED_MILLIS_MAX = 15_000;

    private static final int LOG_LINES_MAX = 10;

    private RunningNode node;

    @BeforeAll
    void startNode(@TempDir Path folder) {
        node = RunningNode.start(folder.resolve("data"));
    }

    @AfterAll
    void stopNode() {
        node.close();
    }

    @AfterEach
    void nobodyElseIsDisturbed() {
        assertEquals(200, node.ask("/live").statusCode());
        node.createTopic("t" + System.nanoTime(), 1);
        assertTrue(node.log().lines().noneMatch(line -> line.startsWith("\tat ")), node.log());
        assertTrue(node.log().lines().count() <= LOG_LINES_MAX, node.log());
    }

    @Test
    void otherLanguages() throws IOException {
        byte[] noise = new byte[64 << 10];
        new Random(1).nextBytes(noise);
        List<String> openings =
                List.of(
                        new String(noise, ISO_8859_1),
                        "GET / HTTP/1.1\r\nHost: x\r\n\r\n",
                        "\26\3\1\2\0\1\0\1\374\3\3" + "x".repeat(500),
                        PREFACE + EMPTY_SETTINGS + "\377\377\377\0\0\0\0\0\1" + "y".repeat(40_000),
                        PREFACE + EMPTY_SETTINGS + "\0\0\4\1\4\0\0\0\1\377\377\377\377",
                        PREFACE + EMPTY_SETTINGS + "\0\0\0\0\1\0\0\0\7");
        for (int port : List.of(node.clientPort(), node.nodePort())) {
            for (String opening : openings) assertClosed(port, opening);
        }
    }

    private static void assertClosed(int port, String opening) throws IOException {
        try (Socket socket = connect(port)) {
            socket.setSoTimeout(CLOSED_MILLIS_MAX);
            OutputStream out = socket.getOutputStream();
            out.write(opening.getBytes(ISO_8859_1));
            InputStream in = socket.getInputStream();
            in.readAllBytes();
        } catch (SocketTimeoutException open) {
            String start = opening.substring(0, Math.min(opening.length(), 40));
            throw new AssertionError("still connected after " + start, open);
        } catch (IOException reset) {
            // So it may be closed as well, even while we write.
        }
    }

    @Test
    void callersThatLeaveInTheMiddle() throws IOException {
        String whole = PREFACE + EMPTY_SETTINGS + "\0\0\10\6\0\0\0\0\0";
        for (int port : List.of(node.clientPort(), node.nodePort(), node.operationsPort())) {
            for (int length = 0; length <= whole.length(); length += 3) {
                try (Socket socket = connect(port)) {
                    socket.getOutputStream().write(whole.substring(0, length).getBytes(ISO_8859_1));
                }
            }
        }
    }

    /** A probe that is not answered gets a healthy node killed. */
    @Test
    void probesAreAnsweredBesideRequestsThatNeverEnd() throws IOException {
        List<Socket> hanging = new ArrayList<>();
        try {
            for (int i = 0; i < 20; i++) {
                Socket socket = connect(node.operationsPort());
                hanging.add(socket);
                socket.getOutputStream().write("GET /li".getBytes(ISO_8859_1));
            }
            long began = System.nanoTime();
            assertEquals(200, node.ask("/live").statusCode());
            Duration took = Duration.ofNanos(System.nanoTime() - began);
            assertTrue(took.toMillis() < 2_000, "took " + took);
        } finally {
            for (Socket socket : hanging) socket.close();
        }
    }

    @Test
    void nodesOfAnotherClusterHearNothingButWhy() throws Exception {
        NodeHello foreign =
                NodeHello.newBuilder()
                        .setClusterId("AAAAAAAAAAAAAAAAAAAAAA")
                        .setNodeId(2)
                        .setIncarnation(ByteString.copyFrom(new byte[16]))
                        .build();
        Map<ConnectRequest, String> first =
                Map.of(
                        ConnectRequest.newBuilder().setHello(foreign).build(),
                        "node 2 to cluster AAAAAAAAAAAAAAAAAAAAAA",
                        ConnectRequest.newBuilder()
                                .setHello(NodeHello.getDefaultInstance())
                                .build(),
                        "the hello has no incarnation",
                        ConnectRequest.getDefaultInstance(),
                        "a frame of an unknown kind came");
        ManagedChannel channel =
                Grpc.newChannelBuilder(
                                "127.0.0.1:" + node.nodePort(), InsecureChannelCredentials.create())
                        .build();
        try {
            first.forEach((frame, why) -> assertUnheard(channel, frame, why));
        } finally {
            channel.shutdownNow();
        }
        await().until(channel::isTerminated);
    }

    private static void assertUnheard(ManagedChannel channel, ConnectRequest frame, String why) {
        BlockingClientCall<ConnectRequest, ConnectResponse> call =
                ClientCalls.blockingBidiStreamingCall(
                        channel,
                        NodeServiceGrpc.getConnectMethod(),
                        io.grpc.CallOptions.DEFAULT.withDeadlineAfter(Duration.ofSeconds(15)));
        Exception ended =
                assertThrows(
                        Exception.class,
                        () -> {
                            call.write(frame);
                            throw new AssertionError("heard " + call.read());
                        });
        Status refused = Status.fromThrowable(ended);
        assertEquals(Status.Code.FAILED_PRECONDITION, refused.getCode());
        String told = String.valueOf(refused.getDescription());
        assertTrue(told.endsWith(why), told);
    }

    private static Socket connect(int port) throws IOException {
        return new Socket(InetAddress.getLoopbackAddress(), port);
    }
}
