package io.skein.server.controller.plan;

import io.skein.foundation.Check;
import io.skein.server.metadata.MetadataImage;
import io.skein.server.metadata.NodeImage;
import io.skein.server.metadata.PartitionImage;
import io.skein.server.metadata.PartitionImage.Replica;
import java.util.ArrayList;
import java.util.List;

/**
 * Where new partitions go: first replicas round-robin over the brokers from a drawn start, so that
 * leaders are spread; the others on the brokers that follow.
 */
final class Placement {
    private final List<NodeImage> brokers;
    private final long start;

    /**
     * @param start drawn, so that topics of one partition do not all meet on the first broker
     */
    Placement(MetadataImage image, long start) {
        this.brokers = brokers(image);
        this.start = start;
    }

    /** The brokers that can be given something, by number. */
    static List<NodeImage> brokers(MetadataImage image) {
        List<NodeImage> brokers = new ArrayList<>();
        image.nodes()
                .forEach((id, node) -> {
                    if (node.roles().contains("broker") && !node.fenced()) {
                        brokers.add(node);
                    }
                });
        return brokers;
    }

    /** A new partition with that many replicas, led by the first. */
    PartitionImage place(int partition, int replicationFactor) {
        Check.ordered(replicationFactor, brokers.size(), "each replica has a broker of its own");
        List<Replica> replicas = new ArrayList<>();
        for (int at = 0; at < replicationFactor; at++) {
            NodeImage broker = brokers.get(turn(partition + at, brokers.size()));
            int directory = turn(partition / brokers.size(), broker.directories().size());
            replicas.add(new Replica(broker.id(), broker.directories().get(directory), true));
        }
        return PartitionImage.created(replicas);
    }

    private int turn(int step, int of) {
        return (int) Math.floorMod(start + step, (long) of);
    }
}
