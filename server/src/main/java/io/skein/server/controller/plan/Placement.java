package io.skein.server.controller.plan;

import io.skein.foundation.Check;
import io.skein.server.metadata.MetadataImage;
import io.skein.server.metadata.NodeImage;
import io.skein.server.metadata.PartitionImage;
import io.skein.server.metadata.PartitionImage.Replica;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Where new partitions go: first replicas round-robin over the brokers from a drawn start, so that
 * leaders are spread; the others on the brokers that follow, as far as possible in other racks.
 */
final class Placement {
    private final List<NodeImage> ring;
    private final long start;

    /**
     * @param start drawn, so that topics of one partition do not all meet on the first broker
     */
    Placement(MetadataImage image, long start) {
        this.ring = ring(brokers(image));
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

    /** One of each rack in turn, so that neighbours stand apart. */
    private static List<NodeImage> ring(List<NodeImage> brokers) {
        TreeMap<String, List<NodeImage>> racks = new TreeMap<>();
        for (NodeImage each : brokers) {
            racks.computeIfAbsent(each.rack(), _ -> new ArrayList<>()).add(each);
        }
        List<NodeImage> ring = new ArrayList<>();
        for (int at = 0; ring.size() < brokers.size(); at++) {
            for (List<NodeImage> rack : racks.values()) {
                if (at < rack.size()) ring.add(rack.get(at));
            }
        }
        return ring;
    }

    /** A new partition with that many replicas, led by the first. */
    PartitionImage place(int partition, int replicationFactor) {
        Check.ordered(replicationFactor, ring.size(), "each replica has a broker of its own");
        int first = turn(partition, ring.size());
        List<NodeImage> chosen = new ArrayList<>();
        TreeMap<String, Integer> inRack = new TreeMap<>();
        while (chosen.size() < replicationFactor) {
            NodeImage next = next(first, chosen, inRack);
            chosen.add(next);
            inRack.merge(next.rack(), 1, Integer::sum);
        }
        return PartitionImage.created(
                chosen.stream().map(broker -> replica(partition, broker)).toList());
    }

    /** Whoever comes next of those in whose rack the fewest replicas are. */
    private NodeImage next(int first, List<NodeImage> chosen, Map<String, Integer> inRack) {
        NodeImage best = ring.get(first);
        int fewest = Integer.MAX_VALUE;
        for (int step = 0; step < ring.size(); step++) {
            NodeImage one = ring.get((first + step) % ring.size());
            int there = inRack.getOrDefault(one.rack(), 0);
            if (there >= fewest || chosen.contains(one)) continue;
            best = one;
            fewest = there;
        }
        return best;
    }

    private Replica replica(int partition, NodeImage broker) {
        int directory = turn(partition / ring.size(), broker.directories().size());
        return new Replica(broker.id(), broker.directories().get(directory), true);
    }

    private int turn(int step, int of) {
        return (int) Math.floorMod(start + step, (long) of);
    }
}
