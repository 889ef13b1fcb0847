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
        int yes = count(granted);
        int no = count(refused);
        if (yes >= majority()) return Tally.WON;
        return voters.size() - no < majority() ? Tally.LOST : Tally.PENDING;
    }

    /** The greatest offset such that a majority holds everything before it durably. */
    public long agreedBefore(ToLongFunction<VoterId> durableBefore) {
        long[] ascending = voters.stream().mapToLong(durableBefore).sorted().toArray();
        return ascending[ascending.length - majority()];
    }

    private int count(Collection<VoterId> answered) {
        return Math.toIntExact(voters.stream().filter(answered::contains).count());
    }
}
