package io.skein.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What a network may do beyond the contract that all transports share: break, hold up, cut off. */
class SimNetTest {
    private static final long SECOND = 1_000_000_000L;

    @Test
    void aResetLosesASuffixAndNothingElse() {
        TreeSet<Integer> counts = new TreeSet<>();
        for (int seed = 0; seed < 60; seed++) {
            Pair pair = new Pair(seed);
            pair.dial();
            pair.send(1, 5);
            pair.world.runFor(200_000);
            pair.world.links().reset("c1", "n1");
            pair.world.runFor(10 * SECOND);
            assertEquals(pair.sent(pair.arrived.size()), pair.arrived);
            counts.add(pair.arrived.size());
            assertEquals(1, pair.clientClosed.size());
        }
        assertEquals(0, counts.first(), "sometimes all of it");
        assertEquals(5, counts.last(), "sometimes nothing");
        assertTrue(counts.size() > 3, counts.toString());
    }

    @Test
    void aBlockedLinkHoldsMessagesUntilItHeals() {
        Pair pair = new Pair(1);
        pair.dial();
        pair.world.runFor(SECOND);
        pair.world.links().block("c1", "n1");
        pair.send(1, 5);
        pair.world.runFor(SECOND / 10);
        assertEquals(List.of(), pair.arrived);
        pair.world.links().heal("n1", "c1");
        pair.world.runFor(SECOND / 10);
        assertEquals(pair.sent(5), pair.arrived);
        pair.world.runFor(60 * SECOND);
        assertEquals(List.of(), pair.clientClosed, "the connection outlived a short block");
    }

    @Test
    void aLongBlockEndsTheConnectionAtEachEndInItsOwnTime() {
        int halfOpen = 0;
        for (int seed = 0; seed < 20; seed++) {
            Pair pair = new Pair(seed);
            pair.dial();
            pair.world.runFor(SECOND);
            pair.world.links().cut("c1", "n1");
            assertTrue(
                    pair.world.runUntil(
                            () -> pair.clientClosed.size() + pair.nodeClosed.size() == 1,
                            60 * SECOND));
            if (pair.nodeClosed.isEmpty()) halfOpen++;
            pair.world.runFor(60 * SECOND);
            assertEquals(1, pair.clientClosed.size());
            assertEquals(1, pair.nodeClosed.size());
        }
        assertTrue(halfOpen > 0 && halfOpen < 20, "either may be the first: " + halfOpen);
    }

    @Test
    void aCallOverABlockedLinkIsGivenUp() {
        Pair pair = new Pair(1);
        pair.world.links().block("c1", "n1");
        pair.dial();
        pair.world.runFor(10 * SECOND);
        assertEquals(List.of("timed out"), pair.clientClosed);
        assertEquals(List.of(), pair.callers, "nobody was called");
    }

    @Test
    void aSilenceThatEndedInTimeIsForgotten() {
        for (int seed = 0; seed < 20; seed++) {
            Pair pair = new Pair(seed);
            pair.dial();
            pair.world.runFor(SECOND);
            // Noticed after 0.3 to 3 seconds each time: never, if each time counts for itself.
            for (int i = 0; i < 40; i++) {
                pair.world.links().cut("c1", "n1");
                pair.world.runFor(SECOND / 4);
                pair.world.links().heal("c1", "n1");
                pair.world.runFor(SECOND / 100);
            }
            pair.send(1, 5);
            pair.world.runFor(SECOND);
            assertEquals(pair.sent(5), pair.arrived);
        }
    }

    @Test
    void whatOneSideGaveUpMayStillReachTheOther() {
        int stale = 0;
        for (int seed = 0; seed < 40; seed++) {
            Pair pair = new Pair(seed);
            pair.dial();
            pair.world.runFor(SECOND);
            pair.world.links().block("c1", "n1");
            pair.send(1, 3);
            pair.clientLane.post(() -> pair.connections.getLast().close());
            pair.world.runFor(SECOND / 20);
            assertEquals(1, pair.clientClosed.size());
            assertEquals(List.of(), pair.arrived);
            pair.world.links().healAll();
            pair.world.runFor(10 * SECOND);
            if (!pair.arrived.isEmpty()) stale++;
            assertEquals(1, pair.nodeClosed.size());
        }
        assertTrue(stale > 5, "stale messages arrive: " + stale);
    }

    @Test
    void peersLearnOfADeath() {
        for (int seed = 0; seed < 10; seed++) {
            for (Death how : Death.values()) {
                Pair pair = new Pair(seed);
                pair.dial();
                pair.world.runFor(SECOND);
                pair.node.die(how);
                pair.world.runFor(10 * SECOND);
                assertEquals(List.of("peer died"), pair.clientClosed);
                pair.dial();
                pair.world.runFor(10 * SECOND);
                assertEquals(2, pair.clientClosed.size(), "and nobody answers now");
            }
        }
    }

    @Test
    void aSlowReaderMakesTheSenderWait() {
        Pair pair = new Pair(2);
        pair.dial();
        pair.world.runFor(SECOND);
        pair.node.pause(10 * SECOND);
        pair.send(1, 8);
        pair.world.runFor(SECOND);
        List<Boolean> writable = new ArrayList<>();
        pair.clientLane.post(() -> writable.add(pair.connections.getLast().writable()));
        pair.world.runFor(SECOND);
        assertEquals(List.of(false), writable);
        pair.world.runFor(10 * SECOND);
        pair.clientLane.post(() -> writable.add(pair.connections.getLast().writable()));
        pair.world.runFor(SECOND);
        assertEquals(List.of(false, true), writable);
    }

    @Test
    void aMessageOfAKindCanBreakItsConnection() {
        Pair pair = new Pair(3);
        pair.net.filter(
                "threes from c1",
                (route, message) ->
                        route.from().equals("c1") && message == 3
                                ? new Treatment.Dropped()
                                : new Treatment.Usual());
        pair.dial();
        pair.send(1, 5);
        pair.world.runFor(10 * SECOND);
        assertFalse(pair.arrived.contains(3));
        assertEquals(1, pair.clientClosed.size());
        assertEquals(1, pair.nodeClosed.size());
    }
}
