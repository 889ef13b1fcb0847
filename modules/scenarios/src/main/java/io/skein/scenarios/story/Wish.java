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
 * @param actorsMax most clients, to find the few that matter
 * @param trace hears every line of the trace, as it happens
 */
public record Wish(
        long seed, SortedSet<Integer> without, int actorsMax, Optional<Consumer<String>> trace) {
    /** The seed as it is. */
    public static Wish of(long seed) {
        return new Wish(seed, new TreeSet<>(), Integer.MAX_VALUE, Optional.empty());
    }

    /** The same, with these faults left out. */
    public Wish without(SortedSet<Integer> faults) {
        return new Wish(seed, faults, actorsMax, trace);
    }

    /** The same, with no more than so many clients. */
    public Wish withActors(int most) {
        return new Wish(seed, without, most, trace);
    }

    /** The same, told line by line. */
    public Wish toldTo(Consumer<String> to) {
        return new Wish(seed, without, actorsMax, Optional.of(to));
    }
}
