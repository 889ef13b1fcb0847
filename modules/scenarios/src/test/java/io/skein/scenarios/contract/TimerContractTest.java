package io.skein.scenarios.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skein.foundation.world.Clock;
import io.skein.foundation.world.Lane;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** {@link Lane#after} and {@link Clock}. */
class TimerContractTest {
    private static final long MILLI = 1_000_000;

    @TempDir private Path directory;

    @ParameterizedTest
    @EnumSource
    void aTimerIsNeverEarly(Worlds worlds) throws Exception {
        try (Trial trial = worlds.open(directory)) {
            Lane lane = trial.host().lane("lane", 10);
            Clock clock = trial.host().clock();
            CompletableFuture<Long> took = new CompletableFuture<>();
            lane.post(() -> {
                long start = clock.nanos();
                lane.after(3 * MILLI, () -> took.complete(clock.nanos() - start));
            });
            assertTrue(trial.await(took) >= 3 * MILLI);
        }
    }

    @ParameterizedTest
    @EnumSource
    void timersRunInTheOrderOfTheirTimes(Worlds worlds) throws Exception {
        try (Trial trial = worlds.open(directory)) {
            Lane lane = trial.host().lane("lane", 10);
            List<String> ran = new CopyOnWriteArrayList<>();
            CompletableFuture<Boolean> last = new CompletableFuture<>();
            lane.post(() -> {
                lane.after(6 * MILLI, () -> last.complete(true));
                lane.after(4 * MILLI, () -> ran.add("third"));
                lane.after(MILLI, () -> ran.add("first"));
                lane.after(2 * MILLI, () -> ran.add("second"));
            });
            trial.await(last);
            assertEquals(List.of("first", "second", "third"), ran);
        }
    }

    @ParameterizedTest
    @EnumSource
    void noTimeOrLessMeansSoonButNotInsideTheCall(Worlds worlds) throws Exception {
        try (Trial trial = worlds.open(directory)) {
            Lane lane = trial.host().lane("lane", 10);
            List<String> ran = new CopyOnWriteArrayList<>();
            CompletableFuture<Boolean> last = new CompletableFuture<>();
            lane.post(() -> {
                lane.after(0, () -> ran.add("zero"));
                lane.after(Long.MIN_VALUE, () -> ran.add("less"));
                lane.after(MILLI, () -> last.complete(true));
                ran.add("here");
            });
            trial.await(last);
            assertEquals("here", ran.getFirst());
            assertEquals(3, ran.size());
        }
    }

    @ParameterizedTest
    @EnumSource
    void aTimerNeverRunsInTheTurnThatAsks(Worlds worlds) throws Exception {
        try (Trial trial = worlds.open(directory)) {
            Lane lane = trial.host().lane("lane", 10);
            List<String> ran = new CopyOnWriteArrayList<>();
            CompletableFuture<List<String>> seen = new CompletableFuture<>();
            lane.post(() -> {
                // What is posted here waits together, so it is one turn.
                lane.post(() ->
                        lane.after(
                                0,
                                () -> {
                                    ran.add("timer");
                                    seen.complete(List.copyOf(ran));
                                }));
                lane.post(() -> ran.add("task"));
                lane.onTurnEnd(() -> ran.add("end"));
            });
            assertEquals(List.of("end", "task", "end", "timer"), trial.await(seen));
        }
    }

    @ParameterizedTest
    @EnumSource
    void timersOfOneTimeRunAsTheyWereAskedFor(Worlds worlds) throws Exception {
        try (Trial trial = worlds.open(directory)) {
            Lane lane = trial.host().lane("lane", 10);
            List<Integer> asked = IntStream.range(0, 50).boxed().toList();
            List<Integer> ran = new CopyOnWriteArrayList<>();
            CompletableFuture<Boolean> last = new CompletableFuture<>();
            lane.post(() -> {
                for (int each : asked) lane.after(MILLI, () -> ran.add(each));
                lane.after(2 * MILLI, () -> last.complete(true));
            });
            trial.await(last);
            assertEquals(asked, ran);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aCancelledTimerDoesNotStart(Worlds worlds) throws Exception {
        try (Trial trial = worlds.open(directory)) {
            Lane lane = trial.host().lane("lane", 10);
            List<String> ran = new CopyOnWriteArrayList<>();
            CompletableFuture<Boolean> last = new CompletableFuture<>();
            lane.post(() -> {
                Lane.Timer gone = lane.after(MILLI, () -> ran.add("cancelled"));
                gone.cancel();
                gone.cancel();
                lane.after(2 * MILLI, () -> last.complete(true));
            });
            trial.await(last);
            assertEquals(List.of(), ran);
        }
    }

    /** Both are due at once: the lane was busy while their time came. */
    @ParameterizedTest
    @EnumSource
    void aTimerCanCancelTheNextOne(Worlds worlds) throws Exception {
        try (Trial trial = worlds.open(directory)) {
            Lane lane = trial.host().lane("lane", 10);
            List<String> ran = new CopyOnWriteArrayList<>();
            CompletableFuture<Boolean> last = new CompletableFuture<>();
            lane.post(() -> {
                List<Lane.Timer> next = new CopyOnWriteArrayList<>();
                lane.after(0, () -> next.getFirst().cancel());
                next.add(lane.after(0, () -> ran.add("cancelled")));
                lane.after(MILLI, () -> last.complete(true));
            });
            trial.await(last);
            assertEquals(List.of(), ran);
        }
    }

    @ParameterizedTest
    @EnumSource
    void cancellingATimerThatHasRunDoesNothing(Worlds worlds) throws Exception {
        try (Trial trial = worlds.open(directory)) {
            Lane lane = trial.host().lane("lane", 10);
            CompletableFuture<Boolean> last = new CompletableFuture<>();
            lane.post(() -> {
                Lane.Timer done = lane.after(0, () -> {});
                lane.after(MILLI, done::cancel);
                lane.after(2 * MILLI, () -> last.complete(true));
            });
            assertTrue(trial.await(last));
        }
    }

    @ParameterizedTest
    @EnumSource
    void aTimerForTheEndOfTimeMayWait(Worlds worlds) throws Exception {
        try (Trial trial = worlds.open(directory)) {
            Lane lane = trial.host().lane("lane", 10);
            List<String> ran = new CopyOnWriteArrayList<>();
            CompletableFuture<Boolean> last = new CompletableFuture<>();
            lane.post(() -> {
                lane.after(Long.MAX_VALUE, () -> ran.add("never"));
                lane.after(MILLI, () -> last.complete(true));
            });
            trial.await(last);
            assertEquals(List.of(), ran);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aTurnOfTimersEndsWithTheHooks(Worlds worlds) throws Exception {
        try (Trial trial = worlds.open(directory)) {
            Lane lane = trial.host().lane("lane", 10);
            List<String> ran = new CopyOnWriteArrayList<>();
            CompletableFuture<List<String>> seen = new CompletableFuture<>();
            lane.post(() ->
                    lane.after(
                            MILLI,
                            () -> {
                                ran.add("timer");
                                lane.onTurnEnd(() -> {
                                    ran.add("hook");
                                    seen.complete(List.copyOf(ran));
                                });
                            }));
            assertEquals(List.of("timer", "hook"), trial.await(seen));
        }
    }

    @ParameterizedTest
    @EnumSource
    void nanosGoOnAndMillisTellTheDate(Worlds worlds) throws Exception {
        try (Trial trial = worlds.open(directory)) {
            Clock clock = trial.host().clock();
            Lane lane = trial.host().lane("lane", 10);
            long before = clock.nanos();
            CompletableFuture<Long> later = new CompletableFuture<>();
            lane.post(() -> lane.after(MILLI, () -> later.complete(clock.nanos())));
            assertTrue(trial.await(later) >= before + MILLI);
            long last = before;
            for (int i = 0; i < 1_000; i++) {
                long now = clock.nanos();
                assertTrue(now >= last, "never backwards");
                last = now;
            }
            assertTrue(clock.wallMillis() > 1_700_000_000_000L, "later than 2023");
            assertTrue(clock.wallMillis() < 4_100_000_000_000L, "before 2100: no other unit");
        }
    }
}
