package io.skein.scenarios.exhaustive;

import io.skein.foundation.Uuid;
import io.skein.raft.core.Message;
import io.skein.raft.core.RaftSettings;
import io.skein.raft.core.Seat;
import io.skein.raft.core.VoterId;
import io.skein.raft.core.VoterSet.Voter;
import io.skein.scenarios.cores.Wording;
import java.util.ArrayList;
import java.util.List;

/**
 * Under which terms one part of the search is made.
 *
 * @param name what is looked at there
 * @param voters how many nodes found the quorum; they are numbered from 1
 * @param observers how many more there are
 * @param start how things stand at first
 * @param areDisksLate whether a disk confirms a write in a step of its own, which may come any time
 *     later or never, and not at once
 * @param epochsMax the newest epoch that is gone into
 * @param messagesMax how many messages are on their way at most; any of the others are lost
 * @param budget how much may happen on one path
 */
public record Terms(
        String name,
        int voters,
        int observers,
        Start start,
        boolean areDisksLate,
        int epochsMax,
        int messagesMax,
        Budget budget) {
    /** Less than any patience lasts, and more than two beats; no sum of these is patience. */
    static final long BEAT_NANOS = 3_000_000;

    static final long PATIENCE_NANOS = 10_000_000_000_000_000L;

    private static final RaftSettings SETTINGS = made();

    /** How things stand at first. */
    public enum Start {
        /** Nodes whose disks were never used. */
        EMPTY,
        /** Node 1 has founded the cluster and leads it, and everybody knows. */
        LED,
        /** The same, and then all nodes were started anew. */
        RESTARTED
    }

    private static RaftSettings made() {
        RaftSettings.Times times =
                new RaftSettings.Times(
                        PATIENCE_NANOS / 10,
                        1_000_000_000,
                        1_000_000_000,
                        50_000_000,
                        BEAT_NANOS / 3,
                        PATIENCE_NANOS / 10);
        RaftSettings usual = RaftSettings.defaults();
        return new RaftSettings(
                times,
                usual.proposalsMax(),
                usual.proposalBytesMax(),
                usual.outstandingBytesMax(),
                usual.readBytesMax(),
                usual.logEntriesMax(),
                usual.snapshotBytes(),
                usual.heldSendsMax(),
                usual.observersMax(),
                false);
    }

    /** The same with that to be spent. */
    Terms with(Budget other) {
        return new Terms(
                name, voters, observers, start, areDisksLate, epochsMax, messagesMax, other);
    }

    Terms withMessages(int most) {
        return new Terms(name, voters, observers, start, areDisksLate, epochsMax, most, budget);
    }

    Terms withLateDisks() {
        return new Terms(name, voters, observers, start, true, epochsMax, messagesMax, budget);
    }

    boolean isFounding() {
        return start == Start.EMPTY;
    }

    /** Nobody founds another cluster who has a log: what such a one knows of any is all one. */
    Message said(Message message) {
        return !isFounding() && message instanceof Message.VoteRefused refused
                ? new Message.VoteRefused(refused.epoch(), refused.voter(), refused.leader(), true)
                : message;
    }

    RaftSettings settings() {
        return SETTINGS;
    }

    int nodes() {
        return voters + observers;
    }

    static Voter node(int id) {
        return new Voter(new VoterId(id, new Uuid(id, 1)), Wording.address(id));
    }

    Seat seat(Voter self) {
        List<Seat.Configured> configured = new ArrayList<>();
        for (int i = 1; i <= voters; i++) {
            configured.add(new Seat.Configured(i, Wording.address(i)));
        }
        return new Seat(self, configured, new Uuid(77, self.id().nodeId()));
    }
}
