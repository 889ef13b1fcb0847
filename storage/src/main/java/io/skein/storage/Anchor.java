package io.skein.storage;

import io.skein.storage.format.IndexEntries;
import java.nio.ByteBuffer;

/**
 * A batch's place in a segment as an index claims it. Whoever reads there compares the batch with
 * the claim, so that an index that is wrong costs time but never gives a wrong answer.
 *
 * @param lastOffset of the batch there; {@link #UNKNOWN} at the segment's beginning
 */
record Anchor(int position, long lastOffset) {
    static final long UNKNOWN = -1;
    static final Anchor BEGINNING = new Anchor(0, UNKNOWN);

    static Anchor of(long base, ByteBuffer offsets, int bytes, long offset) {
        int at = IndexEntries.floor(offsets, bytes, offset - base);
        if (at < 0) return BEGINNING;
        return new Anchor(
                IndexEntries.position(offsets, at),
                base + IndexEntries.relativeOffset(offsets, at));
    }

    boolean isBeginning() {
        return lastOffset == UNKNOWN;
    }
}
