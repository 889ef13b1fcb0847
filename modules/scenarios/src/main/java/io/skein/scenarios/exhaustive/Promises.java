package io.skein.scenarios.exhaustive;

import io.skein.raft.core.Ballot;
import io.skein.raft.core.Batch;
import io.skein.raft.core.ControlRecord;
import io.skein.raft.core.LogPoint;
import io.skein.raft.core.Message;
import io.skein.raft.core.VoterId;
import io.skein.scenarios.cores.CoreDisk;
import io.skein.scenarios.cores.Oath;
import io.skein.scenarios.cores.Wording;
import io.skein.scenarios.history.Violation;
import java.util.Arrays;
import java.util.stream.Collectors;

/** What a node may say and keep as far as its own disk can tell: the invariants R2, R3 and R9. */
final class Promises {
    private Promises() {}

    /** Throws a {@link Violation} unless it holds; {@code story} tells of what. */
    static void that(boolean holds, String invariant, Object... story) {
        if (holds) return;
        String told = Arrays.stream(story).map(Promises::text).collect(Collectors.joining(", "));
        throw new Violation(invariant, told);
    }

    private static String text(Object part) {
        return switch (part) {
            case VoterId id -> Wording.name(id);
            case Batch batch -> Wording.batch(batch);
            case LogPoint point -> Wording.point(point);
            case Message message -> Wording.message(message);
            case Ballot ballot -> Wording.ballot(ballot);
            case ControlRecord.Voters named -> "voters " + Wording.voters(named.voters());
            case Object other -> String.valueOf(other);
        };
    }

    /** R2 and R3: as epochs on a disk never fall, a vote is lasting if it lasts to the next. */
    static void replaced(VoterId who, Ballot older, Ballot newer) {
        that(newer.epoch() >= older.epoch(), "R2 epochs fall", who, older, newer);
        if (newer.epoch() > older.epoch() || older.votedFor().isEmpty()) return;
        boolean isSame = newer.votedFor().equals(older.votedFor());
        that(isSame, "R3 two votes in one epoch", who, older, newer);
    }

    /** R9: what a message promises is on the disk of who says it. */
    static void said(CoreDisk disk, int to, Message message) {
        Ballot ballot = disk.ballot();
        switch (Oath.of(message)) {
            case Oath.Nothing() -> {}
            case Oath.Epoch(int epoch) ->
                    that(ballot.epoch() >= epoch, "R9 an epoch not durable", message);
            case Oath.Vote(int epoch) -> {
                boolean isNow = ballot.epoch() == epoch;
                boolean isFor = ballot.votedFor().filter(v -> v.nodeId() == to).isPresent();
                boolean isKept = isNow ? isFor : ballot.epoch() > epoch;
                that(isKept, "R9 a vote not durable", message, "to " + Wording.name(to));
            }
            case Oath.Log(int epoch, LogPoint point) -> {
                that(ballot.epoch() >= epoch, "R9 an epoch not durable", message);
                that(disk.holds(point), "R9 durable is not", message);
            }
        }
    }
}
