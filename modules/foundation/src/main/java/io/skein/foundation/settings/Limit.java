package io.skein.foundation.settings;

import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Which values of a type a setting may have.
 *
 * @param allows true for those it may
 * @param words says the same to people, given how to show a value; empty if everything is allowed
 */
public record Limit<T>(Predicate<T> allows, Function<Function<T, String>, String> words) {
    /** No limit. */
    public static <T> Limit<T> none() {
        return new Limit<>(value -> true, show -> "");
    }

    /** {@code least} or more. */
    public static <T extends Comparable<T>> Limit<T> atLeast(T least) {
        return new Limit<>(
                value -> value.compareTo(least) >= 0, show -> "at least " + show.apply(least));
    }

    /** {@code least} to {@code most}, both included. */
    public static <T extends Comparable<T>> Limit<T> between(T least, T most) {
        return new Limit<>(
                value -> value.compareTo(least) >= 0 && value.compareTo(most) <= 0,
                show -> show.apply(least) + " to " + show.apply(most));
    }

    /** What {@code allows} says, in the words of {@code words}, like "at least one directory". */
    public static <T> Limit<T> that(String words, Predicate<T> allows) {
        return new Limit<>(allows, show -> words);
    }

    /** This, or {@code special}, which stands for {@code meaning}: like -1 for "no limit". */
    public Limit<T> or(T special, String meaning) {
        return new Limit<>(
                value -> value.equals(special) || allows.test(value),
                show -> words.apply(show) + ", or " + show.apply(special) + " for " + meaning);
    }
}
