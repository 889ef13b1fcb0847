package io.skein.storage.compact;

import io.skein.records.Batch;
import io.skein.storage.producers.Producers;
import java.nio.ByteBuffer;
import java.util.TreeMap;

/**
 * Which batch of a range is the last of a producer that the log knows, so that it stays, without
 * records if need be: from it a start learns what the producer may send next. One thread's.
 */
public final class LastSequences {
    private final TreeMap<Long, Long> lastOffsets = new TreeMap<>();
    private final Producers known;

    /** Whoever is not known has been forgotten, and may be for good. */
    public LastSequences(Producers known) {
        this.known = known;
    }

    /** A batch behind all that came before. */
    public void note(ByteBuffer batch) {
        long producer = Batch.producerId(batch, 0);
        // Not by the times of records: those of a producer that is here now may be years old.
        if (known.has(producer)) lastOffsets.put(producer, Batch.lastOffset(batch, 0));
    }

    /** Whether the batch is its producer's last of those that were noted. */
    public boolean isLast(ByteBuffer batch) {
        long last = lastOffsets.getOrDefault(Batch.producerId(batch, 0), Long.MAX_VALUE);
        return last <= Batch.lastOffset(batch, 0);
    }
}
