import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.skein.protocol.v1.ClusterServiceGrpc;
import io.skein.protocol.v1.CreateTopicRequest;
import io.skein.protocol.v1.DescribeQuorumRequest;
import io.skein.protocol.v1.DescribeQuorumResponse;
import io.skein.protocol.v1.LatestOffset;
import io.skein.protocol.v1.ListOffsetsRequest;
import io.skein.protocol.v1.ListOffsetsResponse;
import io.skein.protocol.v1.ListTopicsRequest;
import io.skein.protocol.v1.ListTopicsResponse;
import io.skein.protocol.v1.PartitionOffset;
import io.skein.protocol.v1.TopicServiceGrpc;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Asks one node, as any client could. Any thread may use it. */
final class Caller implements AutoCloseable {
    private static final long SECONDS_MAX = 3;
    private static final int PAGE = 1_000;

    private final int node;
    private final ManagedChannel channel;

    Caller(int node, String address) {
        this.node = node;
        // A node that was killed is back soon, and is to be found at once.
        this.channel = NettyChannelBuilder.forTarget(address).usePlaintext().build();
    }

    /** The number of the node. */
    int node() {
        return node;
    }

    /** Whether it said that the topic is made. */
    boolean create(String topic) {
        CreateTopicRequest request =
                CreateTopicRequest.newBuilder().setName(topic).setPartitions(1).build();
        try {
            channel.resetConnectBackoff();
            TopicServiceGrpc.newBlockingStub(channel)
                    .withDeadlineAfter(SECONDS_MAX, TimeUnit.SECONDS)
                    .createTopic(request);
            return true;
        } catch (StatusRuntimeException refused) {
            return false;
        }
    }

    Optional<DescribeQuorumResponse> quorum() {
        return answer(() ->
                ClusterServiceGrpc.newBlockingStub(channel)
                        .withDeadlineAfter(SECONDS_MAX, TimeUnit.SECONDS)
                        .describeQuorum(DescribeQuorumRequest.getDefaultInstance()));
    }

    /** All topics that it knows; none if it does not say. */
    Set<String> topics() {
        return answer(this::pages).orElse(Set.of());
    }

    /** How far partitions can be read, by number; without those of which it does not say. */
    SortedMap<Integer, Long> ends(String topic) {
        ListOffsetsRequest request =
                ListOffsetsRequest.newBuilder()
                        .setTopic(topic)
                        .setLatest(LatestOffset.getDefaultInstance())
                        .build();
        Optional<ListOffsetsResponse> told =
                answer(() ->
                        TopicServiceGrpc.newBlockingStub(channel)
                                .withDeadlineAfter(SECONDS_MAX, TimeUnit.SECONDS)
                                .listOffsets(request));
        TreeMap<Integer, Long> ends = new TreeMap<>();
        for (PartitionOffset each : told.map(all -> all.getOffsetsList()).orElse(List.of())) {
            if (!each.hasRefused()) ends.put(each.getPartition(), each.getOffset());
        }
        return ends;
    }

    private <R> Optional<R> answer(Supplier<R> call) {
        try {
            channel.resetConnectBackoff();
            return Optional.of(call.get());
        } catch (StatusRuntimeException refused) {
            return Optional.empty();
        }
    }

    private Set<String> pages() {
        Set<String> names = new TreeSet<>();
        String after = "";
        boolean isMore = true;
        while (isMore) {
            ListTopicsRequest request =
                    ListTopicsRequest.newBuilder().setAfter(after).setLimit(PAGE).build();
            ListTopicsResponse page =
                    TopicServiceGrpc.newBlockingStub(channel)
                            .withDeadlineAfter(SECONDS_MAX, TimeUnit.SECONDS)
                            .listTopics(request);
            page.getTopicsList().forEach(topic -> names.add(topic.getName()));
            isMore = page.getMore() && page.getTopicsCount() > 0;
            if (isMore) after = page.getTopics(page.getTopicsCount() - 1).getName();
        }
        return names;
    }

    @Override
    public void close() {
        channel.shutdownNow();
    }
}
