package io.skein.raft.core;

import io.skein.foundation.Check;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The voters and where they are reached, in order of node id; at least one, and no node twice. What
 * the {@link ControlRecord.Voters} record holds.
 */
public record VoterSet(List<Voter> voters) {
    /** Most voters there may be: more make a quorum slower, not safer. */
    public static final int VOTERS_MAX = 15;

    /** One voter; {@code address} is "host:port" of its node port. */
    public record Voter(VoterId id, String address) {
        /** No address is longer, in bytes of UTF-8. */
        public static final int ADDRESS_BYTES_MAX = 1_024;

        @Override
        public String toString() {
            return id + "@" + address;
        }
    }

    public VoterSet {
        List<Voter> sorted = new ArrayList<>(voters);
        sorted.sort(Comparator.comparing(Voter::id));
        voters = List.copyOf(sorted);
        Check.that(!voters.isEmpty(), "a quorum has a voter");
        Check.that(voters.size() <= VOTERS_MAX, "too many voters", voters.size());
        for (int i = 1; i < voters.size(); i++) {
            int node = voters.get(i).id().nodeId();
            Check.that(voters.get(i - 1).id().nodeId() != node, "a node votes once", node);
        }
    }

    /** The same voters without their addresses. */
    public Quorum quorum() {
        return new Quorum(ids());
    }

    List<VoterId> ids() {
        return voters.stream().map(Voter::id).toList();
    }

    public boolean has(VoterId id) {
        return voters.stream().anyMatch(voter -> voter.id().equals(id));
    }

    /** The voter that is this node, with whatever directory. */
    Optional<Voter> ofNode(int nodeId) {
        return voters.stream().filter(voter -> voter.id().nodeId() == nodeId).findFirst();
    }

    VoterSet with(Voter more) {
        List<Voter> all = new ArrayList<>(voters);
        all.add(more);
        return new VoterSet(all);
    }

    /** The same voters, of whom this one is reached elsewhere; it may be the only one. */
    VoterSet moved(Voter to) {
        return new VoterSet(
                voters.stream().map(each -> each.id().equals(to.id()) ? to : each).toList());
    }

    VoterSet without(VoterId id) {
        return new VoterSet(voters.stream().filter(voter -> !voter.id().equals(id)).toList());
    }
}
