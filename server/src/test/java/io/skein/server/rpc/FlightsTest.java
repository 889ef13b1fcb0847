package io.skein.server.rpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skein.foundation.PartitionId;
import io.skein.foundation.Uuid;
import io.skein.server.rpc.Flights.Flight;
import org.junit.jupiter.api.Test;

/** How long a refusal is kept in mind, by which what was on its way behind it is refused too. */
class FlightsTest {
    private final Flights flights = new Flights();

    private static PartitionId partition(int number) {
        return new PartitionId(new Uuid(1, 1), number);
    }

    private void refused(int partition, int run) {
        Flight one = flights.begin(partition(partition), run);
        one.run().breakOff();
        flights.answered(one);
    }

    /** The refusal has left, and the sender has sent more before it has heard of it. */
    @Test
    void whatWasOnItsWayBehindARefusalIsOfTheSameRun() {
        refused(0, 1);
        Flight late = flights.begin(partition(0), 1);
        assertTrue(late.run().isBroken());
        assertFalse(flights.begin(partition(1), 1).run().isBroken(), "others go on");
        flights.answered(late);
        Flight again = flights.begin(partition(0), 2);
        assertFalse(again.run().isBroken());
        assertSame(again, flights.begin(partition(0), 2));
    }

    @Test
    void whatIsAnsweredWellIsForgotten() {
        Flight one = flights.begin(partition(0), 7);
        flights.begin(partition(0), 7);
        flights.answered(one);
        assertEquals(1, flights.size());
        flights.answered(one);
        assertEquals(0, flights.size());
        assertNotSame(one, flights.begin(partition(0), 7));
    }

    @Test
    void whoCountsNoRunsBeginsAnewOnceAllIsAnswered() {
        refused(0, 0);
        assertEquals(0, flights.size());
        assertFalse(flights.begin(partition(0), 0).run().isBroken());
    }

    @Test
    void noMoreThanSoManyRefusalsAreKeptInMind() {
        Flight open = flights.begin(partition(Flights.KEPT_MAX), 1);
        for (int number = 0; number < Flights.KEPT_MAX - 1; number++) refused(number, 1);
        assertEquals(Flights.KEPT_MAX, flights.size());
        refused(Flights.KEPT_MAX + 1, 1);
        assertEquals(2, flights.size(), "and none of what is under way is lost");
        assertSame(open, flights.begin(partition(Flights.KEPT_MAX), 1));
    }
}
