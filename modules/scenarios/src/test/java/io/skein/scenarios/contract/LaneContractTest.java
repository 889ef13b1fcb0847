package io.skein.scenarios.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skein.foundation.BrokenInvariant;
import io.skein.foundation.world.Lane;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tasks, mailboxes, turns and offloaded work; {@link TimerContractTest} has the timers. */
class LaneContractTest {
    private static final int MAILBOX_MAX = 3;
    private static final int FILLERS_MAX = 500_000;

    @TempDir private Path directory;

    @ParameterizedTest
    @EnumSource
    void tasksRunInTheOrderOfPosting(Worlds worlds) throws Exception {
        try (Trial trial = worlds.open(directory)) {
            Lane lane = trial.host().lane("lane", 1_000);
            List<Integer> ran = new CopyOnWriteArrayList<>();
            List<Integer> posted = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                int number = i;
                posted.add(number);
                if (i % 3 == 0) lane.answer(() -> ran.add(number));
                else assertTrue(lane.post(() -> ran.add(number)));
            }
            assertEquals(posted, trial.call(lane, () -> List.copyOf(ran)));
        }
    }

    @ParameterizedTest
    @EnumSource
    void aFullMailboxRefusesPostsButNotAnswers(Worlds worlds) throws Exception {
        try (Trial trial = worlds.open(directory)) {
            Lane lane = trial.host().lane("lane", MAILBOX_MAX);
            List<String> ran = new CopyOnWriteArrayList<>();
            List<Boolean> taken =
                    trial.call(
                            lane,
                            () -> {
                                List<Boolean> answers = new ArrayList<>();
                                for (int i = 0; i <= MAILBOX_MAX; i++) {
                                    int number = i;
                                    answers.add(lane.post(() -> ran.add("post" + number)));
                                }
                                lane.answer(() -> ran.add("answer"));
                                return answers;
                            });
            assertEquals(List.of(true, true, true, false), taken);
            assertEquals(
                    List.of("post0", "post1", "post2", "answer"),
                    trial.call(lane, () -> List.copyOf(ran)),
                    "what was refused does not run, what was answered does");
            assertTrue(lane.post(() -> {}), "there is room again");
        }
    }

    @ParameterizedTest
    @EnumSource
    void answersTakeRoomInTheMailboxToo(Worlds worlds) throws Exception {
        try (Trial trial = worlds.open(directory)) {
            Lane lane = trial.host().lane("lane", MAILBOX_MAX);
            assertFalse(
                    trial.call(
                            lane,
                            () -> {
                                for (int i = 0; i < MAILBOX_MAX; i++) lane.answer(() -> {});
                                return lane.post(() -> {});
                            }));
        }
    }

    @ParameterizedTest
    @EnumSource
    void aTaskPostedByATaskRunsAfterIt(Worlds worlds) throws Exception {
        try (Trial trial = worlds.open(directory)) {
            Lane lane = trial.host().lane("lane", 10);
            List<String> ran = new CopyOnWriteArrayList<>();
            trial.call(
                    lane,
                    () -> {
                        lane.post(() -> ran.add("inner"));
                        return ran.add("outer");
                    });
            assertEquals(List.of("outer", "inner"), trial.call(lane, () -> List.copyOf(ran)));
        }
    }

    @ParameterizedTest
    @EnumSource
    void hooksFollowEveryTurnInTheirOrder(Worlds worlds) throws Exception {
        try (Trial trial = worlds.open(directory)) {
            Lane lane = trial.host().lane("lane", 10);
            List<String> ran = new CopyOnWriteArrayList<>();
            CompletableFuture<List<String>> seen = new CompletableFuture<>();
            lane.answer(() -> {
                lane.onTurnEnd(() -> ran.add("hook1"));
                lane.onTurnEnd(() -> ran.add("hook2"));
                lane.post(() -> ran.add("a"));
                lane.post(() -> ran.add("b"));
                // A turn of its own, after the one that a and b wait for together.
                lane.post(() -> lane.post(() -> seen.complete(List.copyOf(ran))));
                ran.add("first");
            });
            assertEquals(
                    List.of("first", "hook1", "hook2", "a", "b", "hook1", "hook2"),
                    trial.await(seen));
        }
    }

    @ParameterizedTest
    @EnumSource
    void aHookThatPostsStartsAnotherTurn(Worlds worlds) throws Exception {
        try (Trial trial = worlds.open(directory)) {
            Lane lane = trial.host().lane("lane", 10);
            CompletableFuture<Integer> third = new CompletableFuture<>();
            List<Integer> turns = new CopyOnWriteArrayList<>();
            lane.onTurnEnd(() -> {
                turns.add(turns.size());
                if (turns.size() == 3) third.complete(turns.size());
                else if (turns.size() < 3) lane.post(() -> {});
            });
            lane.post(() -> {});
            assertEquals(3, trial.await(third));
        }
    }

    @ParameterizedTest
    @EnumSource
    void offloadedWorkComesBackAsATask(Worlds worlds) throws Exception {
        try (Trial trial = worlds.open(directory)) {
            Lane lane = trial.host().lane("lane", 1);
            List<String> ran = new CopyOnWriteArrayList<>();
            CompletableFuture<Integer> back = new CompletableFuture<>();
            trial.call(
                    lane,
                    () -> {
                        lane.offload(
                                () -> 6 * 7,
                                value -> {
                                    ran.add("back");
                                    back.complete(value);
                                });
                        lane.post(() -> ran.add("the mailbox is full"));
                        return ran.add("asked");
                    });
            assertEquals(42, trial.await(back));
            assertEquals("asked", ran.getFirst(), "it never runs inside the call");
        }
    }

    @ParameterizedTest
    @EnumSource
    void offloadedWorkComesBackToAFullMailbox(Worlds worlds) throws Exception {
        try (Trial trial = worlds.open(directory)) {
            Lane lane = trial.host().lane("lane", 1);
            CompletableFuture<Integer> back = new CompletableFuture<>();
            trial.call(
                    lane,
                    () -> {
                        // While one of the two runs the other waits: there is never any room.
                        for (int i = 0; i < 2; i++) keepFull(lane, FILLERS_MAX, back);
                        lane.offload(() -> 6 * 7, back::complete);
                        return lane.post(() -> {});
                    });
            assertEquals(42, trial.await(back));
        }
    }

    private static void keepFull(Lane lane, int times, CompletableFuture<Integer> until) {
        lane.answer(() -> {
            if (times > 0 && !until.isDone()) keepFull(lane, times - 1, until);
        });
    }

    @ParameterizedTest
    @EnumSource
    void whatATaskThrowsStopsTheLaneAndIsToldToTheHost(Worlds worlds) throws Exception {
        try (Trial trial = worlds.open(directory)) {
            Lane lane = trial.host().lane("lane", 10);
            BrokenInvariant bug = new BrokenInvariant("two leaders");
            List<String> ran = new CopyOnWriteArrayList<>();
            lane.answer(() -> {
                lane.post(() -> ran.add("next"));
                throw bug;
            });
            assertSame(bug, trial.awaitFailure());
            assertFalse(lane.post(() -> ran.add("later")), "a stopped lane takes nothing");
            lane.answer(() -> ran.add("later"));
            assertEquals(List.of(), ran);
        }
    }

    @ParameterizedTest
    @EnumSource
    void offloadedWorkThatThrowsStopsTheLane(Worlds worlds) throws Exception {
        try (Trial trial = worlds.open(directory)) {
            Lane lane = trial.host().lane("lane", 10);
            trial.call(
                    lane,
                    () -> {
                        lane.<Integer>offload(
                                () -> {
                                    throw new IllegalStateException("not pure");
                                },
                                _ -> {});
                        return true;
                    });
            trial.awaitFailure();
            assertFalse(lane.post(() -> {}));
        }
    }

    @ParameterizedTest
    @EnumSource
    void onlyTheOwnerAsksForTimersAndOffloads(Worlds worlds) throws Exception {
        try (Trial trial = worlds.open(directory)) {
            Lane lane = trial.host().lane("lane", 10);
            assertThrows(BrokenInvariant.class, () -> lane.after(1, () -> {}));
            assertThrows(BrokenInvariant.class, () -> lane.offload(() -> 1, _ -> {}));
        }
    }

    @ParameterizedTest
    @EnumSource
    void lanesOfOneHostHaveNamesOfTheirOwn(Worlds worlds) throws Exception {
        try (Trial trial = worlds.open(directory)) {
            trial.host().lane("lane", 10);
            assertThrows(BrokenInvariant.class, () -> trial.host().lane("lane", 10));
        }
    }
}
