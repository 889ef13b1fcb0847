package io.skein.raft.core;

import io.skein.foundation.Check;
import java.util.Optional;

/**
 * What a member must never forget: the newest epoch it has taken part in, and whom it voted for
 * there. On disk before anything said or written in that epoch.
 */
public record Ballot(int epoch, Optional<VoterId> votedFor) {
    /** Of a member that has never taken part in anything. */
    public static final Ballot NONE = new Ballot(0, Optional.empty());

    public Ballot {
        Check.that(epoch >= 0, "epochs are not negative", epoch);
        Check.that(epoch > 0 || votedFor.isEmpty(), "nobody votes in epoch 0");
    }

    /** A vote for {@code candidate} in the next epoch. */
    public Ballot next(VoterId candidate) {
        Check.that(epoch < Integer.MAX_VALUE, "epochs are used up", epoch);
        return new Ballot(epoch + 1, Optional.of(candidate));
    }
}
