package io.skein.server.controller;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skein.server.controller.plan.StoppingPlans;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** How a controller lets nodes go. */
class DeparturesTest {
    private static final long MILLI = 1_000_000;
    private static final int BATCHES = 3;

    private final OneController one = new OneController(99);

    /** So many partitions of two replicas each, half of which each of the nodes 1 and 2 leads. */
    private void twoNodes(int partitions) {
        one.join(1);
        one.join(2);
        one.create("lines", OptionalInt.of(partitions), OptionalInt.of(2));
        assertEquals(partitions / 2, one.ledBy(2));
        one.heard.clear();
    }

    @Test
    void allThatItLeadsIsHandedOverWithoutAskingAgain() {
        int led = BATCHES * StoppingPlans.HANDED_OVER_MAX - 1;
        twoNodes(2 * led);
        one.drain(2);
        assertEquals(led, one.ledBy(2), "what it has taken has to be agreed first");
        one.pass(50 * MILLI);
        assertEquals(led - StoppingPlans.HANDED_OVER_MAX, one.ledBy(2), "not all at once");
        // Who asks again and again hurries nothing, and holds nothing up.
        for (int i = 0; i < 10; i++) one.drain(2);
        assertEquals(0, one.ledBy(2));
        assertEquals(2 * led, one.ledBy(1));
        assertFalse(one.isFenced(2), "it has not gone yet");
    }

    @Test
    void whatComesToItLaterIsHandedOverToo() {
        twoNodes(2);
        one.drain(2);
        one.pass(100 * MILLI);
        assertEquals(0, one.ledBy(2));
        one.drain(1);
        one.create("more", OptionalInt.of(4), OptionalInt.of(2));
        assertEquals(2, one.ledBy(2), "somebody has to lead");
        one.stay(1);
        one.pass(400 * MILLI);
        assertEquals(0, one.ledBy(2));
        assertEquals(List.of("drain done", "drain done", "more done", "stay done"), one.heard);
    }

    @Test
    void whoLeavesIsFencedAtOnceAndNotTrustedByWhatItSaidBefore() {
        twoNodes(2);
        one.leave(2, 1);
        assertTrue(one.isFenced(2));
        assertEquals(0, one.ledBy(2));
        one.beat(2, 1, 99);
        assertTrue(one.isFenced(2), "that was said before");
        one.lost(2);
        one.pass(4_000 * MILLI);
        assertEquals(List.of("leave done", "beat done"), one.heard, "nobody missed it");
        one.register(2, 2);
        one.beat(2, 2, 99);
        assertFalse(one.isFenced(2), "another run of it is another matter");
    }

    @Test
    void onlyTheRunThatIsThereCanLeave() {
        twoNodes(2);
        one.leave(2, 7);
        assertEquals(List.of("leave UNAVAILABLE DEFINITE"), one.heard);
        assertFalse(one.isFenced(2));
    }
}
