package io.skein.raft.core;

import io.skein.foundation.Check;
import io.skein.foundation.Uuid;
import io.skein.raft.core.VoterSet.Voter;
import java.util.List;

/**
 * A member's place: who it is and where it is reached, and which nodes the settings name as the
 * first voters. These found a cluster if there is none; from the first batch of the log on its
 * Voters records alone count.
 *
 * @param clusterId what the cluster is called if this member founds it
 */
public record Seat(Voter self, List<Configured> configured, Uuid clusterId) {
    /** A node that the settings name as a voter; nobody knows its directory yet. */
    public record Configured(int nodeId, String address) {}

    public Seat {
        configured = List.copyOf(configured);
        long nodes = configured.stream().mapToInt(Configured::nodeId).distinct().count();
        Check.same(configured.size(), nodes, "a node is named once");
        Check.ordered(configured.size(), VoterSet.VOTERS_MAX, "too many voters");
    }

    VoterId id() {
        return self.id();
    }

    /** Whether this says where that node is reached now, which a log may know from long ago. */
    public boolean tells(int node) {
        return node == id().nodeId() || configured.stream().anyMatch(each -> each.nodeId() == node);
    }

    boolean mayFound() {
        return configured.stream().anyMatch(each -> each.nodeId() == id().nodeId());
    }

    /** Whether these are all the nodes that the settings name, each with some directory. */
    boolean isAll(List<VoterId> founders) {
        return founders.stream().map(VoterId::nodeId).sorted().toList().equals(founderNodes());
    }

    /** The nodes that the settings name, in order. */
    List<Integer> founderNodes() {
        return configured.stream().map(Configured::nodeId).sorted().toList();
    }

    /** The founders with their addresses. */
    VoterSet asVoters(List<VoterId> founders) {
        return new VoterSet(
                founders.stream().map(id -> new Voter(id, addressOf(id.nodeId()))).toList());
    }

    private String addressOf(int nodeId) {
        return configured.stream()
                .filter(each -> each.nodeId() == nodeId)
                .map(Configured::address)
                .findFirst()
                .orElseThrow();
    }
}
