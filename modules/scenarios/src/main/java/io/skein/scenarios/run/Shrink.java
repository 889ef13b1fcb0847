package io.skein.scenarios.run;

import io.skein.scenarios.story.Scenario;
import io.skein.scenarios.story.Verdict;
import io.skein.scenarios.story.Wish;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * Looks for the smallest run that breaks the same invariant: leaves out clients from the last on,
 * then faults, in halves, quarters, and at last one by one.
 */
final class Shrink {
    private static final int ACTORS_MIN = 2;
    private static final int ACTORS_MAX = 8;

    private final Scenario scenario;
    private final String invariant;
    private final Consumer<String> progress;
    private Wish best;

    Shrink(Scenario scenario, Verdict fallen, Consumer<String> progress) {
        this.scenario = scenario;
        this.invariant = fallen.fall().orElseThrow().invariant();
        this.progress = progress;
        this.best = Wish.of(fallen.seed());
    }

    Wish smallest(int faultsDrawn) {
        for (int most = ACTORS_MIN; most <= ACTORS_MAX; most++) {
            if (attempt(best.withActors(most))) break;
        }
        for (int size = faultsDrawn; size >= 1; size /= 2) {
            for (int from = 0; from < faultsDrawn; from += size) leaveOut(from, size, faultsDrawn);
        }
        return best;
    }

    private void leaveOut(int from, int size, int faultsDrawn) {
        SortedSet<Integer> without = new TreeSet<>(best.without());
        for (int i = from; i < Math.min(faultsDrawn, from + size); i++) without.add(i);
        if (without.size() > best.without().size()) attempt(best.without(without));
    }

    private boolean attempt(Wish smaller) {
        Verdict verdict = scenario.run(smaller);
        boolean same =
                verdict.fall().filter(fall -> fall.invariant().equals(invariant)).isPresent();
        if (same) best = smaller;
        progress.accept(
                "%s with %d faults left out and %d clients at the most: %s"
                        .formatted(
                                smaller.seed(),
                                smaller.without().size(),
                                smaller.actorsMax(),
                                same ? "still fails" : "does not fail so"));
        return same;
    }
}
