package io.skein.server.boot;

import io.skein.foundation.Uuid;
import io.skein.raft.core.Seat;
import io.skein.raft.core.VoterId;
import io.skein.raft.core.VoterSet;
import java.util.List;

/** Who a node is in the quorum. So far each founds a cluster of its own. */
final class Seats {
    private Seats() {}

    /**
     * The seat of a node.
     *
     * @param directory of its metadata
     * @param address where other nodes reach it
     * @param cluster what the cluster is called if this node founds it
     */
    static Seat of(int node, Uuid directory, String address, Uuid cluster) {
        VoterSet.Voter self = new VoterSet.Voter(new VoterId(node, directory), address);
        return new Seat(self, List.of(new Seat.Configured(node, address)), cluster);
    }
}
