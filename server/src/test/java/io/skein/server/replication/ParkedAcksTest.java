package io.skein.server.replication;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.skein.foundation.BrokenInvariant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ParkedAcksTest {
    private final ParkedAcks<String> acks = new ParkedAcks<>();
    private final List<String> heard = new ArrayList<>();

    @Test
    void areReleasedInOrderAndOnlyUpToWhatIsReached() {
        acks.park(5, "a");
        acks.park(5, "b");
        acks.park(9, "c");
        acks.release(4, heard::add);
        assertEquals(List.of(), heard);
        acks.release(8, heard::add);
        assertEquals(List.of("a", "b"), heard);
        acks.release(9, heard::add);
        assertEquals(List.of("a", "b", "c"), heard);
        assertEquals(0, acks.size());
    }

    @Test
    void thoseBehindACutAreAbandonedAndTheRestStays() {
        acks.park(5, "kept");
        acks.park(9, "cut");
        acks.abandonAfter(5, heard::add);
        assertEquals(List.of("cut"), heard);
        // The offsets behind the cut are given again.
        acks.park(7, "again");
        acks.release(7, heard::add);
        assertEquals(List.of("cut", "kept", "again"), heard);
    }

    @Test
    void whoAsksAgainWaitsAmongTheOthers() {
        acks.park(5, "a");
        acks.park(9, "c");
        acks.parkAmong(5, "a again");
        acks.parkAmong(7, "b again");
        acks.parkAmong(12, "before all this");
        acks.release(5, heard::add);
        assertEquals(List.of("a", "a again"), heard);
        acks.abandonAfter(7, heard::add);
        assertEquals(List.of("a", "a again", "c", "before all this"), heard);
        acks.release(7, heard::add);
        assertEquals("b again", heard.getLast());
    }

    @Test
    void whatIsOutOfOrderIsABugOfOurs() {
        acks.park(9, "later");
        assertThrows(BrokenInvariant.class, () -> acks.park(8, "earlier"));
    }

    @Test
    void anAckParkedWhileOthersAreReleasedWaits() {
        acks.park(5, "first");
        acks.release(
                5,
                ack -> {
                    heard.add(ack);
                    acks.park(6, "next");
                });
        assertEquals(List.of("first"), heard);
        assertEquals(1, acks.size());
    }
}
