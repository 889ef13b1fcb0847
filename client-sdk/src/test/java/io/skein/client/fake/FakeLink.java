package io.skein.client.fake;

import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.skein.client.wire.CallHandler;
import io.skein.client.wire.Ending;
import io.skein.client.wire.Link;
import io.skein.client.wire.Stream;
import io.skein.client.wire.StreamHandler;
import io.skein.foundation.world.Lane;
import io.skein.protocol.Framed;
import io.skein.protocol.SkeinMethods;
import io.skein.protocol.v1.Certainty;
import io.skein.protocol.v1.FetchRequest;
import io.skein.protocol.v1.FetchResponse;
import io.skein.protocol.v1.GetServerInfoResponse;
import io.skein.protocol.v1.ListOffsetsRequest;
import io.skein.protocol.v1.ListOffsetsResponse;
import io.skein.protocol.v1.ListTopicsResponse;
import io.skein.protocol.v1.PartitionOffset;
import io.skein.protocol.v1.ProduceRequest;
import io.skein.protocol.v1.ProduceResponse;
import io.skein.protocol.v1.Refusal;
import io.skein.protocol.v1.RefusalReason;
import io.skein.protocol.v1.WatchRoutesRequest;
import io.skein.protocol.v1.WatchRoutesResponse;
import java.util.ArrayList;
import java.util.List;

/** A link to whoever answers at an address. */
final class FakeLink implements Link {
    private static final Refusal NOT_LEADER =
            Refusal.newBuilder()
                    .setReason(RefusalReason.REFUSAL_REASON_NOT_LEADER)
                    .setCertainty(Certainty.CERTAINTY_DEFINITE)
                    .setRetryAfterMillis(100)
                    .build();

    private final FakeCluster cluster;
    private final String address;
    private final Lane lane;
    private final List<FakeStream<?, ?>> streams = new ArrayList<>();

    FakeLink(FakeCluster cluster, String address, Lane lane) {
        this.cluster = cluster;
        this.address = address;
        this.lane = lane;
    }

    @Override
    public <Q, R> void call(
            MethodDescriptor<Q, R> method, Q request, long deadlineNanos, CallHandler<R> handler) {
        cluster.called.add(String.valueOf(method.getBareMethodName()));
        lane.after(
                2 * FakeCluster.DELAY_NANOS,
                () -> {
                    if (cluster.isReachable(address)) handler.onAnswer(answer(method, request));
                    else handler.onEnd(Ending.of(Status.Code.UNAVAILABLE, "refused"));
                });
    }

    @SuppressWarnings("unchecked") // The method says what its answer is.
    private <Q, R> R answer(MethodDescriptor<Q, R> method, Q request) {
        if (method.equals(SkeinMethods.GET_SERVER_INFO)) return (R) server();
        if (method.equals(SkeinMethods.LIST_OFFSETS)) {
            return (R) offsets((ListOffsetsRequest) request);
        }
        if (method.equals(SkeinMethods.LIST_TOPICS)) {
            return (R) ListTopicsResponse.getDefaultInstance();
        }
        throw new AssertionError("not played here: " + method.getFullMethodName());
    }

    private GetServerInfoResponse server() {
        return GetServerInfoResponse.newBuilder()
                .setClusterId(FakeCluster.CLUSTER_ID)
                .setLimits(cluster.limits)
                .setNodeId(node())
                .build();
    }

    private int node() {
        return cluster.nodesAt.getOrDefault(address, FakeCluster.NODE);
    }

    private ListOffsetsResponse offsets(ListOffsetsRequest request) {
        FakeTopic topic = cluster.find(request.getTopic());
        ListOffsetsResponse.Builder all = ListOffsetsResponse.newBuilder();
        for (int partition : request.getPartitionsList()) {
            long end = topic.end(partition);
            long offset = request.hasEarliest() ? topic.starts.get(partition) : end;
            PartitionOffset.Builder one = PartitionOffset.newBuilder().setPartition(partition);
            boolean knows = cluster.forwarding || topic.leaders.get(partition) == node();
            all.addOffsets(knows ? one.setOffset(offset) : one.setRefused(NOT_LEADER));
        }
        return all.build();
    }

    @Override
    @SuppressWarnings("unchecked") // The method says what its messages are.
    public <Q, R> Stream<Q> stream(MethodDescriptor<Q, R> method, StreamHandler<R> handler) {
        String name = method.getFullMethodName();
        FakeStream<Q, R> stream = new FakeStream<>(cluster, name, handler, lane);
        streams.add(stream);
        boolean reachable = cluster.isReachable(address);
        if (method.equals(SkeinMethods.PRODUCE)) {
            var typed = (FakeStream<Framed<ProduceRequest>, ProduceResponse>) stream;
            typed.connect(reachable, new ProduceCall(cluster, typed)::take);
        } else if (method.equals(SkeinMethods.FETCH)) {
            var typed = (FakeStream<FetchRequest, Framed<FetchResponse>>) stream;
            typed.connect(reachable, new FetchCall(cluster, typed)::take);
        } else {
            var typed = (FakeStream<WatchRoutesRequest, WatchRoutesResponse>) stream;
            typed.connect(reachable, new WatchCall(cluster, typed)::take);
        }
        return stream;
    }

    @Override
    public void close() {
        streams.forEach(stream -> stream.cancel("link closed"));
    }
}
