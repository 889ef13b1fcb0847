package io.skein.foundation.settings;

import java.util.function.Function;

/** What a text turned out to be: a value, or not one, and why. */
public sealed interface Parsed<T> {
    /** What the value becomes, or again what is wrong. */
    <R> Parsed<R> then(Function<T, Parsed<R>> next);

    /** One of two outcomes, whichever applies. */
    <R> R match(Function<T, R> good, Function<String, R> bad);

    /** A value. */
    record Good<T>(T value) implements Parsed<T> {
        @Override
        public <R> Parsed<R> then(Function<T, Parsed<R>> next) {
            return next.apply(value);
        }

        @Override
        public <R> R match(Function<T, R> good, Function<String, R> bad) {
            return good.apply(value);
        }
    }

    /** Not a value; {@code problem} continues the sentence "it is…", like "not a number". */
    record Bad<T>(String problem) implements Parsed<T> {
        @Override
        public <R> Parsed<R> then(Function<T, Parsed<R>> next) {
            return new Bad<>(problem);
        }

        @Override
        public <R> R match(Function<T, R> good, Function<String, R> bad) {
            return bad.apply(problem);
        }
    }
}
