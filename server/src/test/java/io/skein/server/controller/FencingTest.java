package io.skein.server.controller;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Whom a controller trusts, and for how long. */
class FencingTest {
    private static final long MILLI = 1_000_000;
    private static final long SECOND = 1_000 * MILLI;

    private final OneController one = new OneController(99);

    private void joined(int... nodes) {
        for (int node : nodes) one.join(node);
        one.heard.clear();
    }

    @Test
    void whoStartsIsTrustedOnceItKnowsAll() {
        one.register(2, 1);
        assertTrue(one.isFenced(2));
        one.beat(2, 1, -1);
        assertTrue(one.isFenced(2), "it knows nothing yet");
        one.beat(2, 1, one.image().offset());
        assertFalse(one.isFenced(2));
    }

    @Test
    void whoIsHeardStaysTrusted() {
        joined(1, 2);
        for (int i = 0; i < 20; i++) {
            one.pass(SECOND / 2);
            one.beat(2, 1, 99);
        }
        assertFalse(one.isFenced(2));
    }

    @Test
    void whoFallsSilentIsFencedOnce() {
        joined(1, 2, 3);
        one.pass(2 * SECOND);
        one.beat(3, 1, 99);
        one.pass(2 * SECOND);
        assertTrue(one.isFenced(2));
        assertFalse(one.isFenced(3));
        assertFalse(one.isFenced(1), "who hears this is there");
        assertEquals(List.of("beat done", "fenced 2"), one.heard);
        one.beat(2, 1, 99);
        assertFalse(one.isFenced(2), "it is heard again");
        one.pass(4 * SECOND);
        assertTrue(one.isFenced(2), "and silent again");
    }

    @Test
    void whoseConnectionClosesIsFencedSooner() {
        joined(1, 2, 3);
        one.lost(2);
        one.pass(200 * MILLI);
        assertFalse(one.isFenced(2));
        one.pass(200 * MILLI);
        assertTrue(one.isFenced(2));
        assertFalse(one.isFenced(3));
        one.lost(9);
        assertEquals(List.of("fenced 2"), one.heard);
    }

    @Test
    void fencedIsWhoIsFencedByAnAgreedRecord() {
        joined(1, 2);
        one.pass(2 * SECOND);
        one.log.hold();
        one.pass(3 * SECOND / 2);
        assertFalse(one.isFenced(2), "nothing is agreed on");
        assertEquals(List.of(), one.heard);
        one.onLane(one.log::release);
        assertTrue(one.isFenced(2));
    }

    @Test
    void aSecondProcessWaitsForTheFirst() {
        joined(1, 2);
        one.register(2, 7);
        one.beat(2, 7, 99);
        assertEquals(
                List.of("register UNAVAILABLE DEFINITE", "beat UNAVAILABLE DEFINITE"), one.heard);
        one.lost(2);
        one.register(2, 7);
        assertEquals("register done", one.heard.getLast());
        assertTrue(one.isFenced(2));
        one.beat(2, 1, 99);
        assertEquals("beat UNAVAILABLE DEFINITE", one.heard.getLast());
    }

    @Test
    void nobodyTakesThePlaceOfWhoDecides() {
        joined(1);
        one.register(1, 7);
        assertEquals(List.of("register UNAVAILABLE DEFINITE"), one.heard);
        assertFalse(one.isFenced(1));
    }
}
