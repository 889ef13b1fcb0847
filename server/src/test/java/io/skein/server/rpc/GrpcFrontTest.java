package io.skein.server.rpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.reflection.v1.ServerReflectionGrpc;
import io.grpc.reflection.v1.ServerReflectionRequest;
import io.grpc.reflection.v1.ServerReflectionResponse;
import io.grpc.stub.BlockingClientCall;
import io.skein.foundation.PartitionId;
import io.skein.foundation.Uuid;
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
import io.skein.protocol.v1.RefusalReason;
import io.skein.protocol.v1.TopicServiceGrpc;
import io.skein.protocol.v1.WatchRoutesRequest;
import io.skein.server.door.PartitionRequest;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The whole contract over real sockets, with stubs as any generator makes them. */
final class GrpcFrontTest {
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
    void aNodeTellsWhatItIsAndAllows() {
        var info =
                ClusterServiceGrpc.newBlockingStub(trial().channel())
                        .getServerInfo(GetServerInfoRequest.getDefaultInstance());
        assertEquals("0.1.0", info.getVersion());
        assertEquals(16 << 20, info.getLimits().getMessageBytesMax());
    }

    @Test
    void topicsAreMadeListedAndDescribed() {
        var topics = TopicServiceGrpc.newBlockingStub(trial().channel());
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
    void plainStubsProduceAndFetch() throws Exception {
        ByteString topic = Wire.bytes(trial().door.createTopic("lines", 1));
        BlockingClientCall<ProduceRequest, ProduceResponse> produce =
                LogServiceGrpc.newBlockingV2Stub(trial().channel()).produce();
        ByteString batch = ByteString.copyFrom(Given.batch(100_000));
        for (int number = 0; number < 20; number++) {
            produce.write(ProduceRequest.newBuilder().setTopicId(topic).setBatch(batch).build());
        }
        produce.halfClose();
        for (int number = 0; number < 20; number++) {
            assertEquals(number, FrontTrial.read(produce).getAppended().getBaseOffset());
        }
        BlockingClientCall<FetchRequest, FetchResponse> fetch =
                LogServiceGrpc.newBlockingV2Stub(trial().channel()).fetch();
        fetch.write(Given.position(new PartitionId(Wire.uuid(topic).orElseThrow(), 0), 0, 9));
        fetch.write(Given.credit(1 << 30));
        long bytes = 0;
        FetchResponse last = FrontTrial.read(fetch);
        while (last.hasFetched()) {
            bytes += last.getBatches().size();
            last = FrontTrial.read(fetch);
        }
        assertTrue(last.hasCaughtUp());
        assertEquals(20L * batch.size(), bytes);
        assertTrue(trial().parts.figures().bytesIn() > bytes, "what came in is counted");
        assertTrue(trial().parts.figures().bytesOut() > bytes, "what went out is counted");
        fetch.cancel("done", new IllegalStateException("done"));
    }

    @Test
    void theServerStopsReadingItsLogForAClientThatDoesNotRead() throws Exception {
        var topic = trial().door.createTopic("lines", 1);
        var partition = new PartitionId(topic, 0);
        for (int number = 0; number < 40; number++) append(topic);
        BlockingClientCall<FetchRequest, FetchResponse> fetch =
                LogServiceGrpc.newBlockingV2Stub(trial().channel()).fetch();
        fetch.write(Given.position(partition, 0, 1));
        fetch.write(Given.credit(1 << 30));
        FetchResponse first = FrontTrial.read(fetch);
        assertTrue(first.hasFetched());
        long before = -1;
        // Windows fill up first; then nothing moves any more, although there is credit.
        while (trial().door.bytesRead() != before) {
            before = trial().door.bytesRead();
            // A round trip on the same connection: what could be written by now has been.
            ClusterServiceGrpc.newBlockingStub(trial().channel())
                    .getServerInfo(GetServerInfoRequest.getDefaultInstance());
        }
        assertTrue(before < 20 << 20, "of 40 MB were read " + before);
        long bytes = first.getBatches().size();
        for (FetchResponse next = FrontTrial.read(fetch);
                next.hasFetched();
                next = FrontTrial.read(fetch)) {
            bytes += next.getBatches().size();
        }
        assertEquals(trial().door.bytesRead(), bytes);
        fetch.cancel("done", new IllegalStateException("done"));
    }

    private void append(Uuid topic) {
        trial().door
                .ask(
                        new PartitionId(topic, 0),
                        new PartitionRequest.Append(
                                Given.batch(1_000_000), PartitionRequest.Acks.ALL),
                        _ -> {});
    }

    @Test
    void healthFollowsTheNode() {
        var health = HealthGrpc.newBlockingStub(trial().channel());
        for (String service : List.of("", "skein.v1.LogService")) {
            var request = HealthCheckRequest.newBuilder().setService(service).build();
            trial().front().serving(false);
            assertEquals(ServingStatus.NOT_SERVING, health.check(request).getStatus());
            trial().front().serving(true);
            assertEquals(ServingStatus.SERVING, health.check(request).getStatus());
        }
    }

    @Test
    void reflectionShowsTheContract() throws Exception {
        BlockingClientCall<ServerReflectionRequest, ServerReflectionResponse> reflection =
                ServerReflectionGrpc.newBlockingV2Stub(trial().channel()).serverReflectionInfo();
        reflection.write(ServerReflectionRequest.newBuilder().setListServices("").build());
        List<String> names = new ArrayList<>();
        FrontTrial.read(reflection)
                .getListServicesResponse()
                .getServiceList()
                .forEach(service -> names.add(service.getName()));
        assertTrue(names.contains("skein.v1.MessageService"), names.toString());
        reflection.write(
                ServerReflectionRequest.newBuilder()
                        .setFileContainingSymbol("skein.v1.LogService.Produce")
                        .build());
        assertTrue(
                FrontTrial.read(reflection)
                                .getFileDescriptorResponse()
                                .getFileDescriptorProtoCount()
                        > 0);
        reflection.halfClose();
    }

    @Test
    void aStoppingNodeEndsStreamsAndFreesThePort() throws Exception {
        var watch =
                ClusterServiceGrpc.newBlockingV2Stub(trial().channel())
                        .watchRoutes(WatchRoutesRequest.getDefaultInstance());
        assertTrue(FrontTrial.read(watch).getComplete());
        InetSocketAddress address = trial().front().listening().get(0);
        trial().front().stop(FrontTrial.GRACE_NANOS);
        StatusRuntimeException ended =
                assertThrows(StatusRuntimeException.class, () -> FrontTrial.read(watch));
        assertEquals(Status.Code.UNAVAILABLE, ended.getStatus().getCode());
        assertEquals(
                RefusalReason.REFUSAL_REASON_UNAVAILABLE, FrontTrial.refusal(ended).getReason());
        GrpcFront again = trial().start(GrpcSettings.of(List.of(address), 1 << 20));
        again.stop(0);
    }
}
