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

    /** Too many bytes wait for their sync; try again soon. */
    record Overloaded() implements AppendResult {}

    /** The disk is full; try again when there is room. */
    record NoRoom() implements AppendResult {}

    /** The log is closed or its directory has failed. For good. */
    record Offline(String cause) implements AppendResult {}
}
