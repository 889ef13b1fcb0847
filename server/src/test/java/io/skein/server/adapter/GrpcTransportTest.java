package io.skein.server.adapter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusException;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.BlockingClientCall;
import io.skein.foundation.Uuid;
import io.skein.foundation.jdk.JdkHost;
import io.skein.foundation.world.Lane;
import io.skein.foundation.world.Transport.Connection;
import io.skein.foundation.world.Transport.Handler;
import io.skein.protocol.Wire;
import io.skein.protocol.internal.v1.ConnectRequest;
import io.skein.protocol.internal.v1.ConnectResponse;
import io.skein.protocol.internal.v1.NodeHello;
import io.skein.protocol.internal.v1.NodeServiceGrpc;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

final class GrpcTransportTest {
    private static final String CLUSTER = "the-cluster-of-the-tes";

    private final List<Throwable> bugs = new CopyOnWriteArrayList<>();
    private final JdkHost host = JdkHost.forClient("nodes-", (_, bug) -> bugs.add(bug));
    private final List<GrpcTransport<String>> transports = new ArrayList<>();

    @AfterEach
    void stop() {
        transports.forEach(GrpcTransport::stop);
        assertEquals(List.of(), bugs);
    }

    @Test
    void messagesGoBothWaysOnceBothHaveSaidHello() throws Exception {
        GrpcTransport<String> one = node(1, Optional.of(CLUSTER));
        GrpcTransport<String> two = node(2, Optional.of(CLUSTER));
        Heard atTwo = accept(two, "two");
        Lane lane = host.lane("one", 100);
        Heard atOne = dial(one, two, lane);
        lane.post(() -> atOne.connection().send("from one"));
        assertEquals("message from one", atTwo.next());
        atTwo.lane.post(() -> atTwo.connection().send("from two"));
        assertEquals("message from two", atOne.next());
        atTwo.lane.post(() -> atTwo.connection().close());
        assertEquals("closed closed on this side", atTwo.next());
        assertTrue(atOne.next().startsWith("closed "));
    }

    @Test
    void anEmptyNodeMayCallAClusterAndBeCalled() throws Exception {
        GrpcTransport<String> empty = node(1, Optional.empty());
        GrpcTransport<String> member = node(2, Optional.of(CLUSTER));
        Heard atMember = accept(member, "member");
        Lane lane = host.lane("empty", 100);
        Heard atEmpty = dial(empty, member, lane);
        lane.post(() -> atEmpty.connection().send("hello"));
        assertEquals("message hello", atMember.next());
    }

    @Test
    void aCallerOfAnotherClusterHearsNothing() throws Exception {
        GrpcTransport<String> member = node(2, Optional.of(CLUSTER));
        Heard atMember = accept(member, "member");
        NodeHello stranger = hello("another-cluster-------", 1);
        assertSilence(member, ConnectRequest.newBuilder().setHello(stranger).build());
        assertEquals(List.of(), List.copyOf(atMember.news));
    }

    /** Else the caller would wait for an answer that nobody is going to give. */
    @Test
    void callersAreSentAwayBeforeOneAcceptsAndWhenItsLaneIsFull() throws Exception {
        GrpcTransport<String> busy = node(2, Optional.of(CLUSTER));
        Lane lane = host.lane("busy", 1);
        ConnectRequest first = ConnectRequest.newBuilder().setHello(hello(CLUSTER, 1)).build();
        assertEquals(Status.Code.UNAVAILABLE, refusal(busy, first));
        busy.accept(lane, _ -> new Heard(lane));
        Semaphore begun = new Semaphore(0);
        Semaphore held = new Semaphore(0);
        lane.post(() -> {
            begun.release();
            held.acquireUninterruptibly();
        });
        begun.acquire();
        boolean hasRoom = true;
        while (hasRoom) hasRoom = lane.post(() -> {});
        try {
            assertEquals(Status.Code.UNAVAILABLE, refusal(busy, first));
        } finally {
            held.release();
        }
    }

    @Test
    void whoeverTakesOurNumberOrSaysNoHelloHearsNothing() throws Exception {
        GrpcTransport<String> member = node(2, Optional.of(CLUSTER));
        Heard atMember = accept(member, "member");
        assertSilence(member, ConnectRequest.newBuilder().setHello(hello(CLUSTER, 2)).build());
        assertSilence(
                member, ConnectRequest.newBuilder().setMessage(Wire.bytes(new Uuid(1, 2))).build());
        assertSilence(member, ConnectRequest.getDefaultInstance());
        assertEquals(List.of(), List.copyOf(atMember.news));
    }

    @Test
    void aDialledStrangerIsToldNothingButHello() throws Exception {
        GrpcTransport<String> one = node(1, Optional.of(CLUSTER));
        GrpcTransport<String> other = node(2, Optional.of("another-cluster-------"));
        Heard atOther = accept(other, "other");
        Lane lane = host.lane("one", 100);
        Heard atOne = dial(one, other, lane);
        lane.post(() -> atOne.connection().send("a secret"));
        assertTrue(atOne.next().startsWith("closed "));
        assertEquals(List.of(), List.copyOf(atOther.news));
    }

    @Test
    void aSenderIsToldToWaitAndThenToGoOn() throws Exception {
        GrpcTransport<String> one = node(1, Optional.of(CLUSTER));
        GrpcTransport<String> two = node(2, Optional.of(CLUSTER));
        Heard atTwo = accept(two, "two");
        Lane lane = host.lane("one", 100);
        Heard atOne = dial(one, two, lane);
        BlockingQueue<Integer> sent = new LinkedBlockingQueue<>();
        String large = "x".repeat(10_000);
        lane.post(() -> {
            int count = 0;
            while (atOne.connection().writable()) {
                atOne.connection().send(large);
                count++;
            }
            sent.add(count);
        });
        int count = sent.take();
        assertTrue(count > 10 && count < 100, "sent " + count);
        assertEquals("writable", atOne.next());
        for (int number = 0; number < count; number++) {
            assertEquals("message " + large, atTwo.next());
        }
    }

    @Test
    void noOneThereAndNonsenseAddressesAreClosedConnections() throws Exception {
        GrpcTransport<String> one = node(1, Optional.empty());
        GrpcTransport<String> gone = node(2, Optional.empty());
        int port = gone.port();
        gone.stop();
        Lane lane = host.lane("one", 100);
        for (String address : List.of("localhost:" + port, "a b:c:d", "")) {
            Heard heard = new Heard(lane);
            lane.post(() -> heard.connections.add(one.dial(address, lane, heard)));
            assertTrue(heard.next().startsWith("closed "), address);
            assertFalse(heard.connection().send("nobody"));
        }
    }

    @Test
    void aTakenPortIsOneClearLine() throws Exception {
        GrpcTransport<String> first = node(1, Optional.empty());
        InetSocketAddress taken =
                new InetSocketAddress(InetAddress.getLoopbackAddress(), first.port());
        IOException failed =
                assertThrows(
                        IOException.class,
                        () ->
                                GrpcTransport.listen(
                                        identity(2, Optional.empty()), new Texts(), taken));
        assertTrue(String.valueOf(failed.getMessage()).contains(":" + first.port()));
    }

    private GrpcTransport<String> node(int number, Optional<String> cluster) throws IOException {
        GrpcTransport<String> node =
                GrpcTransport.listen(
                        identity(number, cluster),
                        new Texts(),
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        transports.add(node);
        return node;
    }

    private static NodeIdentity identity(int number, Optional<String> cluster) {
        return new NodeIdentity(() -> cluster, number, new Uuid(7, number));
    }

    private static NodeHello hello(String cluster, int number) {
        return NodeHello.newBuilder()
                .setClusterId(cluster)
                .setNodeId(number)
                .setIncarnation(Wire.bytes(new Uuid(8, 8)))
                .build();
    }

    private Heard accept(GrpcTransport<String> node, String name) {
        Heard heard = new Heard(host.lane(name, 100));
        node.accept(
                heard.lane,
                connection -> {
                    heard.connections.add(connection);
                    return heard;
                });
        return heard;
    }

    private static Heard dial(GrpcTransport<String> from, GrpcTransport<String> to, Lane lane) {
        Heard heard = new Heard(lane);
        lane.post(() -> heard.connections.add(from.dial("localhost:" + to.port(), lane, heard)));
        return heard;
    }

    private static void assertSilence(GrpcTransport<String> node, ConnectRequest first) {
        assertEquals(Status.Code.UNAVAILABLE, refusal(node, first));
    }

    /** How the call ends, with nothing said before. */
    private static Status.Code refusal(GrpcTransport<String> node, ConnectRequest first) {
        ManagedChannel channel =
                NettyChannelBuilder.forAddress("localhost", node.port()).usePlaintext().build();
        try {
            BlockingClientCall<ConnectRequest, ConnectResponse> call =
                    NodeServiceGrpc.newBlockingV2Stub(channel).connect();
            Executable hearing =
                    () -> {
                        call.write(first);
                        var _ = call.read(10, TimeUnit.SECONDS);
                    };
            return assertThrows(StatusException.class, hearing).getStatus().getCode();
        } finally {
            channel.shutdownNow();
        }
    }

    /** What one end has heard. */
    private static final class Heard implements Handler<String> {
        final Lane lane;
        final BlockingQueue<String> news = new LinkedBlockingQueue<>();
        final List<Connection<String>> connections = new CopyOnWriteArrayList<>();

        Heard(Lane lane) {
            this.lane = lane;
        }

        Connection<String> connection() {
            return connections.get(0);
        }

        String next() throws InterruptedException {
            return Optional.ofNullable(news.poll(10, TimeUnit.SECONDS)).orElse("nothing");
        }

        @Override
        public void onMessage(String message) {
            news.add("message " + message);
        }

        @Override
        public void onWritable() {
            news.add("writable");
        }

        @Override
        public void onClosed(String reason) {
            news.add("closed " + reason);
        }
    }

    /** Messages that are text. */
    private record Texts() implements MessageCodec<String> {
        @Override
        public byte[] encode(String message) {
            return message.getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public Optional<String> decode(byte[] bytes) {
            return Optional.of(new String(bytes, StandardCharsets.UTF_8));
        }
    }
}
