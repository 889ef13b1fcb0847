package io.skein.storage.compact;

import io.skein.records.Batch;
import java.nio.ByteBuffer;
import java.util.TreeMap;

/**
 * Which batch of a range is each producer's last, so that it stays, without records if need be:
 * from it a start learns what the producer may send next. One thread's. Beyond a number of
 * producers it takes every batch for a last one, which only keeps more.
 */
public final class LastSequences {
    static final int PRODUCERS_MAX = 100_000;

    private final TreeMap<Long, Long> lastOffsets = new TreeMap<>();

    /** A batch behind all that came before. */
    public void note(ByteBuffer batch) {
        long producer = Batch.producerId(batch, 0);
        if (producer < 0) return;
        boolean isKnown = lastOffsets.containsKey(producer);
        if (isKnown || lastOffsets.size() < PRODUCERS_MAX) {
            lastOffsets.put(producer, Batch.lastOffset(batch, 0));
        }
    }

    /** Whether the batch may be its producer's last. */
    public boolean mayBeLast(ByteBuffer batch) {
        long producer = Batch.producerId(batch, 0);
        if (producer < 0) return false;
        return lastOffsets.getOrDefault(producer, 0L) <= Batch.lastOffset(batch, 0);
    }
}
