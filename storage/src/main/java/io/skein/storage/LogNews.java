package io.skein.storage;

/** What a log tells its owner unasked, on the owner's lane, in this order of events. */
public sealed interface LogNews {
    /** Every offset before this is on the disk to stay, but for a {@link Truncation}. */
    record Durable(long before) implements LogNews {}

    /**
     * The disk was full: what was appended from {@code end} on is gone, and {@code end} is the next
     * offset again. Never below what was durable. An owner that has shown any of it to others takes
     * a new leader epoch before it appends again, or two contents would exist for one offset.
     */
    record CutBack(long end) implements LogNews {}

    /** The directory has failed: nothing that is not durable yet will be. The last news. */
    record Offline(String cause) implements LogNews {}
}
