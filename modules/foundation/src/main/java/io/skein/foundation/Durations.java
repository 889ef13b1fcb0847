package io.skein.foundation;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * How long something took, over and over: how many times up to each of some bounds, and all of it
 * together. Of a fixed size. Written by one lane, read by any thread; a reader may see a time
 * counted that is not yet in the sum.
 */
public final class Durations {
    private static final double NANOS = 1e9;

    /** From a quick disk's sync to what no election should take. */
    private static final List<Double> BOUNDS_SECONDS =
            List.of(
                    0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25,
                    0.5, 1.0, 2.5, 5.0, 10.0, 30.0);

    private final AtomicLongArray counts = new AtomicLongArray(BOUNDS_SECONDS.size() + 1);
    private final AtomicLong totalNanos = new AtomicLong();

    /** The bounds in seconds, each included, in order; longer times are counted behind the last. */
    public static List<Double> boundsSeconds() {
        return BOUNDS_SECONDS;
    }

    /** It has taken so long once more; less than nothing counts as nothing. */
    public void note(long nanos) {
        long taken = Math.max(0, nanos);
        int at = 0;
        while (at < BOUNDS_SECONDS.size() && taken > BOUNDS_SECONDS.get(at) * NANOS) at++;
        counts.lazySet(at, counts.get(at) + 1);
        totalNanos.lazySet(totalNanos.get() + taken);
    }

    /** How many times fell between the bound before and the one at that place, or behind all. */
    public long count(int at) {
        return counts.get(at);
    }

    /** All times together. */
    public double sumSeconds() {
        return totalNanos.get() / NANOS;
    }
}
