package io.skein.simulation;

import io.skein.foundation.Check;
import io.skein.foundation.world.Clock;

/**
 * The clock of one machine: its nanos run a little fast or slow, its date may be wrong and jump.
 * Nanos never run backwards while a process lives; each process sees them begin anew somewhere.
 */
public final class SimClock implements Clock {
    private static final long START_MILLIS = 1_767_225_600_000L;
    private static final long MILLION = 1_000_000;
    private static final long ORIGIN_NANOS_MAX = 10L * 86_400 * 1_000 * MILLION;

    private final World world;
    private final Gen gen;
    private long driftPpm;
    private long sinceNanos;
    private long localNanos;
    private long wallOffsetMillis;

    SimClock(World world, Gen gen) {
        this.world = world;
        this.gen = gen;
        Tempo tempo = world.tempo();
        driftPpm = gen.between(-tempo.driftPpmMax(), tempo.driftPpmMax());
        wallOffsetMillis = gen.between(-tempo.wallOffsetMillisMax(), tempo.wallOffsetMillisMax());
        reboot();
    }

    @Override
    public long nanos() {
        long elapsed = world.nowNanos() - sinceNanos;
        return localNanos + elapsed + scaled(elapsed);
    }

    @Override
    public long wallMillis() {
        return START_MILLIS + world.nowNanos() / MILLION + wallOffsetMillis;
    }

    /** From now on a million nanoseconds of the world are so many more, or fewer, here. */
    public void drift(long ppm) {
        Check.that(Math.abs(ppm) <= MILLION / 2, "a clock does not stand still", ppm);
        localNanos = nanos();
        sinceNanos = world.nowNanos();
        driftPpm = ppm;
    }

    /** Sets the date forward or back. */
    public void jumpWall(long millis) {
        wallOffsetMillis += millis;
    }

    /** A new process sees nanos that have nothing to do with those before. */
    void reboot() {
        sinceNanos = world.nowNanos();
        localNanos = gen.between(1, ORIGIN_NANOS_MAX);
    }

    /** How long the world has to wait until this clock has gone on by {@code nanos}, roughly. */
    long worldNanos(long nanos) {
        long rate = MILLION + driftPpm;
        return nanos - (nanos / rate) * driftPpm - (nanos % rate) * driftPpm / rate + 1;
    }

    private long scaled(long elapsed) {
        return (elapsed / MILLION) * driftPpm + (elapsed % MILLION) * driftPpm / MILLION;
    }
}
