package io.skein.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Partitions that overlap, come and go. */
class PartitionsTest {
    private static final long MILLI = 1_000_000L;
    private static final long SECOND = 1_000 * MILLI;
    private static final List<String> HOSTS = List.of("a", "b", "c", "d");

    private final World world = new World(1, Tempo.calm());
    private final Links links = world.links();
    private final Partitions partitions = new Partitions(world);

    private SortedSet<String> blocked() {
        SortedSet<String> blocked = new TreeSet<>();
        for (String from : HOSTS) {
            for (String to : HOSTS) {
                Route route = new Route(from, to);
                if (links.link(route).isBlocked()) blocked.add(route.toString());
            }
        }
        return blocked;
    }

    @Test
    void whatTwoBlockIsFreeWhenBothHaveLetGo() {
        Outage deaf = links.impose(Shape.deaf("a", List.of("b", "c")));
        Outage split = links.impose(Shape.split(List.of("a"), List.of("b")));
        links.clog("a", "c", SECOND);
        assertEquals(List.of("a→b", "a→c", "b→a", "c→a"), List.copyOf(blocked()));
        split.lift();
        assertEquals(List.of("a→c", "b→a", "c→a"), List.copyOf(blocked()));
        world.runFor(2 * SECOND);
        assertEquals(List.of("b→a", "c→a"), List.copyOf(blocked()), "unclogged");
        split.lift();
        deaf.lift();
        assertEquals(List.of(), List.copyOf(blocked()));
        assertTrue(deaf.isOver() && split.isOver());
    }

    @Test
    void healingEndsWhatBlocksTheTwoAndNothingElse() {
        Outage outage = links.impose(Shape.isolated("a", List.of("b", "c")));
        links.cut("a", "b");
        links.block("d", "c");
        links.heal("b", "a");
        assertEquals(List.of("a→c", "c→a", "d→c"), List.copyOf(blocked()));
        assertFalse(outage.isOver());
        links.cut("a", "b");
        assertEquals(List.of("a→b", "a→c", "b→a", "c→a", "d→c"), List.copyOf(blocked()));
        links.healAll();
        outage.lift();
        assertEquals(List.of(), List.copyOf(blocked()));
        links.block("a", "c");
        assertEquals(List.of("a→c"), List.copyOf(blocked()), "and nothing is owed");
    }

    @Test
    void aHeldShapeEnds() {
        partitions.hold(Shape.mute("a", List.of("b")), SECOND);
        world.runFor(SECOND - 1);
        assertEquals(List.of("a→b"), List.copyOf(blocked()));
        world.runFor(1);
        assertEquals(List.of(), List.copyOf(blocked()));
    }

    /** How long it was blocked and free, in turns, until nothing changes any more. */
    private List<Long> turns(long nanos) {
        List<Long> turns = new ArrayList<>();
        boolean was = !blocked().isEmpty();
        long since = world.nowNanos();
        long end = world.nowNanos() + nanos;
        while (world.nowNanos() < end) {
            world.runFor(MILLI);
            if (blocked().isEmpty() != was) continue;
            turns.add(world.nowNanos() - since);
            was = !was;
            since = world.nowNanos();
        }
        return turns;
    }

    @Test
    void aFlappingShapeComesAndGoesFor10MillisecondsTo10Seconds() {
        partitions.flap(Shape.isolated("a", List.of("b", "c")), Gen.of(3), 200 * SECOND);
        List<Long> turns = turns(250 * SECOND);
        assertEquals(List.of(), List.copyOf(blocked()), "it is over");
        assertTrue(turns.size() > 40, "it comes and goes: " + turns.size());
        turns.removeLast();
        for (long turn : turns) {
            assertTrue(turn >= 9 * MILLI && turn <= 10_001 * MILLI, turns.toString());
        }
        assertTrue(turns.stream().anyMatch(turn -> turn < 100 * MILLI), "quickly");
        assertTrue(turns.stream().anyMatch(turn -> turn > 2 * SECOND), "and slowly");
    }

    @Test
    void healingAllEndsTheFlappingAndTheSwizzle() {
        partitions.flap(Shape.isolated("a", List.of("b", "c")), Gen.of(3), 200 * SECOND);
        partitions.swizzle(HOSTS, Gen.of(4), 100 * SECOND);
        for (int i = 0; i < 5; i++) {
            assertTrue(world.runUntil(() -> !blocked().isEmpty(), 100 * SECOND));
            assertTrue(world.runUntil(() -> blocked().isEmpty(), 100 * SECOND));
        }
        assertTrue(world.runUntil(() -> !blocked().isEmpty(), 100 * SECOND));
        links.healAll();
        assertEquals(List.of(), turns(250 * SECOND), "nothing comes back");
        assertEquals(List.of(), List.copyOf(blocked()));
    }

    @Test
    void aSwizzleClogsHostAfterHostAndUnclogsThemInAnotherOrder() {
        int otherOrder = 0;
        SortedSet<Integer> sizes = new TreeSet<>();
        for (int seed = 0; seed < 40; seed++) {
            World fresh = new World(seed, Tempo.calm());
            new Partitions(fresh).swizzle(HOSTS, Gen.of(seed), 10 * SECOND);
            List<String> came = new ArrayList<>();
            List<String> went = new ArrayList<>();
            SortedSet<String> times = new TreeSet<>();
            fresh.showTrace(line -> {
                if (line.contains("·  ISOLATED")) came.add(line.substring(line.indexOf('[')));
                if (line.contains("·  lift")) went.add(line.substring(line.indexOf('[')));
                if (line.contains("·  ISOLATED")) times.add(line.substring(0, line.indexOf('·')));
            });
            fresh.runFor(10 * SECOND);
            assertEquals(came.size(), times.size(), "one after another");
            assertEquals(new TreeSet<>(came), new TreeSet<>(went));
            sizes.add(came.size());
            if (!came.equals(went)) otherOrder++;
        }
        assertEquals(new TreeSet<>(List.of(1, 2, 3, 4)), sizes, "any number of hosts");
        assertTrue(otherOrder > 15, "the order is drawn anew: " + otherOrder);
    }
}
