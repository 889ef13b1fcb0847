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
 * leaders are spread; the others on the brokers that follow, as far as possible in other racks. Who
 * is about to stop gets something only where those that stay are too few, and then at the end.
 */
final class Placement {
    private final List<NodeImage> staying;
    private final List<NodeImage> leaving;
    private final long start;

    /**
     * @param start drawn, so that topics of one partition do not all meet on the first broker
     */
    Placement(MetadataImage image, long start) {
        List<NodeImage> brokers = brokers(image);
        this.staying = ring(brokers.stream().filter(one -> !image.isStopping(one.id())).toList());
        this.leaving = ring(brokers.stream().filter(one -> image.isStopping(one.id())).toList());
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
        int brokers = staying.size() + leaving.size();
        Check.ordered(replicationFactor, brokers, "each replica has a broker of its own");
        List<NodeImage> chosen = new ArrayList<>();
        int lasting = Math.min(replicationFactor, staying.size());
        choose(staying, partition, lasting, chosen);
        choose(leaving, partition, replicationFactor - lasting, chosen);
        return PartitionImage.created(
                chosen.stream().map(broker -> replica(partition, broker)).toList());
    }

    private void choose(List<NodeImage> ring, int partition, int more, List<NodeImage> chosen) {
        TreeMap<String, Integer> inRack = new TreeMap<>();
        for (NodeImage each : chosen) inRack.merge(each.rack(), 1, Integer::sum);
        for (int i = 0; i < more; i++) {
            NodeImage next = next(ring, turn(partition, ring.size()), chosen, inRack);
            chosen.add(next);
            inRack.merge(next.rack(), 1, Integer::sum);
        }
    }

    /** Whoever comes next of those in whose rack the fewest replicas are. */
    private static NodeImage next(
            List<NodeImage> ring, int first, List<NodeImage> chosen, Map<String, Integer> inRack) {
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
        int round = partition / (staying.size() + leaving.size());
        int directory = turn(round, broker.directories().size());
        return new Replica(broker.id(), broker.directories().get(directory), true);
    }

    private int turn(int step, int of) {
        return (int) Math.floorMod(start + step, (long) of);
    }
}
