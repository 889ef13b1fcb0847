package io.skein.server.rpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.skein.protocol.v1.CreateTopicRequest;
import io.skein.protocol.v1.Refusal;
import io.skein.protocol.v1.RefusalReason;
import io.skein.protocol.v1.TopicServiceGrpc;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a front says to requests it cannot take, and to those who make none. */
final class GrpcRefusalTest {
    private Optional<FrontTrial> opened = Optional.empty();

    @BeforeEach
    void open() throws ListenFailed {
        opened = Optional.of(FrontTrial.open());
    }

    @AfterEach
    void close() {
        opened.ifPresent(FrontTrial::close);
    }

    private FrontTrial trial() {
        return opened.orElseThrow();
    }

    @Test
    void aRefusalIsAStatusAndATrailer() {
        var topics = TopicServiceGrpc.newBlockingStub(trial().channel());
        CreateTopicRequest request = CreateTopicRequest.newBuilder().setName("twice").build();
        var created = topics.createTopic(request);
        assertEquals(16, created.getTopicId().size());
        StatusRuntimeException taken =
                assertThrows(StatusRuntimeException.class, () -> topics.createTopic(request));
        assertEquals(Status.Code.ALREADY_EXISTS, taken.getStatus().getCode());
        Refusal refusal = FrontTrial.refusal(taken);
        assertEquals(RefusalReason.REFUSAL_REASON_TOPIC_EXISTS, refusal.getReason());
        assertEquals("taken?twice", refusal.getMessage());
        assertEquals("taken?twice", taken.getStatus().getDescription());
    }

    @Test
    void violationsNameTheField() {
        var topics = TopicServiceGrpc.newBlockingStub(trial().channel());
        StatusRuntimeException refused =
                assertThrows(
                        StatusRuntimeException.class,
                        () ->
                                topics.createTopic(
                                        CreateTopicRequest.newBuilder()
                                                .setName("x")
                                                .setPartitions(-1)
                                                .build()));
        assertEquals(Status.Code.INVALID_ARGUMENT, refused.getStatus().getCode());
        assertEquals(
                "partitions: -1; 0 takes the default", FrontTrial.refusal(refused).getMessage());
    }

    @Test
    void malformedMessagesAreInvalidArguments() {
        for (String method :
                List.of(
                        "skein.v1.ClusterService/GetServerInfo",
                        "skein.v1.LogService/Produce",
                        "skein.v1.LogService/Fetch")) {
            StatusRuntimeException refused =
                    assertThrows(
                            StatusRuntimeException.class,
                            () -> trial().callRaw(method, new byte[] {(byte) 0xFF, 1, 2}));
            assertEquals(Status.Code.INVALID_ARGUMENT, refused.getStatus().getCode(), method);
            assertEquals(
                    RefusalReason.REFUSAL_REASON_INVALID_REQUEST,
                    FrontTrial.refusal(refused).getReason());
        }
    }

    @Test
    void oversizedMessagesAndUnknownMethodsAreRefused() {
        StatusRuntimeException tooLarge =
                assertThrows(
                        StatusRuntimeException.class,
                        () ->
                                trial().callRaw(
                                                "skein.v1.ClusterService/GetServerInfo",
                                                new byte[(2 << 20) + 1]));
        assertEquals(Status.Code.RESOURCE_EXHAUSTED, tooLarge.getStatus().getCode());
        StatusRuntimeException unknown =
                assertThrows(
                        StatusRuntimeException.class,
                        () -> trial().callRaw("skein.v1.X/Y", new byte[0]));
        assertEquals(Status.Code.UNIMPLEMENTED, unknown.getStatus().getCode());
    }

    @Test
    void aTakenPortIsOneClearLine() {
        InetSocketAddress taken = trial().front().listening().get(0);
        ListenFailed failed =
                assertThrows(
                        ListenFailed.class,
                        () ->
                                trial().start(
                                                GrpcSettings.of(
                                                        List.of(FrontTrial.ANY_PORT, taken),
                                                        1 << 20)));
        String message = String.valueOf(failed.getMessage());
        assertTrue(message.contains(String.valueOf(taken.getPort())), message);
        assertTrue(message.contains("in use"), message);
    }

    @Test
    void whoSaysNothingIsDisconnected() throws Exception {
        GrpcFront hasty =
                trial().start(
                                new GrpcSettings(
                                        List.of(FrontTrial.ANY_PORT), 1 << 20, 200_000_000L, 10));
        try (Socket socket = new Socket()) {
            socket.connect(hasty.listening().get(0));
            socket.setSoTimeout(10_000);
            InputStream in = socket.getInputStream();
            while (in.read() >= 0) {
                // The server's own settings come first.
            }
        } finally {
            hasty.stop(0);
        }
    }
}
