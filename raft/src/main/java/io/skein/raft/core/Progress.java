package io.skein.raft.core;

import io.skein.raft.core.VoterSet.Voter;
import java.util.Optional;

/**
 * What a leader knows of another member, all of it told by that member in this epoch and checked
 * against the leader's own log. An immutable value.
 *
 * @param end of the other's log, where it is known to be a part of the leader's
 * @param durable the same of what its disk holds
 * @param committedBefore what it has said to know, or been told, is agreed; less after a restart
 * @param round the last of the leader's rounds that it has named
 * @param heardNanos when it last asked for anything
 * @param caughtUpNanos when it last had all that the leader had when it asked the time before
 * @param leaderEnd where the leader's log ended when it last asked
 * @param parked what it asked and is answered when there is news
 */
public record Progress(
        Voter member,
        LogPoint end,
        LogPoint durable,
        long committedBefore,
        long round,
        long heardNanos,
        Optional<Long> caughtUpNanos,
        long leaderEnd,
        Optional<Parked> parked) {
    /** A question that waits until then at most. */
    public record Parked(LogPoint asked, int bytesMax, long untilNanos) {}

    static Progress of(Voter member, long nowNanos) {
        return new Progress(
                member,
                LogPoint.START,
                LogPoint.START,
                0,
                0,
                nowNanos,
                Optional.empty(),
                Long.MAX_VALUE,
                Optional.empty());
    }

    /** It has asked for something. */
    Progress heard(Voter as, long nowNanos) {
        return new Progress(
                as,
                end,
                durable,
                committedBefore,
                round,
                nowNanos,
                caughtUpNanos,
                leaderEnd,
                Optional.empty());
    }

    /** It has asked this, and {@code log}, the leader's, holds what it says it holds. */
    Progress asked(Message.FetchAsked asked, LogView log, long nowNanos) {
        boolean isOurs = log.contains(asked.end());
        LogPoint newEnd = isOurs ? asked.end() : end;
        boolean isMore = log.contains(asked.durable()) && asked.durable().next() > durable.next();
        boolean isCaughtUp = isOurs && asked.end().next() >= Math.min(leaderEnd, log.end().next());
        return new Progress(
                asked.member(),
                newEnd,
                isMore ? asked.durable() : durable,
                asked.committedBefore(),
                Math.max(round, asked.round()),
                nowNanos,
                isCaughtUp ? Optional.of(nowNanos) : caughtUpNanos,
                log.end().next(),
                Optional.empty());
    }

    /** It has been told that much, and still waits for an answer to that. */
    Progress told(long agreedBefore, Parked question) {
        return new Progress(
                member,
                end,
                durable,
                Math.max(committedBefore, agreedBefore),
                round,
                heardNanos,
                caughtUpNanos,
                leaderEnd,
                Optional.of(question));
    }

    Progress parked(Optional<Parked> question) {
        return new Progress(
                member,
                end,
                durable,
                committedBefore,
                round,
                heardNanos,
                caughtUpNanos,
                leaderEnd,
                question);
    }
}
