package io.skein.foundation.jdk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skein.foundation.BrokenInvariant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
final class ThreadLaneTest {
    private static final long LONG_NANOS = TimeUnit.SECONDS.toNanos(20);

    private record Failure(String lane, Throwable cause) {}

    private final CompletableFuture<Failure> failure = new CompletableFuture<>();
    private final JdkHost host =
            JdkHost.forNode("t/", (lane, cause) -> failure.complete(new Failure(lane, cause)));
    private final List<String> trace = Collections.synchronizedList(new ArrayList<>());

    @AfterEach
    void stop() throws Exception {
        assertTrue(host.stop(LONG_NANOS), "all lanes end");
    }

    @Test
    void aFullMailboxRefusesWorkButTakesAnswers() {
        ThreadLane lane = host.lane("full", 3);
        CountDownLatch gate = hold(lane);
        assertTrue(lane.post(note("a")));
        assertTrue(lane.post(note("b")));
        assertTrue(lane.post(note("c")));
        assertFalse(lane.post(note("refused")));
        lane.answer(note("answer"));
        assertFalse(lane.post(note("refused too")));
        assertEquals(4, lane.figures().waiting());
        gate.countDown();
        drain(lane);
        assertEquals(List.of("a", "b", "c", "answer"), trace);
    }

    @Test
    void whatWasTakenIntoATurnStillWaitsUntilItBegins() {
        ThreadLane lane = host.lane("taken", 3);
        CountDownLatch first = hold(lane);
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch second = new CountDownLatch(1);
        lane.post(() -> {
            begun.countDown();
            await(second);
        });
        lane.post(note("b"));
        lane.post(note("c"));
        first.countDown();
        await(begun);
        assertEquals(2, lane.figures().waiting());
        assertTrue(lane.post(note("d")));
        assertFalse(lane.post(note("refused")));
        second.countDown();
        drain(lane);
        assertEquals(List.of("b", "c", "d"), trace);
    }

    @Test
    void whatManyThreadsPostRunsOnceAndInEachThreadsOrder() throws Exception {
        int threads = 4;
        int tasks = 25_000;
        ThreadLane lane = host.lane("busy", 100);
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
        drain(lane);
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
        ThreadLane lane = host.lane("hooks", 10);
        CountDownLatch gate = hold(lane);
        lane.onTurnEnd(note("first hook"));
        lane.onTurnEnd(note("second hook"));
        lane.post(note("a"));
        lane.post(note("b"));
        gate.countDown();
        drain(lane);
        List<String> turns = List.copyOf(trace);
        assertEquals(List.of("a", "b", "first hook", "second hook"), lastTurnOf(turns, "a"));
    }

    /** The trace from {@code task} on, up to the second hook after it. */
    private static List<String> lastTurnOf(List<String> trace, String task) {
        int start = trace.indexOf(task);
        return trace.subList(start, start + 4);
    }

    @Test
    void aLongQueueIsSplitIntoTurns() {
        ThreadLane lane = host.lane("turns", 10_000);
        CountDownLatch gate = hold(lane);
        int[] ran = new int[1];
        List<Integer> ranAtHook = new ArrayList<>();
        for (int i = 0; i < 2 * ThreadLane.TURN_TASKS_MAX + 10; i++) {
            lane.post(() -> ran[0]++);
        }
        lane.onTurnEnd(() -> ranAtHook.add(ran[0]));
        gate.countDown();
        drain(lane);
        assertTrue(ranAtHook.contains(ThreadLane.TURN_TASKS_MAX), ranAtHook::toString);
        assertTrue(ranAtHook.contains(2 * ThreadLane.TURN_TASKS_MAX), ranAtHook::toString);
    }

    @Test
    void aHookMayPostAndSoStartAnotherTurn() {
        ThreadLane lane = host.lane("again", 10);
        CountDownLatch again = new CountDownLatch(3);
        lane.onTurnEnd(() -> {
            if (again.getCount() > 0) lane.post(again::countDown);
        });
        lane.post(note("start"));
        await(again);
    }

    @Test
    void timersRunInTheOrderOfTheirTimesAndNotAfterBeingCancelled() {
        ThreadLane lane = host.lane("timers", 10);
        CountDownLatch done = new CountDownLatch(1);
        lane.post(() -> {
            lane.after(3_000_000, note("late"));
            lane.after(3_000_000, note("late, made second"));
            lane.after(1_000_000, note("cancelled")).cancel();
            lane.after(Long.MAX_VALUE, note("never"));
            lane.after(-5, note("at once"));
            lane.after(4_000_000, done::countDown);
            trace.add("asked");
        });
        await(done);
        assertEquals(List.of("asked", "at once", "late", "late, made second"), trace);
    }

    @Test
    void aTimerThatAlwaysRenewsItselfDoesNotStarveTheMailbox() {
        ThreadLane lane = host.lane("greedy", 10);
        lane.post(() -> renew(lane));
        drain(lane);
        assertTrue(lane.post(() -> {}));
    }

    private static void renew(ThreadLane lane) {
        lane.after(0, () -> renew(lane));
    }

    @Test
    void anIdleLaneSleeps() {
        ThreadLane lane = host.lane("idle", 10);
        CompletableFuture<Thread> thread = new CompletableFuture<>();
        lane.post(() -> thread.complete(Thread.currentThread()));
        eventually(() -> thread.join().getState() == Thread.State.WAITING);
        lane.post(() -> lane.after(LONG_NANOS, note("never")));
        eventually(() -> thread.join().getState() == Thread.State.TIMED_WAITING);
        thread.join().interrupt();
        drain(lane);
        eventually(() -> thread.join().getState() == Thread.State.TIMED_WAITING);
        assertFalse(thread.join().isInterrupted());
    }

    @Test
    void aTaskThatThrowsStopsTheLaneAndTellsTheHost() {
        ThreadLane lane = host.lane("broken", 10);
        IllegalStateException bug = new IllegalStateException("bug");
        CountDownLatch gate = hold(lane);
        lane.post(() -> {
            throw bug;
        });
        lane.post(note("after the bug"));
        gate.countDown();
        assertEquals("t/broken", failure.join().lane());
        assertSame(bug, failure.join().cause());
        assertFalse(lane.post(note("refused")));
        assertEquals(List.of(), trace);
    }

    @Test
    void offloadedWorkRunsElsewhereAndAnswersHere() {
        ThreadLane lane = host.lane("offload", 10);
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
        ThreadLane lane = host.lane("offload", 10);
        Supplier<String> broken =
                () -> {
                    throw new IllegalStateException("bug");
                };
        lane.post(() -> lane.offload(broken, trace::add));
        assertTrue(failure.join().cause() instanceof BrokenInvariant);
        assertTrue(String.valueOf(failure.join().cause().getCause()).endsWith("bug"));
    }

    @Test
    void stoppingEndsTheTurnAndDropsTheRest() throws Exception {
        ThreadLane lane = host.lane("stopped", 10);
        CountDownLatch gate = hold(lane);
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch inTurn = new CountDownLatch(1);
        lane.post(() -> {
            begun.countDown();
            await(inTurn);
        });
        lane.post(note("same turn"));
        lane.onTurnEnd(note("hook"));
        gate.countDown();
        await(begun);
        lane.post(note("next turn"));
        lane.stop();
        lane.stop();
        assertFalse(lane.post(note("refused")));
        lane.answer(note("dropped"));
        inTurn.countDown();
        assertTrue(lane.join(LONG_NANOS));
        assertEquals(
                List.of("same turn", "hook"),
                List.copyOf(trace).subList(trace.size() - 2, trace.size()));
        assertFalse(failure.isDone());
    }

    @Test
    void onlyTheOwnerMaySetTimersAndOffload() {
        ThreadLane lane = host.lane("owned", 10);
        assertThrows(BrokenInvariant.class, () -> lane.after(1, note("never")));
        assertThrows(BrokenInvariant.class, () -> lane.offload(() -> "x", trace::add));
    }

    @Test
    void aTurnThatHangsShowsWhileItDoes() {
        ThreadLane lane = host.lane("hangs", 10);
        CountDownLatch gate = hold(lane);
        eventually(() -> lane.figures().turnNanos() > 1_000_000);
        assertTrue(lane.takeLongestTurnNanos() > 1_000_000);
        gate.countDown();
        eventually(() -> lane.figures().turnNanos() == 0);
        assertTrue(lane.takeLongestTurnNanos() > 1_000_000);
        assertEquals(0, lane.takeLongestTurnNanos());
        assertEquals(1, lane.figures().tasks());
    }

    @Test
    void twoLanesCannotHaveOneName() {
        host.lane("twin", 1);
        assertThrows(BrokenInvariant.class, () -> host.lane("twin", 1));
    }

    @Test
    void aHostStopsTheYoungestLaneFirst() throws Exception {
        ConcurrentLinkedQueue<String> ended = new ConcurrentLinkedQueue<>();
        ThreadLane older = host.lane("older", 10);
        ThreadLane younger = host.lane("younger", 10);
        CountDownLatch begun = new CountDownLatch(1);
        younger.post(() -> {
            begun.countDown();
            // Could only be refused if the older one had been stopped before this one ended.
            eventually(() -> !younger.post(() -> {}));
            ended.add("younger; older takes work: " + older.post(() -> {}));
        });
        await(begun);
        assertTrue(host.stop(LONG_NANOS));
        assertEquals(List.of("younger; older takes work: true"), List.copyOf(ended));
        assertThrows(BrokenInvariant.class, () -> host.lane("too late", 1));
    }

    private Runnable note(String text) {
        return () -> trace.add(text);
    }

    /** Keeps the lane inside a turn of its own until the latch opens. */
    private static CountDownLatch hold(ThreadLane lane) {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch gate = new CountDownLatch(1);
        lane.post(() -> {
            begun.countDown();
            await(gate);
        });
        await(begun);
        return gate;
    }

    private static void drain(ThreadLane lane) {
        CountDownLatch done = new CountDownLatch(1);
        lane.answer(done::countDown);
        await(done);
        CountDownLatch turnOver = new CountDownLatch(1);
        lane.answer(turnOver::countDown);
        await(turnOver);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertTrue(latch.await(LONG_NANOS, TimeUnit.NANOSECONDS), "came in time");
        } catch (InterruptedException neverHere) {
            throw new AssertionError(neverHere);
        }
    }

    private static void eventually(Supplier<Boolean> holds) {
        long endNanos = System.nanoTime() + LONG_NANOS;
        while (!holds.get()) {
            assertTrue(System.nanoTime() < endNanos, "came true in time");
            Thread.onSpinWait();
        }
    }
}
