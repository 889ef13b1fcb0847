package io.skein.benchmarks;

import io.skein.foundation.Check;
import java.util.Arrays;

/**
 * Measured durations, at most {@code countMax} of them: when that many are there, every second one
 * goes, and from then on only every second one is taken. One thread's.
 */
final class Samples {
    private final long[] nanos;
    private int count;
    private long stride = 1;
    private long offered;

    Samples(int countMax) {
        Check.that(countMax >= 2, "there is something to keep", countMax);
        this.nanos = new long[countMax];
    }

    void add(long sampleNanos) {
        if (offered++ % stride != 0) return;
        if (count == nanos.length) {
            thin();
            // What would now fall between two that were kept goes the same way.
            if ((offered - 1) % stride != 0) return;
        }
        nanos[count++] = sampleNanos;
    }

    private void thin() {
        int kept = 0;
        for (int i = 0; i < count; i += 2) nanos[kept++] = nanos[i];
        count = kept;
        stride *= 2;
    }

    int count() {
        return count;
    }

    /** The least sample that is not below {@code percent} of all; 50 is the median. */
    double millisAt(double percent) {
        Check.that(count > 0, "something was measured");
        Check.that(percent > 0 && percent <= 100, "a part of all");
        long[] sorted = Arrays.copyOf(nanos, count);
        Arrays.sort(sorted);
        int rank = (int) Math.ceil(percent / 100 * count);
        return sorted[Math.max(0, rank - 1)] / 1e6;
    }

    /** The middle one, or the mean of the two in the middle. */
    double medianMillis() {
        Check.that(count > 0, "something was measured");
        long[] sorted = Arrays.copyOf(nanos, count);
        Arrays.sort(sorted);
        return (sorted[(count - 1) / 2] + sorted[count / 2]) / 2e6;
    }
}
