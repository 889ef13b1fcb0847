package io.skein.server.broker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skein.simulation.SimClock;
import io.skein.simulation.Tempo;
import io.skein.simulation.World;
import org.junit.jupiter.api.Test;

class DeletionClockTest {
    private static final long MINUTE_NANOS = 60_000_000_000L;
    private static final long HOUR_MILLIS = 3_600_000L;
    private static final long YEAR_MILLIS = 365 * 24 * HOUR_MILLIS;

    private final World world = new World(1, Tempo.calm());
    private final SimClock real = world.host("a").clock();
    private final DeletionClock clock = new DeletionClock(real);

    /** Asks every minute, as the looks through the logs do. */
    private long after(int minutes) {
        for (int i = 0; i < minutes; i++) {
            world.runFor(MINUTE_NANOS);
            clock.millis();
        }
        return clock.millis();
    }

    private void assertClose(long expected, long found, String what) {
        assertTrue(Math.abs(expected - found) < 10_000, what + ": " + (found - expected) + " ms");
    }

    @Test
    void isTheDateAsLongAsThatGoesOnSteadily() {
        assertEquals(real.wallMillis(), clock.millis());
        after(600);
        assertClose(real.wallMillis(), clock.millis(), "after ten hours");
        real.jumpWall(120_000);
        assertClose(real.wallMillis(), clock.millis(), "two minutes are put right at once");
    }

    @Test
    void aJumpAheadIsBelievedWhenItHasHeldForAnHour() {
        long before = after(10);
        real.jumpWall(10 * YEAR_MILLIS);
        assertClose(before, clock.millis(), "right after it");
        assertClose(before + 50 * 60_000, after(50), "time goes on meanwhile");
        after(15);
        assertClose(real.wallMillis(), clock.millis(), "and then it is believed");
        after(60);
        assertClose(real.wallMillis(), clock.millis(), "for good");
    }

    @Test
    void aJumpThatIsTakenBackHasNoConsequence() {
        long before = after(10);
        real.jumpWall(10 * YEAR_MILLIS);
        after(50);
        real.jumpWall(-10 * YEAR_MILLIS);
        assertClose(before + 50 * 60_000, clock.millis(), "as if nothing had been");
        after(600);
        assertClose(real.wallMillis(), clock.millis(), "and later");
    }

    @Test
    void aDateThatGoesOnJumpingIsNeverBelieved() {
        long before = after(10);
        for (int i = 0; i < 10; i++) {
            real.jumpWall(YEAR_MILLIS);
            after(50);
        }
        assertClose(before + 500 * 60_000, clock.millis(), "after ten jumps");
    }

    @Test
    void aDateThatIsSetBackIsBelievedAtOnce() {
        after(10);
        real.jumpWall(-YEAR_MILLIS);
        assertClose(real.wallMillis(), clock.millis(), "right after it");
    }
}
