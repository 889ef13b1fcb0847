import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.skein.protocol.v1.ClusterServiceGrpc;
import io.skein.protocol.v1.CreateTopicRequest;
import io.skein.protocol.v1.DescribeQuorumRequest;
import io.skein.protocol.v1.DescribeQuorumResponse;
import io.skein.protocol.v1.ListTopicsRequest;
import io.skein.protocol.v1.ListTopicsResponse;
import io.skein.protocol.v1.TopicServiceGrpc;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;

/** Asks one node, as any client could. Any thread may use it. */
final class Caller implements AutoCloseable {
    private static final long SECONDS_MAX = 3;
    private static final int PAGE = 1_000;

    private final ManagedChannel channel;

    Caller(String address) {
        // A node that was killed is back soon, and is to be found at once.
        this.channel = NettyChannelBuilder.forTarget(address).usePlaintext().build();
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
        try {
            channel.resetConnectBackoff();
            return Optional.of(
                    ClusterServiceGrpc.newBlockingStub(channel)
                            .withDeadlineAfter(SECONDS_MAX, TimeUnit.SECONDS)
                            .describeQuorum(DescribeQuorumRequest.getDefaultInstance()));
        } catch (StatusRuntimeException refused) {
            return Optional.empty();
        }
    }

    /** All topics that it knows; none if it does not say. */
    Set<String> topics() {
        try {
            channel.resetConnectBackoff();
            return pages();
        } catch (StatusRuntimeException refused) {
            return Set.of();
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
