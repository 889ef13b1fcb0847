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
    private Strobe strobe = new Strobe(0, 1, 0);

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
        long nowNanos = world.nowNanos();
        return START_MILLIS + nowNanos / MILLION + wallOffsetMillis + strobe.millis(nowNanos);
    }

    /** From now on a million nanoseconds of the world are so many more, or fewer, here. */
    public void drift(long ppm) {
        Check.that(Math.abs(ppm) <= MILLION / 2, "a clock does not stand still", ppm);
        localNanos = nanos();
        sinceNanos = world.nowNanos();
        driftPpm = ppm;
        world.met("clock drift");
    }

    /** Sets the date forward or back. */
    public void jumpWall(long millis) {
        wallOffsetMillis += millis;
        world.met("date jump");
    }

    /** For so long the date jumps so far and back, once in each of two periods of this length. */
    public void strobe(long millis, long periodNanos, long nanos) {
        Check.that(periodNanos > 0, "a jump takes time", periodNanos);
        strobe = new Strobe(millis, periodNanos, world.nowNanos() + nanos);
        world.met("date strobe");
    }

    /** A date that jumps to and fro until a time. */
    private record Strobe(long millis, long periodNanos, long untilNanos) {
        long millis(long nowNanos) {
            if (nowNanos >= untilNanos) return 0;
            return ((untilNanos - nowNanos - 1) / periodNanos) % 2 == 0 ? millis : 0;
        }
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
