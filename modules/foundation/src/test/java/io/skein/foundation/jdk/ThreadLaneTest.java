package io.skein.foundation.jdk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
final class ThreadLaneTest {
    private final LaneRig rig = new LaneRig();

    @AfterEach
    void stop() throws Exception {
        rig.stop();
    }

    @Test
    void aFullMailboxRefusesWorkButTakesAnswers() {
        ThreadLane lane = rig.host.lane("full", 3);
        CountDownLatch gate = LaneRig.hold(lane);
        assertTrue(lane.post(rig.note("a")));
        assertTrue(lane.post(rig.note("b")));
        assertTrue(lane.post(rig.note("c")));
        assertFalse(lane.post(rig.note("refused")));
        lane.answer(rig.note("answer"));
        assertFalse(lane.post(rig.note("refused too")));
        assertEquals(4, lane.figures().waiting());
        gate.countDown();
        LaneRig.drain(lane);
        assertEquals(List.of("a", "b", "c", "answer"), rig.trace);
    }

    @Test
    void whatWasTakenIntoATurnStillWaitsUntilItBegins() {
        ThreadLane lane = rig.host.lane("taken", 3);
        CountDownLatch first = LaneRig.hold(lane);
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch second = new CountDownLatch(1);
        lane.post(() -> {
            begun.countDown();
            LaneRig.await(second);
        });
        lane.post(rig.note("b"));
        lane.post(rig.note("c"));
        first.countDown();
        LaneRig.await(begun);
        assertEquals(2, lane.figures().waiting());
        assertTrue(lane.post(rig.note("d")));
        assertFalse(lane.post(rig.note("refused")));
        second.countDown();
        LaneRig.drain(lane);
        assertEquals(List.of("b", "c", "d"), rig.trace);
    }

    @Test
    void whatManyThreadsPostRunsOnceAndInEachThreadsOrder() throws Exception {
        int threads = 4;
        int tasks = 25_000;
        ThreadLane lane = rig.host.lane("busy", 100);
        List<List<Integer>> seen =
                IntStream.range(0, threads)
                        .<List<Integer>>mapToObj(i -> new ArrayList<>())
                        .toList();
        List<Thread> posters = new ArrayList<>();
        for (List<Integer> mine : seen) {
            posters.add(Thread.ofPlatform().start(() -> postAll(lane, tasks, mine)));
        }
        for (Thread poster : posters) {
            poster.join();
        }
        LaneRig.drain(lane);
        List<Integer> expected = IntStream.range(0, tasks).boxed().toList();
        seen.forEach(mine -> assertEquals(expected, mine));
    }

    private static void postAll(ThreadLane lane, int tasks, List<Integer> seen) {
        for (int i = 0; i < tasks; i++) {
            int number = i;
            while (!lane.post(() -> seen.add(number))) {
                Thread.onSpinWait();
            }
        }
    }

    @Test
    void hooksFollowTheTasksThatWaitedTogether() {
        ThreadLane lane = rig.host.lane("hooks", 10);
        CountDownLatch gate = LaneRig.hold(lane);
        lane.onTurnEnd(rig.note("first hook"));
        lane.onTurnEnd(rig.note("second hook"));
        lane.post(rig.note("a"));
        lane.post(rig.note("b"));
        gate.countDown();
        LaneRig.drain(lane);
        List<String> trace = List.copyOf(rig.trace);
        int start = trace.indexOf("a");
        assertEquals(
                List.of("a", "b", "first hook", "second hook"), trace.subList(start, start + 4));
    }

    @Test
    void aLongQueueIsSplitIntoTurns() {
        ThreadLane lane = rig.host.lane("turns", 10_000);
        CountDownLatch gate = LaneRig.hold(lane);
        int[] ran = new int[1];
        List<Integer> ranAtHook = new ArrayList<>();
        for (int i = 0; i < 2 * ThreadLane.TURN_TASKS_MAX + 10; i++) {
            lane.post(() -> ran[0]++);
        }
        lane.onTurnEnd(() -> ranAtHook.add(ran[0]));
        gate.countDown();
        LaneRig.drain(lane);
        assertTrue(ranAtHook.contains(ThreadLane.TURN_TASKS_MAX), ranAtHook::toString);
        assertTrue(ranAtHook.contains(2 * ThreadLane.TURN_TASKS_MAX), ranAtHook::toString);
    }

    @Test
    void aHookMayPostAndSoStartAnotherTurn() {
        ThreadLane lane = rig.host.lane("again", 10);
        CountDownLatch again = new CountDownLatch(3);
        lane.onTurnEnd(() -> {
            if (again.getCount() > 0) lane.post(again::countDown);
        });
        lane.post(rig.note("start"));
        LaneRig.await(again);
    }

    @Test
    void timersRunInTheOrderOfTheirTimesAndNotAfterBeingCancelled() {
        ThreadLane lane = rig.host.lane("timers", 10);
        CountDownLatch done = new CountDownLatch(1);
        lane.post(() -> {
            lane.after(3_000_000, rig.note("late"));
            lane.after(3_000_000, rig.note("late, made second"));
            lane.after(1_000_000, rig.note("cancelled")).cancel();
            lane.after(Long.MAX_VALUE, rig.note("never"));
            lane.after(-5, rig.note("at once"));
            lane.after(4_000_000, done::countDown);
            rig.trace.add("asked");
        });
        LaneRig.await(done);
        assertEquals(List.of("asked", "at once", "late", "late, made second"), rig.trace);
    }

    @Test
    void aTimerThatAlwaysRenewsItselfDoesNotStarveTheMailbox() {
        ThreadLane lane = rig.host.lane("greedy", 10);
        lane.post(() -> renew(lane));
        LaneRig.drain(lane);
        assertTrue(lane.post(() -> {}));
    }

    private static void renew(ThreadLane lane) {
        lane.after(0, () -> renew(lane));
    }

    @Test
    void anIdleLaneSleeps() {
        ThreadLane lane = rig.host.lane("idle", 10);
        CompletableFuture<Thread> thread = new CompletableFuture<>();
        lane.post(() -> thread.complete(Thread.currentThread()));
        LaneRig.eventually(() -> thread.join().getState() == Thread.State.WAITING);
        lane.post(() -> lane.after(LaneRig.LONG_NANOS, rig.note("never")));
        LaneRig.eventually(() -> thread.join().getState() == Thread.State.TIMED_WAITING);
        thread.join().interrupt();
        LaneRig.drain(lane);
        LaneRig.eventually(() -> thread.join().getState() == Thread.State.TIMED_WAITING);
        assertFalse(thread.join().isInterrupted());
    }

    @Test
    void aTurnThatHangsShowsWhileItDoes() {
        ThreadLane lane = rig.host.lane("hangs", 10);
        CountDownLatch gate = LaneRig.hold(lane);
        LaneRig.eventually(() -> lane.figures().turnNanos() > 1_000_000);
        assertTrue(lane.takeLongestTurnNanos() > 1_000_000);
        gate.countDown();
        LaneRig.eventually(() -> lane.figures().turnNanos() == 0);
        assertTrue(lane.takeLongestTurnNanos() > 1_000_000);
        assertEquals(0, lane.takeLongestTurnNanos());
        assertEquals(1, lane.figures().tasks());
    }
}
