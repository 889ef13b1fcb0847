package io.skein.server.metadata;

import io.skein.foundation.Check;
import io.skein.foundation.Uuid;
import java.util.List;
import java.util.Optional;

/**
 * One partition: who holds it, who leads it.
 *
 * @param replicas in the order in which they are preferred as leader
 * @param inSync node numbers of the replicas that hold everything acknowledged
 * @param leader node number, or {@link #NO_LEADER}
 * @param leaderEpoch grows with every leader, and with every new incarnation of the same one
 * @param partitionEpoch grows with every change
 */
public record PartitionImage(
        List<Replica> replicas,
        List<Integer> inSync,
        int leader,
        int leaderEpoch,
        int partitionEpoch) {
    /** Nobody leads. */
    public static final int NO_LEADER = -1;

    public PartitionImage {
        replicas = List.copyOf(replicas);
        inSync = List.copyOf(inSync);
        Check.that(!replicas.isEmpty(), "a partition has replicas");
        Check.that(leaderEpoch >= 0 && partitionEpoch >= 0, "epochs start at zero");
    }

    /** The copy that a node holds, if it holds one. */
    public Optional<Replica> replicaOn(int node) {
        return replicas.stream().filter(replica -> replica.node() == node).findFirst();
    }

    /** As it is after a leader has begun anew: a new one, or a new incarnation of the same. */
    public PartitionImage ledAnew(int newLeader) {
        return new PartitionImage(replicas, inSync, newLeader, leaderEpoch + 1, partitionEpoch + 1);
    }

    /** As it is once a node has made its log. */
    public PartitionImage madeOn(int node) {
        List<Replica> made =
                replicas.stream().map(one -> one.node() == node ? one.made() : one).toList();
        return new PartitionImage(made, inSync, leader, leaderEpoch, partitionEpoch + 1);
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
