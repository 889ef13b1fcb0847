package io.skein.raft.core;

import io.skein.foundation.Check;

/** Everything that can happen to a member. Time is data: it arrives only inside {@link Tick}. */
public sealed interface Input {
    /** Time has come to {@code nowNanos}. */
    record Tick(long nowNanos) implements Input {}

    /** Node {@code from} says something. */
    record Received(int from, Message message) implements Input {}

    /**
     * Someone who saw this member lead {@code epoch} wants {@code count} entries of {@code bytes}
     * together in the log, all or none. Answered once, by {@link Effect.Answer}.
     *
     * @param ticket names the proposal; used once
     */
    record Proposed(long ticket, int epoch, int count, int bytes) implements Input {
        public Proposed {
            Check.that(count > 0, "something is proposed", count);
            Check.that(bytes >= 0, "sizes are not negative", bytes);
        }
    }

    /**
     * Someone decided on what this leader of {@code epoch} knows, without proposing anything, and
     * may say so once all of it is committed and the leadership is confirmed. Answered like a
     * proposal.
     */
    record ReadAsked(long ticket, int epoch) implements Input {}

    /** The disk holds the log up to this point; never goes back. */
    record Durable(LogPoint upTo) implements Input {}

    /** The disk holds the ballot. */
    record BallotSaved(Ballot ballot) implements Input {}

    /** The node is about to stop. */
    record StopAsked() implements Input {}
}
