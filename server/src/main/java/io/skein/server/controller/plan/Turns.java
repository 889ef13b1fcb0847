package io.skein.server.controller.plan;

import io.skein.foundation.PartitionId;
import io.skein.foundation.Uuid;
import io.skein.server.metadata.MetadataImage;
import io.skein.server.metadata.MetadataRecord;
import io.skein.server.metadata.NodeImage;
import io.skein.server.metadata.PartitionImage;
import io.skein.server.metadata.PartitionImage.Replica;
import io.skein.server.metadata.TopicImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Whose turn it is of the partitions that wait to be moved: a node copies only so many at a time,
 * and so many are copied from it. Used by one plan.
 */
final class Turns {
    /** Most that begin in one change. */
    static final int BEGUN_MAX = 1_000;

    private final MetadataImage image;
    private final int perNodeMax;
    private final TreeMap<Integer, Integer> busy = new TreeMap<>();
    private final TreeMap<Place, Integer> held = new TreeMap<>();
    private final List<PartitionId> waiting = new ArrayList<>();
    private final List<PartitionId> begun = new ArrayList<>();

    /** A data directory of a node. */
    private record Place(int node, Uuid directory) implements Comparable<Place> {
        @Override
        public int compareTo(Place other) {
            int byNode = Integer.compare(node, other.node);
            return byNode != 0 ? byNode : directory.compareTo(other.directory);
        }
    }

    Turns(MetadataImage image, int perNodeMax) {
        this.image = image;
        this.perNodeMax = perNodeMax;
        image.moving()
                .forEach((id, _) -> {
                    PartitionImage one = image.partition(id).orElseThrow();
                    (one.isWaiting() ? waiting : begun).add(id);
                    List<Integer> copying = new ArrayList<>(one.adding());
                    copying.removeAll(one.inSync());
                    // Who is away copies nothing, however long, and keeps nobody else from it.
                    copying.removeIf(node -> !isTrusted(node));
                    if (!copying.isEmpty()) keepBusy(one, copying);
                });
    }

    private void keepBusy(PartitionImage partition, List<Integer> copying) {
        copying.forEach(node -> busy.merge(node, 1, Integer::sum));
        busy.merge(partition.leader(), 1, Integer::sum);
    }

    private boolean isTrusted(int node) {
        return image.nodes().get(node).filter(one -> !one.fenced()).isPresent();
    }

    private boolean isFree(int node) {
        boolean hasRoom = busy.getOrDefault(node, 0) < perNodeMax;
        return hasRoom
                && image.nodes()
                        .get(node)
                        .filter(one -> !one.fenced() && !one.directories().isEmpty())
                        .isPresent();
    }

    /** Those that begin now, and those whose last step has become possible without a change. */
    List<MetadataRecord> taken(Successions rules) {
        List<MetadataRecord> facts = new ArrayList<>();
        for (PartitionId id : begun) {
            if (facts.size() == BEGUN_MAX) break;
            PartitionImage one = image.partition(id).orElseThrow();
            rules.addChange(facts, id, one, one);
        }
        for (PartitionId id : waiting) {
            if (facts.size() == BEGUN_MAX) break;
            PartitionImage before = image.partition(id).orElseThrow();
            List<Integer> coming = coming(before);
            boolean isDue = isFree(before.leader()) && coming.stream().allMatch(this::isFree);
            if (!isDue) continue;
            if (held.isEmpty()) countHeld();
            List<Replica> added = coming.stream().map(node -> replica(node, before)).toList();
            keepBusy(before, coming);
            rules.addChange(facts, id, before, Moves.begun(before, added));
        }
        return facts;
    }

    private static List<Integer> coming(PartitionImage before) {
        List<Integer> coming = new ArrayList<>(before.reassignment().orElseThrow().target());
        coming.removeAll(before.nodes());
        return coming;
    }

    /** A new copy, in the directory of the node that holds the fewest. */
    private Replica replica(int node, PartitionImage before) {
        NodeImage on = image.nodes().get(node).orElseThrow();
        Optional<Place> emptiest = Optional.empty();
        for (Uuid directory : on.directories()) {
            Place place = new Place(node, directory);
            if (emptiest.isEmpty() || count(place) < count(emptiest.get())) {
                emptiest = Optional.of(place);
            }
        }
        Place chosen = emptiest.orElseThrow();
        held.merge(chosen, 1, Integer::sum);
        return new Replica(node, chosen.directory(), true, before.partitionEpoch() + 1);
    }

    private int count(Place place) {
        return held.getOrDefault(place, 0);
    }

    private void countHeld() {
        for (TopicImage topic : image.topics().values()) {
            for (PartitionImage one : topic.partitions()) {
                for (Replica each : one.replicas()) {
                    held.merge(new Place(each.node(), each.directory()), 1, Integer::sum);
                }
            }
        }
    }
}
