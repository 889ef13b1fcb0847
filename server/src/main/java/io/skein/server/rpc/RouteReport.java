package io.skein.server.rpc;

import io.skein.foundation.Uuid;
import io.skein.protocol.Wire;
import io.skein.protocol.v1.PartitionRoute;
import io.skein.protocol.v1.TopicRoute;
import io.skein.protocol.v1.WatchRoutesResponse;
import io.skein.server.metadata.MetadataImage;
import io.skein.server.metadata.PartitionImage;
import io.skein.server.metadata.TopicImage;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;

/**
 * What a watcher of routes must hear to get from one image to a newer one, in messages of bounded
 * size. One thread's.
 */
final class RouteReport {
    /** A message ends with the topic that reaches this, so that it stays far below every limit. */
    static final int PARTITIONS_PER_MESSAGE = 5_000;

    static final int REMOVALS_PER_MESSAGE = 5_000;

    private final MetadataImage from;
    private final MetadataImage to;
    private final Deque<TopicImage> changed = new ArrayDeque<>();
    private final Deque<Uuid> removed = new ArrayDeque<>();
    private boolean tellNodes;

    private RouteReport(MetadataImage from, MetadataImage to) {
        this.from = from;
        this.to = to;
    }

    /**
     * @param names the topics of interest; none means all
     */
    static RouteReport between(MetadataImage from, MetadataImage to, SortedSet<String> names) {
        RouteReport report = new RouteReport(from, to);
        if (names.isEmpty()) {
            for (TopicImage topic : from.topics().values()) report.findRemoved(topic);
            for (TopicImage topic : to.topics().values()) report.findChanged(topic);
        } else {
            for (String name : names) {
                from.topic(name).ifPresent(report::findRemoved);
                to.topic(name).ifPresent(report::findChanged);
            }
        }
        report.tellNodes =
                from.offset() < 0
                        || !ClusterEndpoints.nodes(from).equals(ClusterEndpoints.nodes(to));
        return report;
    }

    private void findRemoved(TopicImage before) {
        if (!before.isTrash() && named(to, before.id()).isEmpty()) removed.add(before.id());
    }

    /** What is in the trash is gone, for clients. */
    private static Optional<TopicImage> named(MetadataImage image, Uuid id) {
        return image.topic(id).filter(topic -> !topic.isTrash());
    }

    private void findChanged(TopicImage after) {
        if (after.isTrash()) return;
        Optional<TopicImage> before = named(from, after.id());
        boolean same = before.map(known -> sameRoutes(known, after)).orElse(false);
        if (!same) changed.add(after);
    }

    private static boolean sameRoutes(TopicImage before, TopicImage after) {
        if (!before.name().equals(after.name())) return false;
        List<PartitionImage> were = before.partitions();
        List<PartitionImage> are = after.partitions();
        if (were.size() != are.size()) return false;
        for (int number = 0; number < are.size(); number++) {
            if (!isSameRoute(were.get(number), are.get(number))) return false;
        }
        return true;
    }

    /** Who is in sync, and whose log is made, is no matter of routes. */
    private static boolean isSameRoute(PartitionImage before, PartitionImage after) {
        return before.leader() == after.leader() && before.leaderEpoch() == after.leaderEpoch();
    }

    /** Whether everything has been told. */
    boolean isEmpty() {
        return changed.isEmpty() && removed.isEmpty() && !tellNodes;
    }

    /** The next message; may be called once although there is nothing to tell. */
    WatchRoutesResponse.Builder next() {
        WatchRoutesResponse.Builder message =
                WatchRoutesResponse.newBuilder().setMetadataOffset(to.offset());
        if (tellNodes) message.addAllNodes(ClusterEndpoints.nodes(to));
        tellNodes = false;
        while (!removed.isEmpty() && message.getRemovedTopicIdsCount() < REMOVALS_PER_MESSAGE) {
            message.addRemovedTopicIds(Wire.bytes(removed.remove()));
        }
        int partitions = 0;
        while (!changed.isEmpty() && partitions < PARTITIONS_PER_MESSAGE) {
            TopicImage topic = changed.remove();
            message.addTopics(route(topic));
            partitions += topic.partitions().size() + 1;
        }
        return message;
    }

    private static TopicRoute route(TopicImage topic) {
        TopicRoute.Builder route =
                TopicRoute.newBuilder().setName(topic.name()).setTopicId(Wire.bytes(topic.id()));
        int number = 0;
        for (PartitionImage partition : topic.partitions()) {
            route.addPartitions(
                    PartitionRoute.newBuilder()
                            .setPartition(number++)
                            .setLeaderNodeId(partition.leader())
                            .setLeaderEpoch(partition.leaderEpoch()));
        }
        return route.build();
    }
}
