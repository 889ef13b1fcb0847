package io.skein.server.controller.plan;

import io.skein.foundation.Check;
import io.skein.server.metadata.PartitionImage;
import io.skein.server.metadata.PartitionImage.Replica;
import io.skein.server.metadata.Reassignment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The steps of one partition on its way to other nodes. None of them takes anybody into the in-sync
 * set, and none takes away somebody who holds what was agreed unless enough others are in sync.
 *
 * <pre>
 *   settled ──toward──▶ waiting ──begun──▶ moving ──all of the target in sync, and
 *      ▲                   │                  │       the leader has handed over──▶ settled
 *      │                   └──────toward the old nodes again: given up──────┘
 *      └───────────────────────────────────┘
 * </pre>
 */
final class Moves {
    private Moves() {}

    /**
     * It is to be held by these nodes; what was on its way before, and is not wanted any more,
     * goes. Empty if that would cost what it may not: see {@link #whyNotToward}.
     */
    static Optional<PartitionImage> toward(
            PartitionImage before, List<Integer> target, Succession rules) {
        List<Integer> settled = before.settled();
        List<Integer> adding =
                target.stream().filter(node -> before.adding().contains(node)).toList();
        List<Integer> staying = new ArrayList<>(settled);
        staying.addAll(adding);
        boolean isThere = adding.isEmpty() && settled.equals(target);
        Optional<Reassignment> move =
                isThere ? Optional.empty() : Optional.of(new Reassignment(target, adding));
        return left(before, staying, rules)
                .map(one -> one.heldBy(one.replicas(), move))
                .map(one -> settled(one, rules));
    }

    /** In words, if it cannot be. */
    static Optional<String> whyNotToward(
            PartitionImage before, List<Integer> target, Succession rules) {
        if (toward(before, target, rules).isPresent()) return Optional.empty();
        List<Integer> leaving =
                before.adding().stream().filter(node -> !target.contains(node)).toList();
        return Optional.of(
                ("nodes %s, which would go, hold what was acknowledged, and too few of the others"
                                + " are in sync (%s of them; min.insync.replicas needs %d): wait"
                                + " until they are, or let it finish")
                        .formatted(
                                leaving,
                                before.inSync().stream()
                                        .filter(node -> !leaving.contains(node))
                                        .toList(),
                                rules.minInSync()));
    }

    /** It is its turn: these are added, of all that are to hold it and do not yet. */
    static PartitionImage begun(PartitionImage before, List<Replica> added) {
        Reassignment move = before.reassignment().orElseThrow();
        List<Replica> replicas = new ArrayList<>(before.replicas());
        replicas.addAll(added);
        List<Integer> adding = new ArrayList<>(move.adding());
        added.forEach(each -> adding.add(each.node()));
        PartitionImage after =
                before.heldBy(replicas, Optional.of(new Reassignment(move.target(), adding)));
        Check.that(!after.isWaiting(), "all are added at once");
        return after;
    }

    /**
     * Done, if all that are to hold it are in sync and one of them can lead. A leader that is not
     * to lead then has to hand over first, by itself: nobody else knows what it has on its way.
     */
    static PartitionImage settled(PartitionImage before, Succession rules) {
        return before.heirs(rules.isStopping()).isEmpty() ? done(before, rules) : before;
    }

    /** The same, whoever leads until then. */
    static PartitionImage done(PartitionImage before, Succession rules) {
        // Whoever is to lead is found first: those that go may be the only ones that can.
        boolean isLed = before.leader() != PartitionImage.NO_LEADER;
        if (before.reassignment().isEmpty() || !isLed) return before;
        List<Integer> target = before.reassignment().get().target();
        if (!before.inSync().containsAll(target)) return before;
        return left(before, target, rules)
                .map(one -> one.heldBy(one.replicas(), Optional.empty()))
                .orElse(before);
    }

    /**
     * Only these hold it, in this order; if the leader goes, another one that is in sync leads.
     * Empty if too few would be left of those that hold all that is agreed, or none can lead.
     */
    private static Optional<PartitionImage> left(
            PartitionImage before, List<Integer> staying, Succession rules) {
        List<Integer> inSync = only(staying, before.inSync());
        List<Integer> eligible = only(staying, before.eligible());
        boolean isLess =
                inSync.size() + eligible.size() < before.inSync().size() + before.eligible().size();
        int enough = Math.min(rules.minInSync(), staying.size());
        if (isLess && inSync.size() < enough) return Optional.empty();
        Optional<Integer> leader =
                before.leader() == PartitionImage.NO_LEADER || inSync.contains(before.leader())
                        ? Optional.of(before.leader())
                        : inSync.stream().filter(node -> rules.canLead(before, node)).findFirst();
        if (leader.isEmpty()) return Optional.empty();
        List<Replica> replicas =
                staying.stream().map(node -> before.replicaOn(node).orElseThrow()).toList();
        return Optional.of(
                before.with(inSync, eligible, leader.get()).heldBy(replicas, Optional.empty()));
    }

    private static List<Integer> only(List<Integer> order, List<Integer> nodes) {
        return order.stream().filter(nodes::contains).toList();
    }
}
