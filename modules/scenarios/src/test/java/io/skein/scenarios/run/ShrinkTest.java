package io.skein.scenarios.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skein.scenarios.history.Violation;
import io.skein.scenarios.story.Deeds;
import io.skein.scenarios.story.Scenario;
import io.skein.scenarios.story.Verdict;
import io.skein.scenarios.story.Wish;
import io.skein.simulation.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class ShrinkTest {
    private static final int FAULTS = 9;
    private static final int DEEDS = 1_000;

    /** Fails if fault 4 happens, and what is done as number 17 and as number 803. */
    private record Play(World world, Wish wish, Deeds deeds) implements Scenario.Play {
        @Override
        public void play() {
            boolean isFaulty = !wish.without().contains(4);
            int bad = 0;
            for (int i = 0; i < DEEDS; i++) {
                boolean isDone = deeds.isNextDone();
                if (isDone) world.trace("deed " + i);
                if (isDone && (i == 17 || i == 803)) bad++;
            }
            if (isFaulty && bad == 2) throw new Violation("X1 both", "of " + wish.seed());
            if (!isFaulty) throw new Violation("X2 another", "which is not looked for");
        }

        @Override
        public Verdict verdict(Optional<Verdict.Fall> fall) {
            return new Verdict(
                    wish.seed(),
                    FAULTS,
                    deeds.count(),
                    0,
                    0,
                    new TreeMap<>(),
                    new TreeMap<>(),
                    0,
                    0,
                    0,
                    fall);
        }
    }

    private static final Scenario MADE =
            new Scenario(
                    "made",
                    List.of(),
                    (world, wish) -> new Play(world, wish, new Deeds(wish.skipped())));

    @Test
    void whatMattersIsLeft() {
        List<String> progress = new ArrayList<>();
        Shrink shrink = new Shrink(MADE, MADE.run(Wish.of(5)), progress::add);
        Wish smallest = shrink.smallest();
        assertEquals("0-3,5-8", Ranges.text(smallest.without()));
        assertEquals("0-16,18-802,804-999", Ranges.text(smallest.skipped()));
        assertEquals("2 of 1000", shrink.deedsLeft());
        assertEquals(2, smallest.actorsMax());
        assertEquals("X1 both", MADE.run(smallest).fall().orElseThrow().invariant());
        assertTrue(progress.getLast().contains("2 of 1000 deeds"), progress.getLast());
    }

    @Test
    void rangesAreReadAsTheyAreWritten() {
        TreeSet<Integer> some = new TreeSet<>(List.of(0, 1, 2, 7, 9, 10));
        assertEquals("0-2,7,9-10", Ranges.text(some));
        assertEquals(some, Ranges.read("0-2,7,9-10", 6));
        assertEquals(new TreeSet<>(), Ranges.read("", 6));
        for (String bad : List.of("x", "3-1", "-4", "0-6", "1,2-", "0-2147483647")) {
            assertThrows(NumberFormatException.class, () -> Ranges.read(bad, 6), bad);
        }
    }
}
