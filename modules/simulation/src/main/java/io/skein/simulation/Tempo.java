package io.skein.simulation;

import io.skein.foundation.Check;

/**
 * How fast the machines of a world are and how far their clocks are off. Each delay is drawn anew
 * for every event, from nothing up to the bound given here.
 *
 * @param hopNanosMax from queueing a task on an idle lane until it starts
 * @param timerLateNanosMax by how much a timer may be late
 * @param offloadNanosMax how long an offloaded computation takes
 * @param driftPpmMax by how many parts of a million a clock runs fast or slow
 * @param wallOffsetMillisMax by how much the date of a machine is wrong at the start, either way
 */
public record Tempo(
        long hopNanosMax,
        long timerLateNanosMax,
        long offloadNanosMax,
        int driftPpmMax,
        long wallOffsetMillisMax) {
    private static final int DRIFT_PPM_MAX = 50_000;

    public Tempo {
        Check.that(
                hopNanosMax >= 0 && timerLateNanosMax >= 0 && offloadNanosMax >= 0,
                "no delay is negative");
        Check.that(
                driftPpmMax >= 0 && driftPpmMax <= DRIFT_PPM_MAX, "clocks are 5 % off at the most");
    }

    /** Quick machines with exact clocks. */
    public static Tempo calm() {
        return new Tempo(5_000, 100_000, 1_000_000, 0, 0);
    }

    /** One of many tempos: hops from a microsecond to a millisecond, clocks right to 5 % off. */
    public static Tempo drawn(Gen gen) {
        return new Tempo(
                1_000L << gen.between(0, 10),
                10_000L << gen.between(0, 10),
                100_000L << gen.between(0, 10),
                gen.flag() ? 0 : gen.between(1, DRIFT_PPM_MAX),
                gen.flag() ? 0 : gen.between(1, 60_000));
    }
}
