package io.skein.server.replication;

import io.skein.foundation.Uuid;
import java.util.Optional;

/**
 * What a leader knows of another replica, and how well that keeps up. Owned by the partition's
 * lane; knows no clock.
 *
 * <p>While the log grows, a replica may be behind at every moment and still keep up. So the leader
 * remembers how long the log was at some moment: once the replica has that much, it has had
 * everything of that moment, and another round begins.
 */
final class Copy {
    /** Of its process, while it follows. */
    private Optional<Uuid> run = Optional.empty();

    private long durable;
    private boolean lacks;
    private boolean awaited;

    /** Whether it has had all that the log had at some moment since it attached. */
    private boolean keepsUp;

    /** When it last had all that the log had then. */
    private long caughtUpNanos;

    /** It will have had all of this moment once it has that much. */
    private long markEnd;

    private long markNanos;
    private long roundNanos;
    private boolean isSteady;

    /** Whoever is not heard has had everything until now. */
    Copy(long nowNanos) {
        caughtUpNanos = nowNanos;
    }

    Optional<Uuid> run() {
        return run;
    }

    boolean isHeard() {
        return run.isPresent();
    }

    /** Its disk has everything before this. */
    long durable() {
        return durable;
    }

    /** Whether something is agreed that it does not have. */
    boolean lacks() {
        return lacks;
    }

    /** Whether it is in the in-sync set decides whether that matters. */
    void keepLack(boolean isRecorded) {
        lacks &= isRecorded;
    }

    /** Whether nothing is agreed without it, though it is not in sync, so that it can be. */
    boolean isAwaited() {
        return awaited;
    }

    void await(boolean is) {
        awaited = is;
    }

    /** It follows from now on; all that was known of it is forgotten. */
    void attached(Uuid newRun, boolean isLacking, long end, long nowNanos) {
        run = Optional.of(newRun);
        durable = 0;
        keepsUp = false;
        lacks = isLacking;
        awaited = false;
        isSteady = false;
        roundNanos = Long.MAX_VALUE;
        begin(end, nowNanos);
    }

    private void begin(long end, long nowNanos) {
        markEnd = end;
        markNanos = nowNanos;
    }

    /** The log is about to grow from {@code end} on. */
    void appending(long end, long nowNanos) {
        if (hasAll(end)) caughtUpNanos = nowNanos;
    }

    void detached(long end, long nowNanos) {
        appending(end, nowNanos);
        run = Optional.empty();
        awaited = false;
    }

    void confirmed(long next, long end, long nowNanos) {
        durable = Math.max(durable, next);
        if (hasAll(end)) {
            keepsUp = true;
            caughtUpNanos = nowNanos;
        } else if (durable >= markEnd) {
            keepsUp = true;
            caughtUpNanos = Math.max(caughtUpNanos, markNanos);
            long took = nowNanos - markNanos;
            // Whoever still catches up takes much less time with every round.
            isSteady = took >= roundNanos / 2;
            roundNanos = took;
            begin(end, nowNanos);
        }
    }

    boolean hasAll(long end) {
        return run.isPresent() && durable >= end;
    }

    /** It has not had everything since that time. */
    boolean isLate(long end, long sinceNanos) {
        return !hasAll(end) && caughtUpNanos <= sinceNanos;
    }

    /** Whether it would not have to leave soon. */
    boolean isNear(long end, long sinceNanos) {
        return run.isPresent() && keepsUp && !isLate(end, sinceNanos);
    }

    /** Whether it is as near as it will come while the log grows. */
    boolean isSteady() {
        return isSteady;
    }

    /** When it will be late, if it may be behind for so long. */
    long overdueNanos(long lagNanos) {
        return caughtUpNanos + lagNanos;
    }
}
