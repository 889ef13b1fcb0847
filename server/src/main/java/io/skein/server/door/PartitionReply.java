package io.skein.server.door;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.OptionalLong;

/** What a partition's leader answers. */
public sealed interface PartitionReply {
    /**
     * It is in the log.
     *
     * @param agreed whether the disks of all in-sync replicas have confirmed it; false where less
     *     was asked for
     */
    record Appended(
            long baseOffset, boolean agreed, OptionalLong appendTimeMillis, long logStartOffset)
            implements PartitionReply {}

    /**
     * Whole batches, possibly none; the first may begin before the offset asked for.
     *
     * @param batches read-only slices, each of one or more whole batches, in order
     * @param nextOffset the offset after the last record, or the asked one if there is none
     * @param giveBack lets the memory of the batches be used again; for who has sent or copied them
     *     and drops them. From any thread, and once it does nothing more; who forgets it loses only
     *     speed.
     */
    record Batches(List<ByteBuffer> batches, long nextOffset, Offsets offsets, Runnable giveBack)
            implements PartitionReply {
        /** Batches in memory that nobody waits for. */
        public Batches(List<ByteBuffer> batches, long nextOffset, Offsets offsets) {
            this(batches, nextOffset, offsets, () -> {});
        }
    }

    /**
     * Everything from {@code logStart} to before {@code highWatermark} can be read.
     *
     * @param known whether that is all that is agreed; a new leader knows so only when its
     *     followers have told it
     */
    record Offsets(long logStart, long highWatermark, boolean known) implements PartitionReply {
        /** All that there is. */
        public Offsets(long logStart, long highWatermark) {
            this(logStart, highWatermark, true);
        }
    }

    /** The record found; for a time after the last record the next offset, without a time. */
    record FoundTime(long offset, OptionalLong timestampMillis) implements PartitionReply {}

    /** The records are out of reach for good; {@code logStart} is the first offset kept now. */
    record RecordsDeleted(long logStart) implements PartitionReply {}
}
