package io.skein.server.metadata;

import io.skein.foundation.Check;
import io.skein.foundation.Uuid;
import java.util.List;

/**
 * One partition: who holds it, who leads it.
 *
 * @param replicas in the order in which they are preferred as leader
 * @param inSync node numbers of the replicas that hold everything acknowledged
 * @param leader node number, or {@link #NO_LEADER}
 * @param leaderEpoch grows with every leader
 * @param partitionEpoch grows with every change
 */
public record PartitionImage(
        List<Replica> replicas,
        List<Integer> inSync,
        int leader,
        int leaderEpoch,
        int partitionEpoch) {
    public static final int NO_LEADER = -1;

    public PartitionImage {
        replicas = List.copyOf(replicas);
        inSync = List.copyOf(inSync);
        Check.that(!replicas.isEmpty(), "a partition has replicas");
        Check.that(leaderEpoch >= 0 && partitionEpoch >= 0, "epochs start at zero");
    }

    /** A copy of the partition: on a node, in one of its data directories. */
    public record Replica(int node, Uuid directory) {}
}
