package io.skein.simulation;

/** What travels through a pipe. */
sealed interface Frame<M> {
    /** The first: somebody calls. */
    record Hello<M>() implements Frame<M> {}

    record Said<M>(M message) implements Frame<M> {}

    /** A message that cannot be read. */
    record Garbled<M>() implements Frame<M> {}

    /** The last. */
    record Bye<M>(String reason) implements Frame<M> {}
}
