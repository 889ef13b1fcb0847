package io.skein.server.door;

/** What comes back through the door: the reply that was asked for, or the reason why not. */
public sealed interface Answer<R> {
    record Done<R>(R reply) implements Answer<R> {}

    record Refused<R>(Refusal refusal) implements Answer<R> {}

    static <R> Answer<R> done(R reply) {
        return new Done<>(reply);
    }

    static <R> Answer<R> refused(Refusal refusal) {
        return new Refused<>(refusal);
    }
}
