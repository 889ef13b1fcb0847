package io.skein.server.door;

import java.nio.ByteBuffer;
import java.util.OptionalLong;

/** What is asked of one partition; its leader answers. */
public sealed interface PartitionRequest<R> {
    /**
     * Appends exactly one batch, untrusted; the buffer is the node's from here on.
     *
     * @param batch writable, on the heap, from its position to its limit
     * @param run what it must keep its order with
     */
    record Append(ByteBuffer batch, Acks acks, AppendRun run)
            implements PartitionRequest<PartitionReply.Appended> {
        /** An append that stands alone. */
        public Append(ByteBuffer batch, Acks acks) {
            this(batch, acks, new AppendRun());
        }
    }

    /**
     * Reads whole batches from {@code offset} up to the high watermark.
     *
     * @param bytesMax most bytes, but one batch at least
     * @param waitNanos how long to wait for something to read; 0 answers at once
     * @param lastEpoch the leader epoch of the last batch that the reader has had; {@link
     *     #NO_EPOCH} if it has had none. Who leads in an earlier one leads no more.
     */
    record Read(long offset, int bytesMax, long waitNanos, int lastEpoch)
            implements PartitionRequest<PartitionReply.Batches> {
        /** Of a reader that has had nothing. */
        public static final int NO_EPOCH = -1;

        /** By a reader that has had nothing. */
        public Read(long offset, int bytesMax, long waitNanos) {
            this(offset, bytesMax, waitNanos, NO_EPOCH);
        }

        /** The same with other bounds. */
        public Read within(int mostBytes, long nanos) {
            return new Read(offset, mostBytes, nanos, lastEpoch);
        }
    }

    /** The first offset that is kept, and the high watermark. */
    record Bounds() implements PartitionRequest<PartitionReply.Offsets> {}

    /** The first record at or after this time. */
    record OffsetForTime(long timestampMillis)
            implements PartitionRequest<PartitionReply.FoundTime> {}

    /**
     * Lets go of all records before an offset, for good.
     *
     * @param before empty: the high watermark
     */
    record DeleteRecords(OptionalLong before)
            implements PartitionRequest<PartitionReply.RecordsDeleted> {}

    /** When an append is answered. */
    enum Acks {
        NONE,
        LEADER,
        ALL
    }
}
