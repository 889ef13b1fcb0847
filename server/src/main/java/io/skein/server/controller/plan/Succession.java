package io.skein.server.controller.plan;

import io.skein.foundation.Check;
import io.skein.server.metadata.PartitionImage;
import io.skein.server.metadata.PartitionImage.Replica;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntPredicate;
import java.util.function.Predicate;

/**
 * Who is in sync and who leads, once something has happened to a partition. A leader that can go on
 * goes on; else the first in the order of preference that is in sync; else the first that is
 * eligible; else, where the topic allows to lose records, the first that can lead at all; else
 * nobody.
 *
 * <p>Nothing is agreed while fewer than {@code minInSync} replicas are in sync. So whoever leaves a
 * set that is too small then, or becomes so by that, holds all that will have been agreed until the
 * set is large enough again, and stays eligible for so long (KIP-966).
 *
 * @param minInSync how many in-sync replicas it takes to agree on a record; never more than there
 *     are replicas
 * @param mayLose whether a replica may lead that lacks what was agreed
 * @param canLead whether a replica's node is trusted, and has its log open: only such a one follows
 *     a leader
 * @param isStopping whether a node is about to stop: then it leads only where nobody else can
 */
record Succession(
        int minInSync, boolean mayLose, Predicate<Replica> canLead, IntPredicate isStopping) {
    /** Where nobody is about to stop. */
    Succession(int minInSync, boolean mayLose, Predicate<Replica> canLead) {
        this(minInSync, mayLose, canLead, _ -> false);
    }

    Succession {
        Check.that(minInSync > 0, "somebody agrees", minInSync);
    }

    /** That node is fenced, or about to stop. What its disk holds, it holds. */
    PartitionImage without(PartitionImage before, int node) {
        return settle(before, less(before.inSync(), node), held(before));
    }

    /** That node has not got the log that it had. */
    PartitionImage lost(PartitionImage before, int node) {
        return settle(before, less(before.inSync(), node), less(held(before), node));
    }

    /**
     * The leader's word on who is in sync.
     *
     * @param lacking those that leave because they lack something that was agreed; whoever else
     *     leaves is merely slow
     */
    PartitionImage counted(PartitionImage before, Set<Integer> inSync, Set<Integer> lacking) {
        Check.that(inSync.contains(before.leader()), "a leader is in sync", before.leader());
        TreeSet<Integer> held = held(before);
        held.removeAll(lacking);
        return settle(before, inSync, held);
    }

    /** Somebody can lead who could not, or it takes more or fewer to agree. */
    PartitionImage again(PartitionImage before) {
        return settle(before, new TreeSet<>(before.inSync()), held(before));
    }

    /** Who could lead in the place of the one that does, without anything else being different. */
    Optional<Integer> successor(PartitionImage before) {
        return before.replicas().stream()
                .filter(replica -> replica.node() != before.leader())
                .filter(replica -> before.inSync().contains(replica.node()))
                .filter(replica -> !isStopping.test(replica.node()))
                .filter(canLead)
                .map(Replica::node)
                .findFirst();
    }

    /** Another one leads, if one that is to can; its leader has nothing more on its way. */
    Optional<PartitionImage> handedOver(PartitionImage before) {
        return before.heirs(isStopping).stream()
                .filter(node -> canLead(before, node))
                .findFirst()
                .map(before::ledBy);
    }

    /** The same where records may be lost. */
    Succession lossy() {
        return new Succession(minInSync, true, canLead, isStopping);
    }

    /** Whether that replica can lead, and for long: whether it should is another matter. */
    boolean canLead(PartitionImage before, int node) {
        return before.replicaOn(node).filter(canLead).isPresent() && !isStopping.test(node);
    }

    /** Those that hold all that is agreed. */
    private static TreeSet<Integer> held(PartitionImage before) {
        TreeSet<Integer> held = new TreeSet<>(before.inSync());
        held.addAll(before.eligible());
        return held;
    }

    private static Set<Integer> less(Iterable<Integer> nodes, int node) {
        Set<Integer> rest = new TreeSet<>();
        for (int each : nodes) {
            if (each != node) rest.add(each);
        }
        return rest;
    }

    private PartitionImage settle(PartitionImage before, Set<Integer> inSync, Set<Integer> held) {
        // Who is fenced is out of the set already: no other reason takes the lead from anybody.
        boolean goesOn = inSync.contains(before.leader());
        Optional<Integer> successor =
                goesOn
                        ? Optional.of(before.leader())
                        : first(before, inSync).or(() -> first(before, held));
        if (successor.isPresent()) {
            // Whoever leads without having been in sync is alone in the set: others have to catch
            // up.
            Set<Integer> counted =
                    inSync.contains(successor.get()) ? inSync : alone(successor.get());
            return image(before, counted, held, successor.get());
        }
        // Who has just been added may have nothing at all.
        Optional<Integer> last =
                mayLose ? first(before, new TreeSet<>(before.settled())) : Optional.empty();
        return last.map(node -> image(before, alone(node), new TreeSet<>(), node))
                .orElseGet(() -> image(before, inSync, held, PartitionImage.NO_LEADER));
    }

    private PartitionImage image(
            PartitionImage before, Set<Integer> inSync, Set<Integer> held, int leader) {
        boolean agrees = inSync.size() >= minInSync;
        List<Integer> eligible =
                before.replicas().stream()
                        .map(Replica::node)
                        .filter(node -> !agrees && held.contains(node) && !inSync.contains(node))
                        .toList();
        List<Integer> counted =
                before.replicas().stream().map(Replica::node).filter(inSync::contains).toList();
        return before.with(counted, eligible, leader);
    }

    /** Others than stopping ones, if there are any: else it would be led anew all too soon. */
    private Optional<Integer> first(PartitionImage before, Set<Integer> among) {
        List<Integer> able =
                before.replicas().stream()
                        .filter(replica -> among.contains(replica.node()))
                        .filter(canLead)
                        .map(Replica::node)
                        .toList();
        return able.stream()
                .filter(node -> !isStopping.test(node))
                .findFirst()
                .or(() -> able.stream().findFirst());
    }

    private static Set<Integer> alone(int node) {
        return new TreeSet<>(List.of(node));
    }
}
