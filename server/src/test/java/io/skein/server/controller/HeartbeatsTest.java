package io.skein.server.controller;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** In milliseconds, as if they were nanoseconds: 3,000 of silence, 300 once closed, 200 late. */
class HeartbeatsTest {
    private final Heartbeats heartbeats = new Heartbeats(new Heartbeats.Times(3_000, 300, 200));

    private void expect(int nodes) {
        for (int node = 1; node <= nodes; node++) heartbeats.expect(node, 0);
    }

    private static List<Integer> nobody() {
        return List.of();
    }

    private void allHeard(int nodes, long now) {
        for (int node = 1; node <= nodes; node++) heartbeats.heard(node, now);
    }

    @Test
    void nobodyIsLookedAfterBeforeAnybodyIsExpected() {
        assertEquals(OptionalLong.empty(), heartbeats.nextLookNanos());
        heartbeats.heard(1, 5);
        heartbeats.closed(1, 5);
        assertEquals(OptionalLong.empty(), heartbeats.nextLookNanos());
        assertEquals(nobody(), heartbeats.silent(10_000));
    }

    @Test
    void whoIsNeverHeardIsSilent() {
        expect(2);
        heartbeats.heard(2, 1_000);
        assertEquals(OptionalLong.of(3_000), heartbeats.nextLookNanos());
        assertEquals(nobody(), heartbeats.silent(2_999));
        assertEquals(List.of(1), heartbeats.silent(3_000));
        heartbeats.forget(1);
        assertEquals(OptionalLong.of(4_000), heartbeats.nextLookNanos());
    }

    @Test
    void aClosedConnectionTellsSooner() {
        expect(3);
        allHeard(3, 1_000);
        heartbeats.closed(2, 1_100);
        heartbeats.closed(2, 1_300);
        assertEquals(OptionalLong.of(1_400), heartbeats.nextLookNanos());
        assertEquals(List.of(2), heartbeats.silent(1_400));
    }

    @Test
    void whoIsHeardAgainIsForgiven() {
        expect(3);
        heartbeats.closed(2, 1_000);
        heartbeats.heard(2, 1_200);
        assertEquals(nobody(), heartbeats.silent(1_300));
        assertEquals(OptionalLong.of(3_000), heartbeats.nextLookNanos());
    }

    @Test
    void manyThatCloseTogetherAreNotBelievedAtOnce() {
        expect(3);
        allHeard(3, 1_000);
        heartbeats.closed(2, 1_000);
        heartbeats.closed(3, 1_010);
        assertEquals(nobody(), heartbeats.silent(1_400));
        assertEquals(OptionalLong.of(4_000), heartbeats.nextLookNanos());
        heartbeats.heard(1, 3_900);
        assertEquals(List.of(2), heartbeats.silent(4_005));
        assertEquals(List.of(2, 3), heartbeats.silent(4_010));
    }

    @Test
    void halfOfThemIsNotMany() {
        expect(2);
        heartbeats.closed(2, 1_000);
        assertEquals(List.of(2), heartbeats.silent(1_300));
    }

    /** Whoever has been heard is there, whatever else was tried in vain. */
    @Test
    void whoCannotBeReachedIsMissedSoonerUnlessItIsHeard() {
        expect(3);
        heartbeats.heard(2, 100);
        heartbeats.unreachable(1, 200, 200);
        heartbeats.unreachable(2, 200, 200);
        heartbeats.unreachable(9, 200, 200);
        assertEquals(OptionalLong.of(500), heartbeats.nextLookNanos());
        assertEquals(List.of(1), heartbeats.silent(500));
    }

    /** As the leader before, whose end brought this leadership about. */
    @Test
    void whoWasLostBeforeIsMissedByThat() {
        expect(3);
        heartbeats.unreachable(1, 100, 250);
        assertEquals(nobody(), heartbeats.silent(399));
        assertEquals(List.of(1), heartbeats.silent(400));
    }

    @Test
    void whoWasLostLongAgoIsMissedAtOnceAndNotLate() {
        expect(3);
        heartbeats.unreachable(1, 100, 2_000);
        assertEquals(OptionalLong.of(2_000), heartbeats.nextLookNanos());
        assertEquals(List.of(1), heartbeats.silent(2_001));
    }

    @Test
    void aControllerThatStoodStillListensFirst() {
        expect(2);
        assertEquals(nobody(), heartbeats.silent(9_000), "it was to look at 3,000");
        assertEquals(OptionalLong.of(9_300), heartbeats.nextLookNanos());
        heartbeats.heard(2, 9_100);
        assertEquals(nobody(), heartbeats.silent(9_299));
        assertEquals(List.of(1), heartbeats.silent(9_300));
    }

    @Test
    void andAgainIfItStoodStillAgain() {
        expect(1);
        assertEquals(nobody(), heartbeats.silent(9_000));
        assertEquals(nobody(), heartbeats.silent(20_000));
        assertEquals(List.of(1), heartbeats.silent(20_300));
    }
}
