package io.skein.server.rpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.reflection.v1.ServerReflectionGrpc;
import io.grpc.reflection.v1.ServerReflectionRequest;
import io.grpc.reflection.v1.ServerReflectionResponse;
import io.grpc.stub.BlockingClientCall;
import io.grpc.stub.ClientCalls;
import io.skein.foundation.jdk.JdkHost;
import io.skein.protocol.Wire;
import io.skein.protocol.v1.ClusterServiceGrpc;
import io.skein.protocol.v1.CreateTopicRequest;
import io.skein.protocol.v1.DescribeTopicRequest;
import io.skein.protocol.v1.FetchRequest;
import io.skein.protocol.v1.FetchResponse;
import io.skein.protocol.v1.GetServerInfoRequest;
import io.skein.protocol.v1.ListTopicsRequest;
import io.skein.protocol.v1.LogServiceGrpc;
import io.skein.protocol.v1.ProduceRequest;
import io.skein.protocol.v1.ProduceResponse;
import io.skein.protocol.v1.Refusal;
import io.skein.protocol.v1.RefusalReason;
import io.skein.protocol.v1.TopicServiceGrpc;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The whole contract over real sockets, with stubs as any generator makes them. */
final class GrpcFrontTest {
    private static final InetSocketAddress ANY_PORT =
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    private static final long GRACE_NANOS = 2_000_000_000L;

    private final SmallDoor door = new SmallDoor();
    private final List<Throwable> bugs = new CopyOnWriteArrayList<>();
    private final JdkHost host = JdkHost.forClient("test-", (_, bug) -> bugs.add(bug));
    private final EndpointParts parts =
            Given.parts(door, host.lane("door", 1_000), ServerLimits.DEFAULT);
    private Optional<GrpcFront> started = Optional.empty();
    private Optional<ManagedChannel> opened = Optional.empty();

    @BeforeEach
    void start() throws ListenFailed {
        GrpcFront front = start(GrpcSettings.of(List.of(ANY_PORT), 2 << 20));
        started = Optional.of(front);
        opened = Optional.of(channel(front));
    }

    private GrpcFront start(GrpcSettings settings) throws ListenFailed {
        return GrpcFront.start(settings, Endpoints.all(parts), parts.figures(), bugs::add);
    }

    private static ManagedChannel channel(GrpcFront front) {
        return NettyChannelBuilder.forAddress(front.listening().get(0)).usePlaintext().build();
    }

    @AfterEach
    void stop() {
        opened.ifPresent(ManagedChannel::shutdownNow);
        started.ifPresent(front -> front.stop(0));
        assertEquals(List.of(), bugs);
    }

    private GrpcFront front() {
        return started.orElseThrow();
    }

    private ManagedChannel channel() {
        return opened.orElseThrow();
    }

    @Test
    void aNodeTellsWhatItIsAndAllows() {
        var info =
                ClusterServiceGrpc.newBlockingStub(channel())
                        .getServerInfo(GetServerInfoRequest.getDefaultInstance());
        assertEquals("0.1.0", info.getVersion());
        assertEquals(16 << 20, info.getLimits().getMessageBytesMax());
    }

    @Test
    void topicsAreMadeListedAndDescribed() {
        var topics = TopicServiceGrpc.newBlockingStub(channel());
        for (String name : List.of("c", "a", "b")) {
            topics.createTopic(
                    CreateTopicRequest.newBuilder().setName(name).setPartitions(2).build());
        }
        var page = topics.listTopics(ListTopicsRequest.newBuilder().setLimit(2).build());
        assertEquals("a", page.getTopics(0).getName());
        assertEquals("b", page.getTopics(1).getName());
        assertTrue(page.getMore());
        var rest = topics.listTopics(ListTopicsRequest.newBuilder().setAfter("b").build());
        assertEquals("c", rest.getTopics(0).getName());
        assertEquals(1, rest.getTopicsCount());
        var one = topics.describeTopic(DescribeTopicRequest.newBuilder().setName("a").build());
        assertEquals(2, one.getPartitionsCount());
        assertEquals("retention.ms", one.getConfigs(0).getName());
    }

    @Test
    void aRefusalIsAStatusAndATrailer() {
        var topics = TopicServiceGrpc.newBlockingStub(channel());
        CreateTopicRequest request = CreateTopicRequest.newBuilder().setName("twice").build();
        var created = topics.createTopic(request);
        assertEquals(16, created.getTopicId().size());
        StatusRuntimeException taken =
                assertThrows(StatusRuntimeException.class, () -> topics.createTopic(request));
        assertEquals(Status.Code.ALREADY_EXISTS, taken.getStatus().getCode());
        Refusal refusal = refusal(taken);
        assertEquals(RefusalReason.REFUSAL_REASON_TOPIC_EXISTS, refusal.getReason());
        assertEquals("taken?twice", refusal.getMessage());
        assertEquals("taken?twice", taken.getStatus().getDescription());
    }

    @Test
    void violationsNameTheField() {
        var topics = TopicServiceGrpc.newBlockingStub(channel());
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
        assertEquals("partitions: -1; 0 takes the default", refusal(refused).getMessage());
    }

    @Test
    void plainStubsProduceAndFetch() throws Exception {
        ByteString topic = Wire.bytes(door.createTopic("lines", 1));
        BlockingClientCall<ProduceRequest, ProduceResponse> produce =
                LogServiceGrpc.newBlockingV2Stub(channel()).produce();
        ByteString batch = ByteString.copyFrom(Given.batch(100_000));
        for (int number = 0; number < 20; number++) {
            produce.write(ProduceRequest.newBuilder().setTopicId(topic).setBatch(batch).build());
        }
        produce.halfClose();
        for (int number = 0; number < 20; number++) {
            assertEquals(number, read(produce).getAppended().getBaseOffset());
        }
        BlockingClientCall<FetchRequest, FetchResponse> fetch =
                LogServiceGrpc.newBlockingV2Stub(channel()).fetch();
        fetch.write(
                Given.position(
                        new io.skein.foundation.PartitionId(Wire.uuid(topic).orElseThrow(), 0),
                        0,
                        9));
        fetch.write(Given.credit(1 << 30));
        long bytes = 0;
        FetchResponse last = read(fetch);
        while (last.hasFetched()) {
            bytes += last.getBatches().size();
            last = read(fetch);
        }
        assertTrue(last.hasCaughtUp());
        assertEquals(20L * batch.size(), bytes);
        assertTrue(parts.figures().bytesIn() > bytes, "what came in is counted");
        assertTrue(parts.figures().bytesOut() > bytes, "what went out is counted");
        fetch.cancel("done", new IllegalStateException("done"));
    }

    @Test
    void theServerStopsReadingItsLogForAClientThatDoesNotRead() throws Exception {
        var topic = door.createTopic("lines", 1);
        var partition = new io.skein.foundation.PartitionId(topic, 0);
        for (int number = 0; number < 40; number++) append(topic);
        BlockingClientCall<FetchRequest, FetchResponse> fetch =
                LogServiceGrpc.newBlockingV2Stub(channel()).fetch();
        fetch.write(Given.position(partition, 0, 1));
        fetch.write(Given.credit(1 << 30));
        FetchResponse first = read(fetch);
        assertTrue(first.hasFetched());
        long before = -1;
        // Windows fill up first; then nothing moves any more, although there is credit.
        while (door.bytesRead() != before) {
            before = door.bytesRead();
            // A round trip on the same connection: what could be written by now has been.
            ClusterServiceGrpc.newBlockingStub(channel())
                    .getServerInfo(GetServerInfoRequest.getDefaultInstance());
        }
        assertTrue(before < 20 << 20, "of 40 MB were read " + before);
        long bytes = first.getBatches().size();
        for (FetchResponse next = read(fetch); next.hasFetched(); next = read(fetch)) {
            bytes += next.getBatches().size();
        }
        assertEquals(door.bytesRead(), bytes);
        fetch.cancel("done", new IllegalStateException("done"));
    }

    private void append(io.skein.foundation.Uuid topic) {
        door.ask(
                new io.skein.foundation.PartitionId(topic, 0),
                new io.skein.server.door.PartitionRequest.Append(
                        Given.batch(1_000_000), io.skein.server.door.PartitionRequest.Acks.ALL),
                _ -> {});
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
                            () -> callRaw(method, new byte[] {(byte) 0xFF, 1, 2}));
            assertEquals(Status.Code.INVALID_ARGUMENT, refused.getStatus().getCode(), method);
            assertEquals(
                    RefusalReason.REFUSAL_REASON_INVALID_REQUEST, refusal(refused).getReason());
        }
    }

    @Test
    void oversizedMessagesAndUnknownMethodsAreRefused() {
        StatusRuntimeException tooLarge =
                assertThrows(
                        StatusRuntimeException.class,
                        () ->
                                callRaw(
                                        "skein.v1.ClusterService/GetServerInfo",
                                        new byte[(2 << 20) + 1]));
        assertEquals(Status.Code.RESOURCE_EXHAUSTED, tooLarge.getStatus().getCode());
        StatusRuntimeException unknown =
                assertThrows(
                        StatusRuntimeException.class, () -> callRaw("skein.v1.X/Y", new byte[0]));
        assertEquals(Status.Code.UNIMPLEMENTED, unknown.getStatus().getCode());
    }

    @Test
    void healthFollowsTheNode() {
        var health = HealthGrpc.newBlockingStub(channel());
        for (String service : List.of("", "skein.v1.LogService")) {
            var request = HealthCheckRequest.newBuilder().setService(service).build();
            front().serving(false);
            assertEquals(ServingStatus.NOT_SERVING, health.check(request).getStatus());
            front().serving(true);
            assertEquals(ServingStatus.SERVING, health.check(request).getStatus());
        }
    }

    @Test
    void reflectionShowsTheContract() throws Exception {
        BlockingClientCall<ServerReflectionRequest, ServerReflectionResponse> reflection =
                ServerReflectionGrpc.newBlockingV2Stub(channel()).serverReflectionInfo();
        reflection.write(ServerReflectionRequest.newBuilder().setListServices("").build());
        List<String> names = new ArrayList<>();
        read(reflection)
                .getListServicesResponse()
                .getServiceList()
                .forEach(service -> names.add(service.getName()));
        assertTrue(names.contains("skein.v1.MessageService"), names.toString());
        reflection.write(
                ServerReflectionRequest.newBuilder()
                        .setFileContainingSymbol("skein.v1.LogService.Produce")
                        .build());
        assertTrue(read(reflection).getFileDescriptorResponse().getFileDescriptorProtoCount() > 0);
        reflection.halfClose();
    }

    @Test
    void aTakenPortIsOneClearLine() {
        InetSocketAddress taken = front().listening().get(0);
        ListenFailed failed =
                assertThrows(
                        ListenFailed.class,
                        () -> start(GrpcSettings.of(List.of(ANY_PORT, taken), 1 << 20)));
        String message = String.valueOf(failed.getMessage());
        assertTrue(message.contains(String.valueOf(taken.getPort())), message);
        assertTrue(message.contains("in use"), message);
    }

    @Test
    void whoSaysNothingIsDisconnected() throws Exception {
        GrpcFront hasty = start(new GrpcSettings(List.of(ANY_PORT), 1 << 20, 200_000_000L, 10));
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

    @Test
    void aStoppingNodeEndsStreamsAndFreesThePort() throws Exception {
        var watch =
                ClusterServiceGrpc.newBlockingV2Stub(channel())
                        .watchRoutes(io.skein.protocol.v1.WatchRoutesRequest.getDefaultInstance());
        assertTrue(read(watch).getComplete());
        InetSocketAddress address = front().listening().get(0);
        front().stop(GRACE_NANOS);
        StatusRuntimeException ended =
                assertThrows(StatusRuntimeException.class, () -> read(watch));
        assertEquals(Status.Code.UNAVAILABLE, ended.getStatus().getCode());
        assertEquals(RefusalReason.REFUSAL_REASON_UNAVAILABLE, refusal(ended).getReason());
        GrpcFront again = start(GrpcSettings.of(List.of(address), 1 << 20));
        again.stop(0);
    }

    private byte[] callRaw(String method, byte[] request) {
        MethodDescriptor<byte[], byte[]> raw =
                MethodDescriptor.newBuilder(new Bytes(), new Bytes())
                        .setType(MethodDescriptor.MethodType.UNARY)
                        .setFullMethodName(method)
                        .build();
        return ClientCalls.blockingUnaryCall(channel(), raw, CallOptions.DEFAULT, request);
    }

    private static <Q, R> R read(BlockingClientCall<Q, R> call) throws Exception {
        try {
            return Optional.ofNullable(call.read(10, TimeUnit.SECONDS)).orElseThrow();
        } catch (io.grpc.StatusException ended) {
            throw new StatusRuntimeException(ended.getStatus(), ended.getTrailers());
        }
    }

    private static Refusal refusal(StatusRuntimeException refused) {
        Metadata trailers = Optional.ofNullable(refused.getTrailers()).orElseThrow();
        return Optional.ofNullable(trailers.get(Wire.REFUSAL)).orElseThrow();
    }

    /** Bytes as they are. */
    private record Bytes() implements MethodDescriptor.Marshaller<byte[]> {
        @Override
        public InputStream stream(byte[] value) {
            return new ByteArrayInputStream(value);
        }

        @Override
        public byte[] parse(InputStream stream) {
            try {
                return stream.readAllBytes();
            } catch (java.io.IOException unreadable) {
                throw new java.io.UncheckedIOException(unreadable);
            }
        }
    }
}
