package io.skein.raft.core;

import io.skein.foundation.Check;
import java.util.Collection;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * The arithmetic of majorities over a fixed list of voters. Any two majorities share a voter; all
 * of Raft's safety rests on that.
 */
public record Quorum(List<VoterId> voters) {
    /** How an election stands. */
    public enum Tally {
        PENDING,
        WON,
        LOST
    }

    public Quorum {
        voters = List.copyOf(voters);
        Check.that(!voters.isEmpty(), "a quorum has a voter");
        Check.same(voters.size(), voters.stream().distinct().count(), "no voter twice");
    }

    /** How many voters make a majority. */
    public int majority() {
        return voters.size() / 2 + 1;
    }

    public boolean contains(VoterId voter) {
        return voters.contains(voter);
    }

    /** Counts answers of voters only; a voter that has not answered can still decide either way. */
    public Tally tally(Collection<VoterId> granted, Collection<VoterId> refused) {
        return tally(majority(), granted, refused);
    }

    /** The same where everybody has to grant. */
    public Tally tallyOfAll(Collection<VoterId> granted, Collection<VoterId> refused) {
        return tally(voters.size(), granted, refused);
    }

    private Tally tally(int needed, Collection<VoterId> granted, Collection<VoterId> refused) {
        int yes = count(granted);
        int no = count(refused);
        if (yes >= needed) return Tally.WON;
        return voters.size() - no < needed ? Tally.LOST : Tally.PENDING;
    }

    /**
     * The greatest value that a majority has reached: of durable offsets, the one before which all
     * is agreed; of times, the last at which a majority was there.
     */
    public long reachedByMajority(ToLongFunction<VoterId> reached) {
        long[] ascending = voters.stream().mapToLong(reached).sorted().toArray();
        return ascending[ascending.length - majority()];
    }

    private int count(Collection<VoterId> answered) {
        return Math.toIntExact(voters.stream().filter(answered::contains).count());
    }
}
