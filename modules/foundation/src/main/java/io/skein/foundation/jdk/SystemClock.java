package io.skein.foundation.jdk;

import io.skein.foundation.world.Clock;

/**
 * The machine's clocks. {@link #nanos()} counts from the start of the process, so that all
 * instances agree and deadlines many years away cannot overflow.
 */
public final class SystemClock implements Clock {
    private static final long ORIGIN_NANOS = System.nanoTime();

    @Override
    public long nanos() {
        return System.nanoTime() - ORIGIN_NANOS;
    }

    @Override
    public long wallMillis() {
        return System.currentTimeMillis();
    }
}
