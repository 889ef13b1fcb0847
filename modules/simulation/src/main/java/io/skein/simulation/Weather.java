package io.skein.simulation;

import io.skein.foundation.Check;

/**
 * How a network treats what is sent over it.
 *
 * @param delayNanosMin the least time a message takes
 * @param delayNanosMean the usual time above that
 * @param delayNanosMax the most, but for the slow ones
 * @param slow how likely a message takes up to {@code slowNanosMax}, and holds up those behind it
 * @param reset how likely a message breaks its connection instead of arriving
 * @param silenceNanosMax how long an end may take to notice that the other no longer answers
 * @param staleNanosMax how late what was on its way may arrive when a connection has broken
 * @param bytesPerSecond how much passes in one direction between two hosts, if their net knows how
 *     long its messages are
 */
public record Weather(
        long delayNanosMin,
        long delayNanosMean,
        long delayNanosMax,
        double slow,
        long slowNanosMax,
        double reset,
        long silenceNanosMax,
        long staleNanosMax,
        long bytesPerSecond) {
    /** As much as comes passes at once. */
    public static final long UNLIMITED = Long.MAX_VALUE;

    private static final long MICRO = 1_000;
    private static final long MILLI = 1_000 * MICRO;
    private static final long SECOND = 1_000 * MILLI;
    private static final long NARROW = 10_000;

    public Weather {
        Check.that(delayNanosMin >= 0 && delayNanosMean >= 0, "no delay is negative");
        Check.ordered(delayNanosMin, delayNanosMax, "the most is not less than the least");
        Check.that(bytesPerSecond > 0, "something passes", bytesPerSecond);
    }

    /** Wide enough for everything. */
    public Weather(
            long delayNanosMin,
            long delayNanosMean,
            long delayNanosMax,
            double slow,
            long slowNanosMax,
            double reset,
            long silenceNanosMax,
            long staleNanosMax) {
        this(
                delayNanosMin,
                delayNanosMean,
                delayNanosMax,
                slow,
                slowNanosMax,
                reset,
                silenceNanosMax,
                staleNanosMax,
                UNLIMITED);
    }

    /** A quick network on which nothing breaks by itself. */
    public static Weather calm() {
        return new Weather(50 * MICRO, 150 * MICRO, 5 * MILLI, 0, 0, 0, 3 * SECOND, SECOND);
    }

    /** One of many networks, from a good one to one that hardly works. */
    public static Weather drawn(Gen gen) {
        return new Weather(
                (10 * MICRO) << gen.between(0, 10),
                (10 * MICRO) << gen.between(0, 13),
                SECOND,
                gen.flag() ? 0 : 1.0 / (1 << gen.between(3, 10)),
                gen.between(SECOND / 10, 30 * SECOND),
                gen.flag() ? 0 : 1.0 / (1 << gen.between(4, 12)),
                gen.between(SECOND, 20 * SECOND),
                gen.between(1, 120 * SECOND),
                gen.flag() ? UNLIMITED : NARROW << gen.between(0, 10));
    }
}
