package io.skein.raft.core;

import io.skein.foundation.Check;
import java.nio.ByteBuffer;
import java.util.List;

/** Everything that can happen to a member. Time is data: it arrives only inside {@link Tick}. */
public sealed interface Input {
    /** Time has come to {@code nowNanos}. */
    record Tick(long nowNanos) implements Input {}

    /** Node {@code from} says something. */
    record Received(int from, Message message) implements Input {}

    /** The connection to that node has closed; nothing is known of the node itself. */
    record ConnectionLost(int node) implements Input {}

    /**
     * Someone who saw this member lead {@code epoch} wants these records in the log, all or none.
     * Answered once, by {@link Effect.Answer}.
     *
     * @param ticket names the proposal; used once
     */
    record Proposed(long ticket, int epoch, Batch.State records) implements Input {
        public Proposed {
            Check.that(records.count() > 0, "something is proposed");
        }

        /** As it is most easily written. */
        public Proposed(long ticket, int epoch, List<ByteBuffer> records) {
            this(ticket, epoch, new Batch.State(records));
        }
    }

    /**
     * Someone decided on what this leader of {@code epoch} knows, without proposing anything, and
     * may say so once all of it is committed and the leadership is confirmed by a majority that was
     * asked later. Answered like a proposal.
     */
    record ReadAsked(long ticket, int epoch) implements Input {}

    /** Somebody wants other voters. Answered like a proposal. */
    record VotersAsked(long ticket, int epoch, VoterChange change) implements Input {}

    /** All that waited has been heard: what was gathered for others may leave. */
    record TurnEnded() implements Input {}

    /** The disk holds the log up to this point, as it was after so many cuts. */
    record Durable(LogPoint upTo, int cuts) implements Input {}

    /** The disk holds the ballot. */
    record BallotSaved(Ballot ballot) implements Input {}

    /** A snapshot of all that lies before {@code at}, agreed and applied here, is durable. */
    record SnapshotTaken(LogPoint at) implements Input {}

    /** The bytes of a fetched snapshot before {@code position} are kept. */
    record PieceStored(LogPoint at, long position) implements Input {}

    /**
     * The fetched snapshot is durable and has been handed to the state machine; the log before it
     * is gone, and all of the log where that did not hold what the snapshot covers.
     */
    record Installed(LogPoint at, Members members) implements Input {}

    /** The fetched bytes were not those of that snapshot; nothing has changed. */
    record InstallFailed(LogPoint at) implements Input {}

    /** The node is about to stop. */
    record StopAsked() implements Input {}
}
