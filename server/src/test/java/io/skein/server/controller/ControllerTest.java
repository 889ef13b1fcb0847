package io.skein.server.controller;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/** No answer of a leader speaks of what is not committed, and no plan builds on what never is. */
class ControllerTest {
    private static OneController active(int waitingMax) {
        OneController one = new OneController(waitingMax);
        one.join(1);
        assertEquals(List.of("register done", "beat done"), one.heard);
        one.heard.clear();
        return one;
    }

    @Test
    void whatTheQuorumRefusedNeverHappened() {
        OneController one = active(1);
        one.log.hold();
        one.create("first");
        one.create("second");
        assertEquals(List.of("second OVERLOADED DEFINITE"), one.heard);
        one.onLane(one.log::release);
        one.create("second");
        one.create("second");
        assertEquals(
                List.of(
                        "second OVERLOADED DEFINITE",
                        "first done",
                        "second done",
                        "second TOPIC_EXISTS DEFINITE"),
                one.heard);
    }

    /** "It exists" tells of a topic; said before that is committed, it may never have been true. */
    @Test
    void anAnswerThatWritesNothingWaitsForWhatItTellsOf() {
        OneController one = active(9);
        one.log.hold();
        one.create("lines");
        one.create("lines");
        assertEquals(List.of(), one.heard);
        one.onLane(one.log::release);
        assertEquals(List.of("lines done", "lines TOPIC_EXISTS DEFINITE"), one.heard);
    }

    @Test
    void whoeverDoesNotLeadAnyMoreTellsNothingOfIt() {
        OneController one = active(9);
        one.log.hold();
        one.create("lines");
        one.create("lines");
        one.stop();
        assertEquals(List.of("lines UNAVAILABLE UNKNOWN", "lines UNAVAILABLE UNKNOWN"), one.heard);
    }
}
