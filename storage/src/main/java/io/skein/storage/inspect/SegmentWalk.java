package io.skein.storage.inspect;

import io.skein.records.Batch;
import io.skein.records.BatchCheck;
import io.skein.records.BatchVerdict;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Goes through a segment batch by batch, past batches that are damaged as long as their lengths
 * lead on. Every step goes forward; memory follows what is there, not what a length claims. One
 * thread's.
 */
public final class SegmentWalk implements AutoCloseable {
    /** No batch is longer; a length that says so is damage. */
    public static final int BATCH_BYTES_MAX = 64 << 20;

    private static final int WINDOW_BYTES = 1 << 20;

    /** What comes next in the file. */
    public sealed interface Step {
        /**
         * A batch.
         *
         * @param batch from its first byte to its limit; until the next step
         * @param fault what is wrong with it: then its fields may not be believed
         */
        record Found(long position, ByteBuffer batch, Optional<String> fault) implements Step {}

        /** Bytes up to the end of the file in which no batch can be made out. */
        record Rest(long position, long bytes, String why) implements Step {}

        /** The file is over. */
        record End() implements Step {}
    }

    private final ReadOnlyFile file;
    private ByteBuffer window = ByteBuffer.allocate(0);
    private long windowAt;
    private long position;

    private SegmentWalk(ReadOnlyFile file) {
        this.file = file;
    }

    /** Stands at the beginning. */
    public static SegmentWalk open(Path log) throws IOException {
        return new SegmentWalk(ReadOnlyFile.open(log));
    }

    /** Bytes of the file when it was opened. */
    public long length() {
        return file.length();
    }

    /** Takes the next step. Behind a rest there is the end. */
    public Step next() throws IOException {
        long left = file.length() - position;
        if (left <= 0) return new Step.End();
        int there = fill((int) Math.min(left, Batch.HEADER_BYTES));
        if (there < Batch.HEADER_BYTES) return rest(left, "only " + there + " bytes of a header");
        long size = Batch.sizeBytes(window, (int) (position - windowAt));
        if (size < Batch.HEADER_BYTES || size > BATCH_BYTES_MAX) {
            return rest(left, "no batch has the length " + (size - Batch.HEADER_BYTES));
        }
        if (size > left) return rest(left, "only " + left + " of " + size + " bytes of a batch");
        if (fill((int) size) < size) return rest(left, "the file has become shorter");
        ByteBuffer batch = window.slice((int) (position - windowAt), (int) size);
        Optional<String> fault =
                switch (BatchCheck.stored(batch, 0, (int) size)) {
                    case BatchVerdict.Valid _ -> Optional.empty();
                    case BatchVerdict.Invalid(_, String reason) -> Optional.of(reason);
                };
        long at = position;
        position += size;
        return new Step.Found(at, batch, fault);
    }

    private Step rest(long left, String why) {
        long at = position;
        position = file.length();
        return new Step.Rest(at, left, why);
    }

    /**
     * Sees to it that these bytes from the position on are in the window, and says how many are.
     */
    private int fill(int bytes) throws IOException {
        if (position + bytes > windowAt + window.limit()) {
            int capacity = Math.max(bytes, WINDOW_BYTES);
            if (window.capacity() < capacity) window = ByteBuffer.allocate(capacity);
            long left = file.length() - position;
            window.clear().limit((int) Math.min(window.capacity(), left));
            windowAt = position;
            file.read(window, position);
            window.flip();
        }
        return (int) Math.min(bytes, windowAt + window.limit() - position);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
