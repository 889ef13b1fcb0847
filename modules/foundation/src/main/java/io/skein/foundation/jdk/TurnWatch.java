package io.skein.foundation.jdk;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Measures a lane's turns. The lane writes, any thread reads; a turn that hangs shows while it
 * does.
 */
final class TurnWatch {
    private static final long NO_TURN = -1;

    private final AtomicLong startedNanos = new AtomicLong(NO_TURN);
    private final AtomicLong longestNanos = new AtomicLong();

    void begin(long nowNanos) {
        startedNanos.setRelease(nowNanos);
    }

    void end(long nowNanos) {
        long length = nowNanos - startedNanos.getPlain();
        // In this order a long turn may be told twice, but never be missed.
        if (length > longestNanos.get()) longestNanos.set(length);
        startedNanos.set(NO_TURN);
    }

    /** How long the turn under way has lasted; 0 between turns. */
    long underWayNanos(long nowNanos) {
        long started = startedNanos.get();
        return started == NO_TURN ? 0 : Math.max(0, nowNanos - started);
    }

    /** The longest turn, the one under way included, since this was last asked. */
    long takeLongestNanos(long nowNanos) {
        long underWay = underWayNanos(nowNanos);
        return Math.max(longestNanos.getAndSet(0), underWay);
    }
}
