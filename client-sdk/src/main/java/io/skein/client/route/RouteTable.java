package io.skein.client.route;

import io.skein.client.route.Routes.Leader;
import io.skein.client.route.Routes.Topic;
import io.skein.foundation.Uuid;
import io.skein.protocol.Wire;
import io.skein.protocol.v1.Node;
import io.skein.protocol.v1.PartitionRoute;
import io.skein.protocol.v1.TopicRoute;
import io.skein.protocol.v1.WatchRoutesResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Collects what one watch reports. Until the first report is complete it says nothing, so that a
 * half told story is not taken for topics that are gone. Owned by the client's lane.
 */
final class RouteTable {
    private static final int PARTITIONS_MAX = 1_000_000;

    private final SortedSet<String> watched;
    private final SortedMap<String, Topic> topics = new TreeMap<>();
    private final SortedMap<Integer, String> addresses = new TreeMap<>();
    private boolean complete;

    RouteTable(SortedSet<String> watched) {
        this.watched = new TreeSet<>(watched);
    }

    /** What is known after this message; empty during the first report. */
    Optional<Routes> take(WatchRoutesResponse message) {
        Set<Uuid> removed = new TreeSet<>();
        message.getRemovedTopicIdsList().forEach(id -> Wire.uuid(id).ifPresent(removed::add));
        topics.values().removeIf(topic -> removed.contains(topic.id()));
        message.getTopicsList().forEach(this::put);
        if (message.getNodesCount() > 0) {
            addresses.clear();
            for (Node node : message.getNodesList()) addresses.put(node.getId(), node.getAddress());
        }
        complete |= message.getComplete();
        return complete ? Optional.of(new Routes(topics, watched, addresses)) : Optional.empty();
    }

    private void put(TopicRoute route) {
        Optional<Uuid> id = Wire.uuid(route.getTopicId());
        // A node that counts wrong must not make us index beside the list, or fill the memory.
        if (id.isEmpty() || route.getPartitionsCount() > PARTITIONS_MAX) return;
        List<Leader> leaders = new ArrayList<>(route.getPartitionsCount());
        for (PartitionRoute partition : route.getPartitionsList()) {
            if (partition.getPartition() != leaders.size()) return;
            leaders.add(new Leader(partition.getLeaderNodeId(), partition.getLeaderEpoch()));
        }
        topics.put(route.getName(), new Topic(route.getName(), id.get(), leaders));
    }
}
