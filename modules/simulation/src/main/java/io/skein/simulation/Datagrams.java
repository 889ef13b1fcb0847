package io.skein.simulation;

import io.skein.foundation.Check;

/**
 * How single messages fare on connections that promise nothing about them, which is worse than any
 * real transport: a core that stands this leans on no promise but its own.
 *
 * @param lost how likely a message never arrives
 * @param doubled how likely it arrives twice, the second time up to {@code lateNanosMax} later
 * @param late how likely it is up to {@code lateNanosMax} late, and overtaken by those behind it
 */
public record Datagrams(double lost, double doubled, double late, long lateNanosMax) {
    private static final long LATE_NANOS_MAX = 30_000_000_000L;

    public Datagrams {
        Check.that(lost < 1, "something arrives");
        Check.that(lateNanosMax >= 0, "no delay is negative", lateNanosMax);
    }

    /** Any of them, up to every third lost and every second doubled. */
    public static Datagrams drawn(Gen gen) {
        return new Datagrams(
                drawnChance(gen, 40),
                drawnChance(gen, 50),
                drawnChance(gen, 50),
                gen.skewed(LATE_NANOS_MAX / 30, LATE_NANOS_MAX));
    }

    private static double drawnChance(Gen gen, int percentMax) {
        return gen.flag() ? 0 : gen.between(1, percentMax) / 100.0;
    }
}
