package io.skein.server.controller.plan;

import io.skein.foundation.PartitionId;
import io.skein.server.door.LayoutRequest.Order;
import io.skein.server.door.Refusal;
import io.skein.server.door.Refusal.Why;
import io.skein.server.metadata.MetadataImage;
import io.skein.server.metadata.NodeImage;
import io.skein.server.metadata.PartitionImage;
import io.skein.server.metadata.TopicImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** What is wrong with orders to move partitions, in words for who gave them. Used by one plan. */
final class OrderCheck {
    private static final int TOLD_MAX = 5;

    private final MetadataImage image;
    private final Successions rules;
    private final List<Refusal> problems = new ArrayList<>();

    OrderCheck(MetadataImage image, Successions rules) {
        this.image = image;
        this.rules = rules;
    }

    /** All that is wrong, or the first of it; empty if nothing is. */
    Optional<Refusal> refusal() {
        if (problems.isEmpty()) return Optional.empty();
        List<String> told =
                new ArrayList<>(problems.stream().limit(TOLD_MAX).map(Refusal::message).toList());
        int more = problems.size() - told.size();
        if (more > 0) told.add("and %d more like that".formatted(more));
        return Optional.of(Refusal.definite(problems.getFirst().why(), String.join("; ", told)));
    }

    /** Whether there is such a partition. */
    boolean isThere(Order order) {
        Optional<TopicImage> topic = image.topic(order.topic());
        if (topic.isEmpty()) problems.add(Selection.unknownTopic(order.topic()));
        else if (!Selection.isThere(topic.get(), order.partition())) {
            problems.add(Selection.unknownPartition(topic.get(), order.partition()));
        } else {
            return true;
        }
        return false;
    }

    /** Whether it is named for the first time. */
    boolean isOnce(Order order, boolean isFirst) {
        return isFirst || add(Why.INVALID_REQUEST, order, "it is named twice");
    }

    /** Whether it can be held by those. */
    boolean isPossible(Order order, PartitionImage before, List<Integer> target) {
        // To give up needs nobody who does not hold it already.
        if (order.target().isPresent() && !isSound(order, before, target)) return false;
        TopicImage topic = image.topic(order.topic()).orElseThrow();
        Succession succession = rules.of(new PartitionId(topic.id(), order.partition()));
        return Moves.whyNotToward(before, target, succession)
                .map(why -> add(Why.UNAVAILABLE, order, why))
                .orElse(true);
    }

    private boolean isSound(Order order, PartitionImage before, List<Integer> target) {
        if (target.isEmpty()) {
            return add(Why.INVALID_REPLICATION, order, "name the nodes that are to hold it");
        }
        if (new TreeSet<>(target).size() < target.size()) {
            return add(
                    Why.INVALID_REPLICATION,
                    order,
                    "%s names a node twice, and each holds it once".formatted(target));
        }
        for (int node : target) {
            Optional<String> why = whyNotOn(node, before);
            if (why.isPresent()) return add(Why.INVALID_REPLICATION, order, why.get());
        }
        int enough = rules.rules().minInSync(image.topic(order.topic()).orElseThrow());
        int least = Math.min(enough, before.settled().size());
        return target.size() >= least
                || add(
                        Why.INVALID_REPLICATION,
                        order,
                        ("%d replicas are fewer than min.insync.replicas=%d of the topic; lower"
                                        + " that first, or name more nodes")
                                .formatted(target.size(), enough));
    }

    private Optional<String> whyNotOn(int node, PartitionImage before) {
        if (before.replicaOn(node).isPresent()) return Optional.empty();
        Optional<NodeImage> known = image.nodes().get(node);
        if (known.isEmpty()) {
            return Optional.of("there is no node %d; there are %s".formatted(node, brokers()));
        }
        if (!known.get().roles().contains("broker")) {
            return Optional.of("node %d holds no partitions: it is no broker".formatted(node));
        }
        if (known.get().fenced()) {
            return Optional.of("node %d cannot be reached; start it first".formatted(node));
        }
        return Optional.empty();
    }

    private List<Integer> brokers() {
        return Placement.brokers(image).stream().map(NodeImage::id).toList();
    }

    /** Always false: it is not good. */
    private boolean add(Why why, Order order, String what) {
        problems.add(
                Refusal.definite(
                        why, "%s-%d: %s".formatted(order.topic(), order.partition(), what)));
        return false;
    }
}
