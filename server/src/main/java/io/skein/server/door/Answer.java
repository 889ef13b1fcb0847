package io.skein.server.door;

import java.util.function.Function;

/** What comes back through the door: the reply that was asked for, or the reason why not. */
public sealed interface Answer<R> {
    record Done<R>(R reply) implements Answer<R> {}

    record Refused<R>(Refusal refusal) implements Answer<R> {}

    /** The same about something else that was asked for with it. */
    default <T> Answer<T> map(Function<R, T> reply) {
        return switch (this) {
            case Done<R>(R done) -> new Done<>(reply.apply(done));
            case Refused<R>(Refusal refusal) -> new Refused<>(refusal);
        };
    }

    static <R> Answer<R> done(R reply) {
        return new Done<>(reply);
    }

    static <R> Answer<R> refused(Refusal refusal) {
        return new Refused<>(refusal);
    }
}
