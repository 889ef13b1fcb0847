package io.skein.raft.core;

import io.skein.raft.core.VoterSet.Voter;
import java.nio.ByteBuffer;

/**
 * Everything a member can ask of the world. The driver carries effects out in list order; a {@link
 * Send} whose gate is {@link Gate#AFTER_DURABLE} waits until every write listed before it, in this
 * step or an earlier one, is on disk.
 */
public sealed interface Effect {
    /** Replace the ballot on disk; answered by {@link Input.BallotSaved}. */
    record SaveBallot(Ballot ballot) implements Effect {}

    /**
     * Append at the end of the log, which has been cut back so often; answered by {@link
     * Input.Durable}.
     */
    record Append(Batch batch, int cuts) implements Effect {}

    /**
     * Cut the log back to that point, for the {@code cuts}th time. What was appended before is not
     * answered any more; that all up to this point is durable, and nothing behind it comes back, is
     * told by {@link Input.Durable}.
     */
    record Cut(LogPoint to, int cuts) implements Effect {}

    /** Everything before this is covered by a snapshot and may be deleted. */
    record DropHead(LogPoint before) implements Effect {}

    /** Say {@code message} to node {@code to}. */
    record Send(int to, Message message, Gate gate) implements Effect {}

    /**
     * Say {@code head} to node {@code to} with those batches of this log that follow {@code
     * head.after}: at least one, then as many as fit into {@code bytesMax}. They are there now; if
     * the log is cut or its head dropped before they are read, nothing is said.
     */
    record SendEntries(int to, Message.Entries head, int bytesMax) implements Effect {}

    /** Say to node {@code to} what the snapshot at {@code at} holds from {@code position} on. */
    record SendPiece(int to, int epoch, LogPoint at, long position) implements Effect {}

    /**
     * Keep these bytes of a snapshot; at position 0 forget all that was kept of another one.
     * Answered by {@link Input.PieceStored}.
     */
    record StorePiece(LogPoint at, long position, ByteBuffer bytes) implements Effect {}

    /**
     * All bytes of the snapshot are kept: make it durable, hand it to the state machine, and drop
     * the log before it; all of the log where that does not go on from it. Answered by {@link
     * Input.Installed}.
     */
    record Install(LogPoint at) implements Effect {}

    /** That node is reached there. */
    record Reach(Voter member) implements Effect {}

    /** All entries before this offset are agreed; apply them before carrying out what follows. */
    record Commit(long before) implements Effect {}

    /** Tell whoever holds {@code ticket}; exactly once for each. */
    record Answer(long ticket, Outcome outcome) implements Effect {}

    /** The member has changed its role. */
    record Became(Role role) implements Effect {}

    /** A vote or an epoch is a promise, and a promise may not leave before it is on disk. */
    enum Gate {
        AT_ONCE,
        AFTER_DURABLE
    }
}
