package io.skein.server.metadata;

import io.skein.foundation.Check;
import io.skein.foundation.Uuid;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;

/**
 * One partition: who holds it, who leads it.
 *
 * @param replicas in the order in which they are preferred as leader
 * @param inSync node numbers of the replicas that are counted on: the high watermark waits for them
 * @param eligible node numbers of those that were in sync when the set became too small to agree on
 *     anything: they hold all that was agreed until then, and nothing has been since (KIP-966)
 * @param leader node number, or {@link #NO_LEADER}
 * @param leaderEpoch grows with every leader, and with every new incarnation of the same one
 * @param partitionEpoch grows with every change
 * @param reassignment where it is on its way to, if it is
 */
public record PartitionImage(
        List<Replica> replicas,
        List<Integer> inSync,
        List<Integer> eligible,
        int leader,
        int leaderEpoch,
        int partitionEpoch,
        Optional<Reassignment> reassignment) {
    /** Nobody leads. */
    public static final int NO_LEADER = -1;

    /** One that stays where it is. */
    public PartitionImage(
            List<Replica> replicas,
            List<Integer> inSync,
            List<Integer> eligible,
            int leader,
            int leaderEpoch,
            int partitionEpoch) {
        this(replicas, inSync, eligible, leader, leaderEpoch, partitionEpoch, Optional.empty());
    }

    public PartitionImage {
        replicas = List.copyOf(replicas);
        inSync = List.copyOf(inSync);
        eligible = List.copyOf(eligible);
        Check.that(!replicas.isEmpty(), "a partition has replicas");
        Check.that(leaderEpoch >= 0 && partitionEpoch >= 0, "epochs start at zero");
        List<Integer> nodes = replicas.stream().map(Replica::node).toList();
        Check.same(nodes.size(), nodes.stream().distinct().count(), "a node holds it once");
        Check.that(
                nodes.containsAll(reassignment.map(Reassignment::adding).orElse(List.of())),
                "who is added holds it");
        Check.that(nodes.containsAll(inSync), "only replicas are in sync");
        Check.that(nodes.containsAll(eligible), "only replicas may lead");
        Check.that(Collections.disjoint(inSync, eligible), "who is in sync needs no other title");
        Check.that(leader == NO_LEADER || inSync.contains(leader), "a leader is in sync", leader);
    }

    /** A new one: all its replicas are empty, so all are in sync. */
    public static PartitionImage created(List<Replica> replicas) {
        List<Integer> nodes = replicas.stream().map(Replica::node).toList();
        return new PartitionImage(replicas, nodes, List.of(), nodes.getFirst(), 0, 0);
    }

    /** The copy that a node holds, if it holds one. */
    public Optional<Replica> replicaOn(int node) {
        for (Replica replica : replicas) if (replica.node() == node) return Optional.of(replica);
        return Optional.empty();
    }

    /**
     * Whether a node's copy is the one that it was then. A node that was removed and added again
     * holds nothing, though it is the same node: what its old copy has confirmed must not count.
     */
    public boolean hasSameCopy(int node, PartitionImage then) {
        return then.replicaOn(node)
                .filter(was -> replicaOn(node).filter(was::isSame).isPresent())
                .isPresent();
    }

    /** Who holds it, in the order in which they are preferred as leader. */
    public List<Integer> nodes() {
        return replicas.stream().map(Replica::node).toList();
    }

    /** The node that should lead it if it can. */
    public int preferred() {
        return replicas.getFirst().node();
    }

    /** Another one that is in sync leads. */
    public PartitionImage ledBy(int node) {
        return with(inSync, eligible, node);
    }

    /** Those that were added by a reassignment that is going on. */
    public List<Integer> adding() {
        return reassignment.map(Reassignment::adding).orElse(List.of());
    }

    /** Those that will not hold it any more when the reassignment is done. */
    public List<Integer> removing() {
        List<Integer> target = reassignment.map(Reassignment::target).orElse(nodes());
        return nodes().stream().filter(node -> !target.contains(node)).toList();
    }

    /** Those that hold it but for a reassignment, in order of preference. */
    public List<Integer> settled() {
        List<Integer> adding = adding();
        return nodes().stream().filter(node -> !adding.contains(node)).toList();
    }

    /** Whether it is to be held by nodes that have not been added yet. */
    public boolean isWaiting() {
        return !nodes().containsAll(reassignment.map(Reassignment::target).orElse(List.of()));
    }

    /**
     * Those that are to lead instead of the leader, in order of preference; none if it is to go on.
     * Once all that are to hold it are in sync the first of them leads; and whoever is about to
     * stop leads only where nobody else is in sync.
     */
    public List<Integer> heirs(IntPredicate isStopping) {
        List<Integer> target = reassignment.map(Reassignment::target).orElse(List.of());
        boolean isArrived = !target.isEmpty() && inSync.containsAll(target);
        if (leader == NO_LEADER || (!isArrived && !isStopping.test(leader))) return List.of();
        List<Integer> able =
                (isArrived ? target : nodes())
                        .stream()
                                .filter(inSync::contains)
                                .filter(node -> !isStopping.test(node))
                                .toList();
        int place = able.indexOf(leader);
        return place < 0 ? able : able.subList(0, place);
    }

    /** How many replicas it is meant to have. */
    public int replicationFactor() {
        return reassignment.map(Reassignment::target).orElse(nodes()).size();
    }

    /**
     * How many in sync it takes to agree, where the topic asks for so many: never more than there
     * are, and those that are being added must catch up before they are asked for.
     */
    public int enough(int minInSync) {
        return Math.min(minInSync, replicas.size() - adding().size());
    }

    /** Others are in sync, or another one leads, or nobody: then the leader's number grows. */
    public PartitionImage with(List<Integer> nowInSync, List<Integer> nowEligible, int nowLeader) {
        int epoch = nowLeader == leader ? leaderEpoch : leaderEpoch + 1;
        return new PartitionImage(
                replicas, nowInSync, nowEligible, nowLeader, epoch, partitionEpoch, reassignment);
    }

    /** The same leader begins anew. */
    public PartitionImage ledAnew() {
        return new PartitionImage(
                replicas, inSync, eligible, leader, leaderEpoch + 1, partitionEpoch, reassignment);
    }

    /** As it is once a node has made its log. */
    public PartitionImage madeOn(int node) {
        List<Replica> made =
                replicas.stream().map(one -> one.node() == node ? one.made() : one).toList();
        return heldBy(made, reassignment);
    }

    /** Others hold it, among them all that are in sync or eligible. */
    public PartitionImage heldBy(List<Replica> others, Optional<Reassignment> onItsWay) {
        return new PartitionImage(
                others, inSync, eligible, leader, leaderEpoch, partitionEpoch, onItsWay);
    }

    /** The same as the change that comes after {@code before}. */
    public PartitionImage after(PartitionImage before) {
        return new PartitionImage(
                replicas,
                inSync,
                eligible,
                leader,
                leaderEpoch,
                before.partitionEpoch() + 1,
                reassignment);
    }

    /**
     * A copy of the partition: on a node, in one of its data directories.
     *
     * @param fresh its log has yet to be made. Only a fresh replica may begin empty: anywhere else
     *     an absent log is a lost one, and to begin it anew would hide the loss.
     * @param since the partition epoch with which it came: a node that held the partition before
     *     has another copy now
     */
    public record Replica(int node, Uuid directory, boolean fresh, int since) {
        /** One that is there from the partition's beginning. */
        public Replica(int node, Uuid directory, boolean fresh) {
            this(node, directory, fresh, 0);
        }

        /** Whether it is the same copy, made or not. */
        public boolean isSame(Replica other) {
            return made().equals(other.made());
        }

        Replica made() {
            return new Replica(node, directory, false, since);
        }
    }
}
