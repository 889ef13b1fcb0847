package io.skein.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skein.foundation.BrokenInvariant;
import org.junit.jupiter.api.Test;

class SamplesTest {
    private static final long MILLI = 1_000_000;

    @Test
    void percentilesAreMeasuredValues() {
        Samples samples = new Samples(100);
        for (int i = 100; i >= 1; i--) samples.add(i * MILLI);
        assertEquals(50, samples.millisAt(50));
        assertEquals(99, samples.millisAt(99));
        assertEquals(100, samples.millisAt(100));
        assertEquals(1, samples.millisAt(0.5));
    }

    @Test
    void theMedianOfAnEvenNumberIsInTheMiddle() {
        Samples samples = new Samples(8);
        for (int each : new int[] {40, 10, 30, 20}) samples.add(each * MILLI);
        assertEquals(25, samples.medianMillis());
        samples.add(50 * MILLI);
        assertEquals(30, samples.medianMillis());
    }

    @Test
    void oneSampleIsEveryPercentile() {
        Samples samples = new Samples(2);
        samples.add(7 * MILLI);
        assertEquals(7, samples.millisAt(1));
        assertEquals(7, samples.millisAt(99));
    }

    @Test
    void moreThanFitAreThinnedEvenly() {
        Samples samples = new Samples(64);
        int offered = 10_000;
        for (int i = 0; i < offered; i++) samples.add(i * MILLI);
        assertTrue(samples.count() > 16 && samples.count() <= 64, "kept " + samples.count());
        assertEquals(offered / 2.0, samples.millisAt(50), offered * 0.05);
        assertEquals(offered * 0.9, samples.millisAt(90), offered * 0.05);
    }

    @Test
    void nothingHasNoMedian() {
        assertThrows(BrokenInvariant.class, () -> new Samples(2).medianMillis());
    }
}
