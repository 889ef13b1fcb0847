package io.skein.storage.producers;

/**
 * A batch of a producer that is in the log.
 *
 * @param lastSequence less than {@code firstSequence} if the sequences began again in between
 */
record StoredBatch(int firstSequence, int lastSequence, long firstOffset, long lastOffset) {
    /** The sequence after another; they begin again at 0 behind the greatest int. */
    static int next(int sequence) {
        return (sequence + 1) & Integer.MAX_VALUE;
    }

    /** From a batch's last sequence, its last offset, and how many of either are before those. */
    static StoredBatch ending(int lastSequence, long lastOffset, int before) {
        int firstSequence = (lastSequence - before) & Integer.MAX_VALUE;
        return new StoredBatch(firstSequence, lastSequence, lastOffset - before, lastOffset);
    }

    /** What is added to the first offset to get the last. */
    int offsetDelta() {
        return (int) (lastOffset - firstOffset);
    }
}
