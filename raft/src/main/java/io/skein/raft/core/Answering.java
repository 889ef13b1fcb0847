package io.skein.raft.core;

import io.skein.raft.core.Progress.Parked;
import io.skein.raft.core.VoterSet.Voter;
import java.util.List;
import java.util.Optional;

/**
 * What a leader answers to those who ask for entries: at once if there is news for them, else when
 * there is, else after a while. Works on its {@link Member}'s state.
 */
final class Answering {
    private static final int FORGOTTEN_BEATS = 600;

    private final MemberState state;

    Answering(MemberState state) {
        this.state = state;
    }

    /** How long an observer may be silent before it is forgotten; 5 minutes by default. */
    long forgottenNanos() {
        return FORGOTTEN_BEATS * state.times.beatNanos();
    }

    /**
     * Says what there is to say. Returns what is known of the other then; its question stays parked
     * unless this was the answer. That something is agreed is none: the next entries need not wait
     * until it has asked again.
     */
    Progress answer(Role.Leader leader, Progress other, Parked question) {
        int to = other.member().id().nodeId();
        LogPoint asked = question.asked();
        if (!state.log.contains(asked)) {
            state.send(to, correction(asked));
            return other.parked(Optional.empty());
        }
        Message.Entries head = head(leader, asked);
        if (asked.next() < state.log.end().next() && question.bytesMax() > 0) {
            int bytesMax = Math.min(question.bytesMax(), state.settings.readBytesMax());
            state.effects.add(new Effect.SendEntries(to, head, bytesMax));
            return other.parked(Optional.empty());
        }
        long agreedBefore = Math.min(state.committedBefore, asked.next());
        boolean isNewRound = leader.round() > other.round();
        if (isNewRound || agreedBefore > other.committedBefore()) state.send(to, head);
        return isNewRound ? other.parked(Optional.empty()) : other.told(agreedBefore, question);
    }

    /**
     * The same for one that is not kept in mind: where there is nothing to say, it is told who
     * leads, and asks again after a while.
     */
    void answerOnce(Role.Leader leader, Progress other, Parked question) {
        int before = state.effects.size();
        answer(leader, other, question);
        if (state.effects.size() > before) return;
        Optional<Voter> self = Optional.of(state.seat.self());
        state.send(other.member().id().nodeId(), new Message.LeaderTold(leader.epoch(), self));
    }

    private Message correction(LogPoint asked) {
        Optional<LogPoint> last =
                asked.next() < state.log.start().next()
                        ? Optional.empty()
                        : state.log.lastNotAbove(asked);
        return last.<Message>map(point -> new Message.Diverged(state.epoch(), asked, point))
                .orElseGet(() -> new Message.SnapshotOffered(state.epoch(), asked, state.snapshot));
    }

    private Message.Entries head(Role.Leader leader, LogPoint asked) {
        return new Message.Entries(
                leader.epoch(), asked, List.of(), state.committedBefore, leader.round());
    }

    /**
     * Answers whoever waits for what there is now, or has waited long enough by {@code nowNanos}.
     */
    Role.Leader answerAll(Role.Leader leader, long nowNanos) {
        Role.Leader next = leader;
        for (Progress other : leader.others().values()) {
            if (other.parked().isEmpty()) continue;
            Parked question = other.parked().get();
            Progress now = answer(leader, other, question);
            if (now.parked().isPresent() && question.untilNanos() <= nowNanos) {
                state.send(other.member().id().nodeId(), head(leader, question.asked()));
                now = now.parked(Optional.empty());
            }
            if (!now.equals(other)) next = next.with(now);
        }
        return next;
    }

    static long nextDueNanos(Role.Leader leader) {
        long due = Long.MAX_VALUE;
        for (Progress other : leader.others().values()) {
            if (other.parked().isPresent()) {
                due = Math.min(due, other.parked().get().untilNanos());
            }
        }
        return due;
    }
}
