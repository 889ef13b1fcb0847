package io.skein.raft.core;

import io.skein.foundation.Check;
import io.skein.foundation.Uuid;

/**
 * Who votes: a node together with its data directory. A node that lost its disk is another voter,
 * so that it cannot vote a second time in an epoch whose first vote went with the disk.
 */
public record VoterId(int nodeId, Uuid directoryId) implements Comparable<VoterId> {
    public VoterId {
        Check.that(nodeId >= 0, "node ids are not negative", nodeId);
        Check.that(!directoryId.equals(Uuid.ZERO), "a voter has a directory");
    }

    @Override
    public int compareTo(VoterId other) {
        int byNode = Integer.compare(nodeId, other.nodeId);
        return byNode != 0 ? byNode : directoryId.compareTo(other.directoryId);
    }

    @Override
    public String toString() {
        return nodeId + "/" + directoryId;
    }
}
