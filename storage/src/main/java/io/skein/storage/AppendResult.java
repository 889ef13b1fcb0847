package io.skein.storage;

/** What became of an append. A refused batch has left no trace. */
public sealed interface AppendResult {
    /**
     * In the log, and readable here; not durable before {@link LogNews.Durable} passes {@code
     * next}.
     *
     * @param next the offset after the batch's last
     */
    record Appended(long first, long next) implements AppendResult {}

    /**
     * It is in the log already, and was not appended again.
     *
     * @param next as of {@link Appended}: not durable before {@link LogNews.Durable} passes it
     */
    record Duplicate(long first, long next) implements AppendResult {}

    /**
     * Not the producer's next batch, nor one of its last ones.
     *
     * @param expected the sequence of the next
     */
    record OutOfOrder(long producerId, int expected, int got) implements AppendResult {
        /** Whether it comes too early. If not, it may have been in the log for long. */
        public boolean isGap() {
            return ((got - expected) & Integer.MAX_VALUE) <= Integer.MAX_VALUE / 2;
        }
    }

    /** A newer instance of the producer has written here. */
    record OldEpoch(long producerId, int epoch, int current) implements AppendResult {}

    /** Nothing is known of the producer any more, so its next batch cannot be told. */
    record UnknownProducer(long producerId, int sequence) implements AppendResult {}

    /** Too many bytes wait for their sync; try again soon. */
    record Overloaded() implements AppendResult {}

    /** The disk is full; try again when there is room. */
    record NoRoom(String cause) implements AppendResult {}

    /** The log is closed or its directory has failed. For good. */
    record Offline(String cause) implements AppendResult {}
}
