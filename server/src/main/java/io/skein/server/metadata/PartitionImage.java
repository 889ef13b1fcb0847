package io.skein.server.metadata;

import io.skein.foundation.Check;
import io.skein.foundation.Uuid;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

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
 */
public record PartitionImage(
        List<Replica> replicas,
        List<Integer> inSync,
        List<Integer> eligible,
        int leader,
        int leaderEpoch,
        int partitionEpoch) {
    /** Nobody leads. */
    public static final int NO_LEADER = -1;

    public PartitionImage {
        replicas = List.copyOf(replicas);
        inSync = List.copyOf(inSync);
        eligible = List.copyOf(eligible);
        Check.that(!replicas.isEmpty(), "a partition has replicas");
        Check.that(leaderEpoch >= 0 && partitionEpoch >= 0, "epochs start at zero");
        List<Integer> nodes = replicas.stream().map(Replica::node).toList();
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
        return replicas.stream().filter(replica -> replica.node() == node).findFirst();
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

    /** Others are in sync, or another one leads, or nobody: then the leader's number grows. */
    public PartitionImage with(List<Integer> nowInSync, List<Integer> nowEligible, int nowLeader) {
        int epoch = nowLeader == leader ? leaderEpoch : leaderEpoch + 1;
        return new PartitionImage(
                replicas, nowInSync, nowEligible, nowLeader, epoch, partitionEpoch);
    }

    /** The same leader begins anew. */
    public PartitionImage ledAnew() {
        return new PartitionImage(
                replicas, inSync, eligible, leader, leaderEpoch + 1, partitionEpoch);
    }

    /** As it is once a node has made its log. */
    public PartitionImage madeOn(int node) {
        List<Replica> made =
                replicas.stream().map(one -> one.node() == node ? one.made() : one).toList();
        return new PartitionImage(made, inSync, eligible, leader, leaderEpoch, partitionEpoch);
    }

    /** The same as the change that comes after {@code before}. */
    public PartitionImage after(PartitionImage before) {
        return new PartitionImage(
                replicas, inSync, eligible, leader, leaderEpoch, before.partitionEpoch() + 1);
    }

    /**
     * A copy of the partition: on a node, in one of its data directories.
     *
     * @param fresh its log has yet to be made. Only a fresh replica may begin empty: anywhere else
     *     an absent log is a lost one, and to begin it anew would hide the loss.
     */
    public record Replica(int node, Uuid directory, boolean fresh) {
        Replica made() {
            return new Replica(node, directory, false);
        }
    }
}
