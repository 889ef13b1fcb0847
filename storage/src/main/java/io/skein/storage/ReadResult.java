package io.skein.storage;

import java.nio.ByteBuffer;
import java.util.List;

/** What a read brought. */
public sealed interface ReadResult {
    /**
     * Whole batches in order, without gaps; the first may begin before the offset asked for. Empty
     * when there is nothing between the offset and the limit. The buffers are shared with other
     * readers: their bytes must not be changed.
     *
     * @param next where to read on
     * @param lease the memory that they lie in
     */
    record Batches(List<ByteBuffer> batches, long next, Lease lease) implements ReadResult {
        /** Batches that stay as they are for as long as anybody holds them. */
        public Batches(List<ByteBuffer> batches, long next) {
            this(batches, next, Lease.NONE);
        }

        long sizeBytes() {
            long bytes = 0;
            for (ByteBuffer batch : batches) bytes += batch.remaining();
            return bytes;
        }
    }

    /** The offset is before the first one kept, or after the end. */
    record OutOfRange(long start, long end) implements ReadResult {}

    /** These offsets should be there, but what is stored does not check out. Nothing is served. */
    record Damaged(long from, long before, String cause) implements ReadResult {}

    /** Too many reads are under way; try again soon. */
    record Overloaded() implements ReadResult {}

    /** The file could not be read, or the log is closed. */
    record Offline(String cause) implements ReadResult {}

    /** Nobody will look at what was read: gives back the memory, if any is lent. */
    default void giveBack() {
        if (this instanceof Batches(_, _, Lease lease)) lease.giveBack();
    }
}
