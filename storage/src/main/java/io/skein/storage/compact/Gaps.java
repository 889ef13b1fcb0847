package io.skein.storage.compact;

import io.skein.records.Batch;
import io.skein.records.BatchRewrite;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * Puts a batch without records in the place of those that are gone, one for each leader epoch. So
 * offsets in a log go on without a gap, and a base offset that is wrong, which no checksum covers,
 * still shows everywhere; and the epochs can be read from the log as they were.
 */
public final class Gaps {
    private long first = -1;
    private long last = -1;
    private int epoch = -1;

    /** Nothing of this batch stays; the filler that ends before it, if there is one. */
    public Optional<ByteBuffer> drop(ByteBuffer batch) {
        boolean goesOn = first >= 0 && epoch == Batch.leaderEpoch(batch, 0);
        Optional<ByteBuffer> before = goesOn ? Optional.empty() : close();
        if (!goesOn) first = Batch.baseOffset(batch, 0);
        last = Batch.lastOffset(batch, 0);
        epoch = Batch.leaderEpoch(batch, 0);
        return before;
    }

    /** A batch stays, or the end has come: the filler before it, if there is one. */
    public Optional<ByteBuffer> close() {
        if (first < 0) return Optional.empty();
        ByteBuffer filler = BatchRewrite.filler(first, last, epoch);
        first = -1;
        return Optional.of(filler);
    }
}
