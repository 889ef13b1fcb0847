package io.skein.storage;

import io.skein.records.Batch;
import java.nio.ByteBuffer;

/** Looks at a batch of which only the beginning may be there. */
final class BatchReading {
    private BatchReading() {}

    /**
     * How many bytes the batch at the buffer's beginning claims to have, if it is credible: not
     * more than {@code bytesMax}. Zero otherwise.
     */
    static int bytesOf(ByteBuffer buffer, int available, int bytesMax) {
        if (available < Batch.HEADER_BYTES) return 0;
        long bytes = Batch.sizeBytes(buffer, 0);
        return bytes < Batch.HEADER_BYTES || bytes > bytesMax ? 0 : (int) bytes;
    }
}
