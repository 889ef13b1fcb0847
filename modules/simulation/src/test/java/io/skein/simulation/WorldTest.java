package io.skein.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skein.foundation.BrokenInvariant;
import io.skein.foundation.Check;
import io.skein.foundation.world.Entropy;
import io.skein.foundation.world.Lane;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class WorldTest {
    private static final long SECOND = 1_000_000_000L;

    @Test
    void oneSeedGoesOneWay() {
        assertEquals(busyWorld(1).traceHash(), busyWorld(1).traceHash());
        Set<Long> hashes = new HashSet<>();
        for (int seed = 0; seed < 50; seed++) hashes.add(busyWorld(seed).traceHash());
        assertEquals(50, hashes.size(), "and every other seed another way");
    }

    @Test
    void worldsSideBySideDoNotMeet() throws Exception {
        List<Callable<Long>> runs = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            int seed = i % 2;
            runs.add(() -> busyWorld(seed).traceHash());
        }
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            List<Long> hashes = new ArrayList<>();
            for (Future<Long> run : threads.invokeAll(runs)) hashes.add(run.get());
            for (int i = 2; i < 8; i++) assertEquals(hashes.get(i % 2), hashes.get(i));
        }
    }

    /** Three hosts whose lanes post to each other, set timers, sync files and die. */
    private static World busyWorld(int seed) {
        World world = new World(seed);
        for (int n = 0; n < 3; n++) {
            SimHost host = world.host("n" + n);
            Lane first = host.lane("first", 10);
            Lane second = host.lane("second", 10);
            Entropy chance = host.entropy("test");
            first.post(() -> first.after(1_000, () -> pingPong(first, second, chance)));
            second.post(() -> Files.write(host.disk("data"), "f", 700));
        }
        world.after(SECOND / 50, "fault", () -> {});
        world.runFor(SECOND / 20);
        return world;
    }

    private static void pingPong(Lane here, Lane there, Entropy chance) {
        there.post(() -> there.after(chance.below(1_000_000), () -> pingPong(there, here, chance)));
    }

    @Test
    void tasksOfOneLaneKeepTheirOrderAndThoseOfTwoDoNot() {
        Set<List<String>> orders = new HashSet<>();
        for (int seed = 0; seed < 50; seed++) {
            World world = new World(seed);
            List<String> ran = new ArrayList<>();
            for (String name : List.of("a", "b")) {
                Lane lane = world.host(name).lane("lane", 10);
                lane.post(() -> ran.add(name + 1));
                lane.post(() -> ran.add(name + 2));
            }
            assertTrue(world.runUntil(() -> ran.size() == 4, SECOND));
            assertTrue(ran.indexOf("a1") < ran.indexOf("a2"), ran.toString());
            assertTrue(ran.indexOf("b1") < ran.indexOf("b2"), ran.toString());
            orders.add(ran);
        }
        assertEquals(6, orders.size(), "every order of the two lanes comes");
    }

    @Test
    void aTaskThatThrowsEndsItsHostAndTheRun() {
        World world = new World(3);
        Lane lane = world.host("n1").lane("quorum", 10);
        List<String> ran = new ArrayList<>();
        lane.post(() -> Check.that(false, "two leaders"));
        lane.post(() -> ran.add("after the failure"));
        AssertionError error = assertThrows(AssertionError.class, () -> world.runFor(SECOND));
        assertTrue(error.toString().contains("seed 0x3"), error.toString());
        assertTrue(error.toString().contains("n1/quorum"), error.toString());
        Failure failure = world.failures().getFirst();
        assertInstanceOf(BrokenInvariant.class, failure.thrown());
        assertFalse(lane.post(() -> {}), "a stopped lane takes nothing");
        world.tolerateFailures();
        world.runFor(SECOND);
        assertEquals(List.of(), ran);
    }

    @Test
    void aCheckRunsAfterEveryEvent() {
        World world = new World(3);
        List<Integer> state = new ArrayList<>();
        Lane lane = world.host("n1").lane("lane", 10);
        for (int i = 0; i < 5; i++) {
            int value = i;
            lane.post(() -> state.add(value));
        }
        world.afterEveryEvent(() -> Check.that(state.size() < 3, "too many"));
        assertThrows(AssertionError.class, () -> world.runFor(SECOND));
        assertEquals(3, state.size(), "it ended at once");
    }

    @Test
    void aTaskThatHangsPastTheEndOfAFaultHangsNoMore() {
        World world = new World(4, Tempo.calm());
        SimHost host = world.host("n1");
        DiskFaults hanging = DiskFaults.delays(0, 1);
        host.diskFaults("data").faults(hanging, SECOND);
        Lane commit = host.lane("commit", 10);
        List<Long> doneAt = new ArrayList<>();
        commit.post(() -> {
            for (int i = 0; i < 10; i++) Files.write(host.disk("data"), "f" + i, 10);
            doneAt.add(world.nowNanos());
        });
        assertTrue(world.runUntil(() -> !doneAt.isEmpty(), 10_000 * SECOND));
        assertTrue(doneAt.getFirst() > SECOND, "the first operation hung");
        long most = hanging.hangNanosMax() + SECOND;
        assertTrue(doneAt.getFirst() < most, "and no other did: " + doneAt);
    }

    @Test
    void timeSpentAtTheDiskHoldsUpTheLaneAndItsAnswers() {
        World world = new World(4, Tempo.calm());
        SimHost host = world.host("n1");
        host.diskFaults("data").faults(DiskFaults.delays(0, 1));
        Lane commit = host.lane("commit", 10);
        Lane partition = host.lane("partition", 10);
        List<Long> durableAt = new ArrayList<>();
        List<Long> nextAt = new ArrayList<>();
        List<Long> otherAt = new ArrayList<>();
        commit.post(() -> {
            Files.write(host.disk("data"), "f", 10);
            partition.answer(() -> durableAt.add(world.nowNanos()));
        });
        commit.post(() -> nextAt.add(world.nowNanos()));
        partition.post(() -> otherAt.add(world.nowNanos()));
        assertTrue(world.runUntil(() -> durableAt.size() + nextAt.size() == 2, 1_000 * SECOND));
        assertTrue(durableAt.getFirst() > SECOND, "the answer comes after the slow sync");
        assertTrue(nextAt.getFirst() > SECOND, "and so does the next task of that lane");
        assertTrue(otherAt.getFirst() < SECOND, "another lane goes on");
    }

    @Test
    void theDeadDoNothingMoreAndTheirSuccessorBegins() {
        World world = new World(5);
        SimHost host = world.host("n1");
        Lane lane = host.lane("lane", 10);
        List<String> ran = new ArrayList<>();
        lane.post(() -> lane.after(SECOND, () -> ran.add("timer")));
        world.runFor(SECOND / 2);
        lane.post(() -> ran.add("queued"));
        host.kill();
        assertThrows(BrokenInvariant.class, () -> world.host("n1"), "the name is taken");
        SimHost next = host.restart();
        Lane nextLane = next.lane("lane", 10);
        nextLane.post(() -> ran.add("next"));
        world.runFor(2 * SECOND);
        assertEquals(List.of("next"), ran);
        assertFalse(lane.post(() -> {}));
        assertThrows(BrokenInvariant.class, host::restart, "one process at a time");
        assertNotEquals(
                host.entropy("id").nextLong(), next.entropy("id").nextLong(), "chance is new");
    }

    @Test
    void aPausedHostCatchesUpInABurst() {
        World world = new World(6, Tempo.calm());
        SimHost host = world.host("n1");
        Lane lane = host.lane("lane", 10);
        List<Long> ticks = new ArrayList<>();
        lane.post(() -> {
            for (int i = 1; i <= 5; i++) {
                lane.after(i * SECOND, () -> ticks.add(world.nowNanos()));
            }
        });
        world.runFor(SECOND / 2);
        host.pause(60 * SECOND);
        world.runFor(100 * SECOND);
        assertEquals(5, ticks.size());
        assertTrue(ticks.getFirst() >= 60 * SECOND, ticks.toString());
        assertTrue(ticks.getLast() - ticks.getFirst() < SECOND / 1_000, ticks.toString());
    }

    @Test
    void clocksDriftApartAndDatesJump() {
        World world = new World(7, Tempo.calm());
        SimHost fast = world.host("fast");
        fast.clock().drift(50_000);
        long startNanos = fast.clock().nanos();
        long startMillis = fast.clock().wallMillis();
        List<Long> woken = new ArrayList<>();
        Lane lane = fast.lane("lane", 10);
        lane.post(() -> lane.after(105 * SECOND, () -> woken.add(world.nowNanos())));
        world.runFor(200 * SECOND);
        assertEquals(startNanos + 210 * SECOND, fast.clock().nanos());
        assertEquals(100.0, woken.getFirst() / 1e9, 0.01, "its timers are early by as much");
        fast.clock().jumpWall(-1_000_000);
        assertEquals(startMillis + 200_000 - 1_000_000, fast.clock().wallMillis());
    }

    @Test
    void aStrobingDateJumpsToAndFroForAWhile() {
        World world = new World(7, Tempo.calm());
        SimClock clock = world.host("n1").clock();
        long startMillis = clock.wallMillis();
        clock.strobe(86_400_000, SECOND, 4 * SECOND);
        List<Long> ahead = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            ahead.add(clock.wallMillis() - startMillis - 1_000L * i);
            world.runFor(SECOND);
        }
        assertEquals(List.of(0L, 86_400_000L, 0L, 86_400_000L, 0L, 0L), ahead);
    }

    @Test
    void onlyTheLaneItselfSetsItsTimers() {
        World world = new World(8);
        SimHost host = world.host("n1");
        Lane one = host.lane("one", 10);
        Lane other = host.lane("other", 10);
        one.post(() -> other.after(1, () -> {}));
        assertThrows(AssertionError.class, () -> world.runFor(SECOND));
    }

    @Test
    void aTimerRenewedForEverLeavesNothingBehind() {
        World world = new World(9, Tempo.calm());
        Lane lane = world.host("n1").lane("lane", 10);
        Runnable[] renew = {() -> {}};
        renew[0] = () -> lane.after(SECOND / 1_000, renew[0]);
        lane.post(renew[0]);
        lane.post(() -> lane.after(1_000 * SECOND, () -> {}));
        world.runFor(10 * SECOND);
        long before = world.events();
        world.runFor(10 * SECOND);
        assertTrue(world.events() - before < 40_000, "two or three events for every round");
    }
}
