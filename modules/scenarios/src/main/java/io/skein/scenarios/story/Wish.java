package io.skein.scenarios.story;

import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * What is asked of one run.
 *
 * @param seed everything follows from it
 * @param without numbers of the drawn faults that are left out, to find the few that matter
 * @param skipped numbers of the {@link Deeds} that are left out, to find the few that matter
 * @param actorsMax most clients, to find the few that matter
 * @param trace hears every line of the trace, as it happens
 */
public record Wish(
        long seed,
        SortedSet<Integer> without,
        SortedSet<Integer> skipped,
        int actorsMax,
        Optional<Consumer<String>> trace) {
    /** The seed as it is. */
    public static Wish of(long seed) {
        return new Wish(
                seed, new TreeSet<>(), new TreeSet<>(), Integer.MAX_VALUE, Optional.empty());
    }

    /** The same, with these faults left out. */
    public Wish without(SortedSet<Integer> faults) {
        return new Wish(seed, faults, skipped, actorsMax, trace);
    }

    /** The same, with these deeds left out. */
    public Wish skipping(SortedSet<Integer> deeds) {
        return new Wish(seed, without, deeds, actorsMax, trace);
    }

    /** The same, with no more than so many clients. */
    public Wish withActors(int most) {
        return new Wish(seed, without, skipped, most, trace);
    }

    /** The same, told line by line. */
    public Wish toldTo(Consumer<String> to) {
        return new Wish(seed, without, skipped, actorsMax, Optional.of(to));
    }
}
