package io.skein.scenarios.cores;

import io.skein.raft.core.Ballot;
import io.skein.raft.core.VoterId;
import io.skein.scenarios.history.Violation;
import java.util.Optional;
import java.util.TreeMap;

/** Every vote that ever was durable, and the newest epoch of every disk. Owned by its ghost. */
public final class Votes {
    private final TreeMap<Vote, VoterId> votes = new TreeMap<>();
    private final TreeMap<VoterId, Integer> epochs = new TreeMap<>();

    /** Who votes, and in which epoch. */
    private record Vote(VoterId voter, int epoch) implements Comparable<Vote> {
        @Override
        public int compareTo(Vote other) {
            int byVoter = voter.compareTo(other.voter);
            return byVoter != 0 ? byVoter : Integer.compare(epoch, other.epoch);
        }
    }

    /** R2 and R3: that voter's disk holds this now. */
    public void stored(VoterId voter, Ballot ballot) {
        int before = epochs.getOrDefault(voter, 0);
        if (ballot.epoch() < before) throw new Violation("R2 epochs fall", voter + " " + ballot);
        epochs.put(voter, ballot.epoch());
        if (ballot.votedFor().isEmpty()) return;
        VoterId now = ballot.votedFor().get();
        VoterId given = votes.merge(new Vote(voter, ballot.epoch()), now, (first, _) -> first);
        if (!given.equals(now)) throw new Violation("R3 two votes", voter + " " + ballot + given);
    }

    /** That voter's disk is an older one: it may hold an older epoch, though no other vote. */
    public void forgets(VoterId voter) {
        epochs.remove(voter);
    }

    /** Whether that vote was durable once, for whomever. */
    public boolean has(VoterId voter, int epoch) {
        return votes.containsKey(new Vote(voter, epoch));
    }

    /** For whom that vote was. */
    public Optional<VoterId> given(VoterId voter, int epoch) {
        return Optional.ofNullable(votes.get(new Vote(voter, epoch)));
    }
}
