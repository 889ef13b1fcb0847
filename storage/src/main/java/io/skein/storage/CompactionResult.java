package io.skein.storage;

/** What became of a call to compact a log. */
public sealed interface CompactionResult {
    /** There is nothing to do at present, or it is under way already. */
    record NotDue() implements CompactionResult {}

    /**
     * A pass was made.
     *
     * @param readBytes of segments, each as often as it was read
     * @param writtenBytes of the segments that took the place of others
     * @param removedBytes by how much the log is smaller
     * @param mapBytes what the map of keys took
     */
    record Done(long readBytes, long writtenBytes, long removedBytes, long mapBytes)
            implements CompactionResult {}

    /** Something is wrong with this log; it is left alone for a while, and then tried again. */
    record Parked(String cause) implements CompactionResult {}

    /** The disk has no room for the new segment; what was done before that stays done. */
    record NoRoom() implements CompactionResult {}

    /** Something else came first: the log is closed, cut, or has lost its oldest segments. */
    record Stopped() implements CompactionResult {}
}
