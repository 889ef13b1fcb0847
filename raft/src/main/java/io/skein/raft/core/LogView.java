package io.skein.raft.core;

import io.skein.foundation.Check;
import io.skein.foundation.EpochTrail;
import java.util.Optional;

/**
 * A member's log, as far as decisions need it: where it starts (at a snapshot, or at the very
 * beginning), where it ends, how much of it the disk holds for certain, and which epochs wrote
 * what. {@code cuts} counts how often it was cut back. An immutable value.
 */
public record LogView(LogPoint start, LogPoint end, LogPoint durable, EpochTrail epochs, int cuts) {
    /** Of a disk that was never used. */
    public static final LogView EMPTY =
            new LogView(LogPoint.START, LogPoint.START, LogPoint.START, EpochTrail.EMPTY, 0);

    public LogView {
        Check.ordered(start.next(), durable.next(), "what a snapshot covers is durable");
        Check.ordered(durable.next(), end.next(), "a disk is never ahead of its log");
        Check.that(cuts >= 0, "cuts are counted", cuts);
    }

    /** A log that holds nothing but what a snapshot covers. */
    static LogView startingAt(LogPoint at, int cuts) {
        return new LogView(at, at, at, EpochTrail.EMPTY, cuts);
    }

    boolean isEmpty() {
        return end.equals(LogPoint.START);
    }

    /**
     * Whether this log, cut at that point, is the log that ends there (Raft §5.3, log matching).
     */
    boolean contains(LogPoint point) {
        if (point.next() < start.next() || point.next() > end.next()) return false;
        return point.equals(at(point.next()));
    }

    private LogPoint at(long next) {
        if (next == start.next()) return start;
        return new LogPoint(next, epochs.epochAt(next - 1).orElseThrow());
    }

    /**
     * The end of the largest epoch here that is not above the one of {@code asked}; empty if only a
     * snapshot can tell.
     */
    Optional<LogPoint> lastNotAbove(LogPoint asked) {
        Optional<LogPoint> found =
                epochs.endOf(asked.epoch(), end.next())
                        .filter(epoch -> epoch.endOffset() > start.next())
                        .map(epoch -> new LogPoint(epoch.endOffset(), epoch.epoch()));
        if (found.isPresent()) return found;
        if (start.equals(LogPoint.START)) return Optional.of(LogPoint.START);
        return start.epoch() <= asked.epoch() ? Optional.of(start) : Optional.empty();
    }

    /**
     * Where to cut this log when a leader's ends its epoch there (design §6, by epochs only).
     * Always where a batch ends: inside of an epoch that is not the leader's there may be none, so
     * first goes what lies behind that epoch, and the next answer is about the epoch itself.
     */
    LogPoint cutFor(LogPoint leaders) {
        LogPoint own = lastNotAbove(leaders).orElse(start);
        if (own.epoch() < leaders.epoch()) return own;
        return at(Math.max(start.next(), Math.min(leaders.next(), own.next())));
    }

    LogView append(Batch batch) {
        Check.same(end.next(), batch.first(), "entries follow each other");
        EpochTrail more = epochs.append(batch.epoch(), batch.first());
        return new LogView(start, batch.end(), durable, more, cuts);
    }

    LogView cut(LogPoint to) {
        Check.that(contains(to), "a log is cut at a point of its own", to.next());
        LogPoint kept = durable.next() > to.next() ? to : durable;
        return new LogView(start, to, kept, epochs.truncateTo(to.next()), cuts + 1);
    }

    LogView confirmed(LogPoint upTo) {
        Check.ordered(durable.next(), upTo.next(), "what is durable stays so");
        Check.that(contains(upTo), "a disk confirms what was written", upTo.next());
        return new LogView(start, end, upTo, epochs, cuts);
    }

    /** A snapshot covers all before this, which must be durable; it may go. */
    LogView trimmed(LogPoint to) {
        Check.that(contains(to), "a snapshot is taken of this very log", to.next());
        return new LogView(to, end, durable, epochs.trimBefore(to.next()), cuts);
    }
}
