package io.skein.storage;

/** What became of a cut. */
public sealed interface TruncateResult {
    /**
     * What was to go is gone for good.
     *
     * @param end next offset now; the start of the batch that the cut fell into
     */
    record Done(long end) implements TruncateResult {}

    /** The disk has no room for what must be written down first. Nothing was changed. */
    record NoRoom() implements TruncateResult {}

    /** These offsets do not check out, so no place to cut was found. Nothing was changed. */
    record Damaged(long from, long before, String cause) implements TruncateResult {}

    /**
     * The file could not be read, or the log is closed: nothing was changed. Or the directory has
     * failed: the next start finds an end somewhere between the cut and the old one.
     */
    record Offline(String cause) implements TruncateResult {}
}
