package io.skein.server.door;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.OptionalLong;

/** What a partition's leader answers. */
public sealed interface PartitionReply {
    /**
     * It is in the log.
     *
     * @param durable whether the disks of all in-sync replicas have confirmed it; false for acks
     *     none
     */
    record Appended(
            long baseOffset, boolean durable, OptionalLong appendTimeMillis, long logStartOffset)
            implements PartitionReply {}

    /**
     * Whole batches, possibly none; the first may begin before the offset asked for.
     *
     * @param batches read-only slices, each of one or more whole batches, in order
     * @param nextOffset the offset after the last record, or the asked one if there is none
     */
    record Batches(List<ByteBuffer> batches, long nextOffset, Offsets offsets)
            implements PartitionReply {}

    /** Everything from {@code logStart} to before {@code highWatermark} can be read. */
    record Offsets(long logStart, long highWatermark) implements PartitionReply {}

    /** The record found; for a time after the last record the next offset, without a time. */
    record FoundTime(long offset, OptionalLong timestampMillis) implements PartitionReply {}
}
