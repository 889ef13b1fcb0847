package io.skein.raft.core;

import io.skein.foundation.Check;
import java.util.List;
import java.util.Optional;

/**
 * What a member must never forget: the newest epoch it has taken part in, whom it voted for there,
 * and, once it has helped to found a cluster, who the founders are. On disk before anything said or
 * written in that epoch.
 */
public record Ballot(int epoch, Optional<VoterId> votedFor, List<VoterId> founders) {
    /** Of a member that has never taken part in anything. */
    public static final Ballot NONE = new Ballot(0, Optional.empty(), List.of());

    public Ballot {
        founders = List.copyOf(founders);
        Check.that(epoch >= 0, "epochs are not negative", epoch);
        Check.that(epoch > 0 || votedFor.isEmpty(), "nobody votes in epoch 0");
    }

    /** Takes part in a newer epoch, without a vote so far. */
    Ballot in(int newer) {
        Check.ordered(epoch + 1, newer, "epochs only grow");
        return new Ballot(newer, Optional.empty(), founders);
    }

    /** A vote for {@code candidate} in the next epoch. */
    Ballot next(VoterId candidate) {
        Check.that(epoch < Integer.MAX_VALUE, "epochs are used up", epoch);
        return in(epoch + 1).votingFor(candidate);
    }

    Ballot votingFor(VoterId candidate) {
        Check.that(votedFor.isEmpty(), "one vote in an epoch", epoch);
        return new Ballot(epoch, Optional.of(candidate), founders);
    }

    /** Knows from now on with whom it founds a cluster, and with nobody else. */
    Ballot foundingWith(List<VoterId> all) {
        Check.that(founders.isEmpty() || founders.equals(all), "founders stay the same");
        return new Ballot(epoch, votedFor, all);
    }
}
