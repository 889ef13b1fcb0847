package io.skein.storage;

import io.skein.foundation.world.DiskFile;
import io.skein.records.Batch;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Looks for the newest time in a closed segment by the headers of its batches, some at a time: an
 * index may be wrong, and nothing is deleted on the word of an index. Handed to and fro between the
 * log's lane and the read lane, which advances it.
 */
final class NewestTime {
    private static final int BATCHES_PER_TURN = 1_000;

    private final ReadOrder order;
    private final ByteBuffer header = ByteBuffer.allocate(Batch.HEADER_BYTES);
    private int position;
    private long expected;
    private long newestMillis = -1;

    enum State {
        UNDER_WAY,
        DONE,
        /** The segment cannot be read, or makes no sense: nothing is known of its times. */
        FAILED
    }

    NewestTime(ReadOrder order) {
        this.order = order;
        this.expected = order.base();
    }

    ReadOrder order() {
        return order;
    }

    /** Once it is done. */
    long newestMillis() {
        return newestMillis;
    }

    State advance(DiskFile file) throws IOException {
        for (int i = 0; i < BATCHES_PER_TURN && position < order.bytes(); i++) {
            header.clear();
            if (file.read(header, position) < Batch.HEADER_BYTES) return State.FAILED;
            long bytes = Batch.sizeBytes(header, 0);
            boolean fits = bytes >= Batch.HEADER_BYTES && bytes <= order.bytes() - position;
            if (!fits || Batch.baseOffset(header, 0) != expected) return State.FAILED;
            newestMillis = Math.max(newestMillis, Batch.maxTimestampMillis(header, 0));
            expected = Batch.nextOffset(header, 0);
            position += (int) bytes;
        }
        return position < order.bytes() ? State.UNDER_WAY : State.DONE;
    }
}
