package io.skein.server.boot;

import io.skein.foundation.Uuid;
import io.skein.raft.core.Seat;
import io.skein.raft.core.VoterId;
import io.skein.raft.core.VoterSet;
import io.skein.server.settings.NodeSettings;
import java.util.List;

/** Who a node is in the quorum. */
final class Seats {
    private Seats() {}

    /**
     * The seat of a node. One whose settings name no voters founds a cluster of its own; one that
     * they do not name only observes.
     *
     * @param directory of its metadata
     * @param address where other nodes reach it, if the settings do not say so
     * @param cluster what the cluster is called if this node founds it
     */
    static Seat of(NodeSettings settings, Uuid directory, String address, Uuid cluster) {
        int node = settings.nodeId();
        List<Seat.Configured> voters = settings.voters();
        if (voters.isEmpty()) voters = List.of(new Seat.Configured(node, address));
        String own =
                voters.stream()
                        .filter(each -> each.nodeId() == node)
                        .map(Seat.Configured::address)
                        .findFirst()
                        .orElse(address);
        return new Seat(new VoterSet.Voter(new VoterId(node, directory), own), voters, cluster);
    }
}
