package io.skein.benchmarks;

import java.io.IOException;

/**
 * What two did that took turns of a quarter of a second, so that whatever else the machine does
 * hits both.
 */
record Turns(Round ours, Round bare) {
    static final long ROUND_NANOS = 250_000_000;

    /** One of the two. */
    @FunctionalInterface
    interface Side {
        Round run(long forNanos) throws IOException, InterruptedException;
    }

    /** After one turn each that does not count, for so long together. */
    static Turns take(int seconds, Side ours, Side bare) throws IOException, InterruptedException {
        ours.run(ROUND_NANOS);
        bare.run(ROUND_NANOS);
        Turns all = new Turns(Round.NONE, Round.NONE);
        long rounds = Math.max(1, seconds * 1_000_000_000L / (2 * ROUND_NANOS));
        for (int i = 0; i < rounds; i++) {
            all =
                    new Turns(
                            all.ours.plus(ours.run(ROUND_NANOS)),
                            all.bare.plus(bare.run(ROUND_NANOS)));
        }
        return all;
    }

    /** Puts both speeds, and ours as a multiple of the bare one. */
    void putInto(Result result, String name, double ratioGoal) {
        double ratio = ours.mbPerSecond() / bare.mbPerSecond();
        result.put(name + "_mb_per_s", ours.mbPerSecond())
                .put(name + "_bare_mb_per_s", bare.mbPerSecond())
                .putAtLeast(name + "_ratio", ratio, ratioGoal);
    }
}
