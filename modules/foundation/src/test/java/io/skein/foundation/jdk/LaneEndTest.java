package io.skein.foundation.jdk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skein.foundation.BrokenInvariant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
final class LaneEndTest {
    private final LaneRig rig = new LaneRig();

    @AfterEach
    void stop() throws Exception {
        rig.stop();
    }

    @Test
    void aTaskThatThrowsStopsTheLaneAndTellsTheHost() {
        ThreadLane lane = rig.host.lane("broken", 10);
        IllegalStateException bug = new IllegalStateException("bug");
        CountDownLatch gate = LaneRig.hold(lane);
        lane.post(() -> {
            throw bug;
        });
        lane.post(rig.note("after the bug"));
        gate.countDown();
        assertEquals("t/broken", rig.failure.join().lane());
        assertSame(bug, rig.failure.join().cause());
        assertFalse(lane.post(rig.note("refused")));
        assertEquals(List.of(), rig.trace);
    }

    @Test
    void offloadedWorkRunsElsewhereAndAnswersHere() {
        ThreadLane lane = rig.host.lane("offload", 10);
        CompletableFuture<List<String>> threads = new CompletableFuture<>();
        Supplier<String> threadName = () -> Thread.currentThread().getName();
        lane.post(() ->
                lane.offload(
                        threadName, there -> threads.complete(List.of(there, threadName.get()))));
        assertTrue(threads.join().get(0).startsWith("t/offload-"));
        assertEquals("t/offload", threads.join().get(1));
    }

    @Test
    void offloadedWorkThatThrowsStopsTheLane() {
        ThreadLane lane = rig.host.lane("offload", 10);
        Supplier<String> broken =
                () -> {
                    throw new IllegalStateException("bug");
                };
        lane.post(() -> lane.offload(broken, rig.trace::add));
        assertTrue(rig.failure.join().cause() instanceof BrokenInvariant);
        assertTrue(String.valueOf(rig.failure.join().cause().getCause()).endsWith("bug"));
    }

    @Test
    void stoppingEndsTheTurnAndDropsTheRest() throws Exception {
        ThreadLane lane = rig.host.lane("stopped", 10);
        CountDownLatch gate = LaneRig.hold(lane);
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch inTurn = new CountDownLatch(1);
        lane.post(() -> {
            begun.countDown();
            LaneRig.await(inTurn);
        });
        lane.post(rig.note("same turn"));
        lane.onTurnEnd(rig.note("hook"));
        gate.countDown();
        LaneRig.await(begun);
        lane.post(rig.note("next turn"));
        lane.stop();
        lane.stop();
        assertFalse(lane.post(rig.note("refused")));
        lane.answer(rig.note("dropped"));
        inTurn.countDown();
        assertTrue(lane.join(LaneRig.LONG_NANOS));
        assertEquals(
                List.of("same turn", "hook"),
                List.copyOf(rig.trace).subList(rig.trace.size() - 2, rig.trace.size()));
        assertFalse(rig.failure.isDone());
    }

    @Test
    void onlyTheOwnerMaySetTimersAndOffload() {
        ThreadLane lane = rig.host.lane("owned", 10);
        assertThrows(BrokenInvariant.class, () -> lane.after(1, rig.note("never")));
        assertThrows(BrokenInvariant.class, () -> lane.offload(() -> "x", rig.trace::add));
    }

    @Test
    void twoLanesCannotHaveOneName() {
        rig.host.lane("twin", 1);
        assertThrows(BrokenInvariant.class, () -> rig.host.lane("twin", 1));
    }

    @Test
    void aHostStopsTheYoungestLaneFirst() throws Exception {
        ConcurrentLinkedQueue<String> ended = new ConcurrentLinkedQueue<>();
        ThreadLane older = rig.host.lane("older", 10);
        ThreadLane younger = rig.host.lane("younger", 10);
        CountDownLatch begun = new CountDownLatch(1);
        younger.post(() -> {
            begun.countDown();
            // Could only be refused if the older one had been stopped before this one ended.
            LaneRig.eventually(() -> !younger.post(() -> {}));
            ended.add("younger; older takes work: " + older.post(() -> {}));
        });
        LaneRig.await(begun);
        assertTrue(rig.host.stop(LaneRig.LONG_NANOS));
        assertEquals(List.of("younger; older takes work: true"), List.copyOf(ended));
        assertThrows(BrokenInvariant.class, () -> rig.host.lane("too late", 1));
    }
}
