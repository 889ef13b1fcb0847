package io.skein.foundation.jdk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skein.foundation.world.Lane;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class TimersTest {
    private final Timers timers = new Timers();
    private final List<Integer> ran = new ArrayList<>();

    @Test
    void nothingIsDueWithoutTimers() {
        assertEquals(Timers.NEVER, timers.nextNanos());
        assertEquals(0, timers.runDue(Long.MAX_VALUE - 1));
    }

    @Test
    void aCancelledTimerIsNotWaitedFor() {
        Lane.Timer first = timers.add(10, () -> ran.add(10));
        timers.add(20, () -> ran.add(20));
        first.cancel();
        first.cancel();
        assertEquals(20, timers.nextNanos());
        assertEquals(1, timers.runDue(30));
        first.cancel();
        assertEquals(List.of(20), ran);
    }

    @Test
    void cancellingATimerFromAnotherThatIsDueAtTheSameTimeStillWorks() {
        List<Lane.Timer> second = new ArrayList<>();
        timers.add(10, () -> second.get(0).cancel());
        second.add(timers.add(10, () -> ran.add(2)));
        assertEquals(1, timers.runDue(10));
        assertEquals(List.of(), ran);
    }

    @Test
    void whatATimerAddsWaitsForTheNextTurn() {
        timers.add(10, () -> timers.add(10, () -> ran.add(1)));
        assertEquals(1, timers.runDue(10));
        assertEquals(List.of(), ran);
        assertEquals(1, timers.runDue(10));
        assertEquals(List.of(1), ran);
    }

    @Test
    void aCancelledTimerHoldsOnToNothing() {
        WeakReference<Object> held = addAndCancel();
        while (held.get() != null) {
            System.gc();
        }
        assertEquals(Timers.NEVER, timers.nextNanos());
    }

    private WeakReference<Object> addAndCancel() {
        List<Integer> big = new ArrayList<>();
        timers.add(10, big::clear).cancel();
        return new WeakReference<>(big);
    }

    @Test
    void randomTimersRunAsASortedMapSays() {
        Random random = new Random(7);
        TreeMap<Long, Integer> model = new TreeMap<>();
        List<Integer> expected = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            // Times are made unique by the number in their low digits.
            long due = random.nextInt(1_000) * 100_000L + i;
            int number = i;
            Lane.Timer timer = timers.add(due, () -> ran.add(number));
            model.put(due, i);
            if (random.nextInt(4) > 0) {
                timer.cancel();
                model.remove(due);
            }
            if (i % 1_000 == 999) {
                long now = random.nextInt(200) * 100_000L;
                timers.runDue(now);
                expected.addAll(model.headMap(now, true).values());
                model.headMap(now, true).clear();
                long next = model.isEmpty() ? Timers.NEVER : model.firstKey();
                assertEquals(next, timers.nextNanos());
            }
        }
        assertEquals(expected, ran);
        assertTrue(ran.size() > 300, "enough ran for this to mean something: " + ran.size());
    }
}
