package io.skein.storage.producers;

/** Whether a leader may append a producer's batch. */
public sealed interface SequenceVerdict {
    /** It follows what is there. */
    record InOrder() implements SequenceVerdict {}

    /** It is there already; {@code nextOffset} is the offset after its last. */
    record Duplicate(long firstOffset, long nextOffset) implements SequenceVerdict {}

    /** Another sequence must come first, or has come already and is remembered no more. */
    record OutOfOrder(int expected, int got) implements SequenceVerdict {}

    /** A newer instance of the producer has taken over. */
    record OldEpoch(int current) implements SequenceVerdict {}

    /** The log knows nothing of the producer, so it cannot tell what comes next. */
    record UnknownProducer() implements SequenceVerdict {}
}
