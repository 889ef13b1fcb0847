package io.skein.storage;

/** Where a time is in a log. */
public sealed interface TimeResult {
    /** The first record whose timestamp is at or after the one asked for. */
    record Found(long offset, long timestamp) implements TimeResult {}

    /** All records before the limit are older. */
    record None() implements TimeResult {}

    /** It cannot be told, for what lies on the way does not check out. */
    record Damaged(long from, long before, String cause) implements TimeResult {}

    /** Too many reads are under way; try again soon. */
    record Overloaded() implements TimeResult {}

    /** The file could not be read, or the log is closed. */
    record Offline(String cause) implements TimeResult {}
}
