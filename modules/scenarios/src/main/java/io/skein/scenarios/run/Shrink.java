package io.skein.scenarios.run;

import io.skein.scenarios.story.Scenario;
import io.skein.scenarios.story.Verdict;
import io.skein.scenarios.story.Wish;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntSupplier;

/**
 * Looks for the smallest run that breaks the same invariant: leaves out clients from the last on,
 * then faults, then what clients and operators do; in halves, quarters, and at last one by one
 * (delta debugging).
 */
final class Shrink {
    /** Most runs. */
    static final int RUNS_MAX = 3_000;

    private static final int ACTORS_MIN = 2;
    private static final int ACTORS_MAX = 8;

    private final Scenario scenario;
    private final String invariant;
    private final Consumer<String> progress;
    private Verdict fallen;
    private Wish best;
    private int runs;

    Shrink(Scenario scenario, Verdict fallen, Consumer<String> progress) {
        this.scenario = scenario;
        this.invariant = fallen.fall().orElseThrow().invariant();
        this.progress = progress;
        this.fallen = fallen;
        this.best = Wish.of(fallen.seed());
    }

    Wish smallest() {
        for (int most = ACTORS_MIN; most <= ACTORS_MAX; most++) {
            if (attempt(best.withActors(most))) break;
        }
        leaveOutFaults();
        int before;
        // Some matter only as long as others are there.
        do {
            before = left(best, fallen);
            leaveOut(() -> fallen.deeds(), Wish::skipped, skipped -> best.skipping(skipped));
        } while (left(best, fallen) < before);
        leaveOutFaults();
        return best;
    }

    /** How many deeds are left, of how many. */
    String deedsLeft() {
        return left(best, fallen) + " of " + fallen.deeds();
    }

    private static int left(Wish wish, Verdict verdict) {
        return verdict.deeds() - wish.skipped().headSet(verdict.deeds()).size();
    }

    private void leaveOutFaults() {
        leaveOut(() -> fallen.faultsDrawn(), Wish::without, without -> best.without(without));
    }

    /** Leaves out as many numbers as can be; a smaller run may end with fewer, and never more. */
    private void leaveOut(
            IntSupplier count,
            Function<Wish, SortedSet<Integer>> left,
            Function<SortedSet<Integer>, Wish> with) {
        for (int size = count.getAsInt(); size >= 1; size /= 2) {
            for (int from = 0; from < count.getAsInt(); from += size) {
                SortedSet<Integer> more = new TreeSet<>(left.apply(best));
                int to = Math.min(count.getAsInt(), from + size);
                for (int i = from; i < to; i++) more.add(i);
                if (more.size() > left.apply(best).size()) attempt(with.apply(more));
            }
        }
    }

    private boolean attempt(Wish smaller) {
        if (runs++ >= RUNS_MAX) return false;
        Verdict verdict = scenario.run(smaller);
        boolean isSame =
                verdict.fall().filter(fall -> fall.invariant().equals(invariant)).isPresent();
        // Without some of what was done first it may take much more until it fails.
        if (!isSame || left(smaller, verdict) > left(best, fallen)) return false;
        best = smaller;
        fallen = verdict;
        progress.accept(
                "run %d fails so with %d faults left out, %s deeds, %d events"
                        .formatted(runs, best.without().size(), deedsLeft(), verdict.events()));
        return true;
    }
}
