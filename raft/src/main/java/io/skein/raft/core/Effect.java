package io.skein.raft.core;

import java.util.List;

/**
 * Everything a member can ask of the world. The driver carries effects out in list order; a {@link
 * Send} whose gate is {@link Gate#AFTER_DURABLE} waits until every write listed before it, in this
 * step or an earlier one, is on disk.
 */
public sealed interface Effect {
    /** Replace the ballot on disk; answered by {@link Input.BallotSaved}. */
    record SaveBallot(Ballot ballot) implements Effect {}

    /** Append at {@code first}, which is the end of the log; answered by {@link Input.Durable}. */
    record WriteEntries(int epoch, long first, Content content) implements Effect {}

    /** Say {@code message} to node {@code to}. */
    record Send(int to, Message message, Gate gate) implements Effect {}

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

    /** What is to be written. The bytes of proposals stay with the driver. */
    sealed interface Content {
        /** How many entries, hence offsets. */
        int count();

        /** The records that came with {@code ticket}. */
        record Proposal(long ticket, int count) implements Content {}

        /** Records of the quorum itself. */
        record Control(List<ControlRecord> records) implements Content {
            public Control {
                records = List.copyOf(records);
            }

            @Override
            public int count() {
                return records.size();
            }
        }
    }
}
