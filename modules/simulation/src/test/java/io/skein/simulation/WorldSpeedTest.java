package io.skein.simulation;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/**
 * The bare world must be far quicker than what is to run in it, for which 100,000 events a second
 * are asked: measured in processor time, so that a busy machine does not count.
 */
class WorldSpeedTest {
    private static final double EVENTS_PER_SECOND_MIN = 1_000_000;
    private static final long SECOND = 1_000_000_000L;

    @Test
    void theWorldIsNotWhatRunsWaitFor() {
        WorldSpeed.eventsPerSecond(1, 5 * SECOND);
        double best = 0;
        for (int seed = 2; seed < 5; seed++) {
            best = Math.max(best, WorldSpeed.eventsPerSecond(seed, 10 * SECOND));
        }
        assertTrue(best > EVENTS_PER_SECOND_MIN, "events in a second: " + (long) best);
    }
}
