package io.skein.records;

import static io.skein.records.BatchCheck.invalid;

import io.skein.records.BatchVerdict.Invalid;
import java.nio.ByteBuffer;
import java.util.Optional;

/** What holds for the header of every batch, whoever made it and whatever compaction did to it. */
final class HeaderRules {
    private HeaderRules() {}

    static Optional<Invalid> all(ByteBuffer batch, int at) {
        int epoch = Batch.leaderEpoch(batch, at);
        if (epoch < Batch.NO_LEADER_EPOCH) {
            return invalid(BatchFault.BAD_OFFSETS, "leader epoch " + epoch);
        }
        return butLeaderEpoch(batch, at);
    }

    static Optional<Invalid> butLeaderEpoch(ByteBuffer batch, int at) {
        Optional<Invalid> refusal = attributes(batch, at);
        if (refusal.isEmpty()) refusal = offsets(batch, at);
        if (refusal.isEmpty()) refusal = count(batch, at);
        if (refusal.isEmpty()) refusal = timestamps(batch, at);
        if (refusal.isEmpty()) refusal = producer(batch, at);
        return refusal;
    }

    private static Optional<Invalid> attributes(ByteBuffer batch, int at) {
        int attributes = Batch.attributes(batch, at);
        if ((attributes & Batch.RESERVED_BITS) != 0) {
            return invalid(BatchFault.RESERVED_ATTRIBUTES, String.format("%04x", attributes));
        }
        if (Batch.codec(batch, at).isPresent()) return Optional.empty();
        return invalid(BatchFault.UNSUPPORTED_CODEC, "codec " + (attributes & Batch.CODEC_BITS));
    }

    private static Optional<Invalid> offsets(ByteBuffer batch, int at) {
        long base = Batch.baseOffset(batch, at);
        int lastDelta = Batch.lastOffsetDelta(batch, at);
        if (base < 0) return invalid(BatchFault.BAD_OFFSETS, "base offset " + base);
        if (lastDelta < 0) return invalid(BatchFault.BAD_OFFSETS, "last offset delta " + lastDelta);
        // The next offset must be a number too.
        if (base < Long.MAX_VALUE - lastDelta) return Optional.empty();
        return invalid(BatchFault.BAD_OFFSETS, base + " + " + lastDelta + " is too far");
    }

    private static Optional<Invalid> count(ByteBuffer batch, int at) {
        int count = Batch.count(batch, at);
        if (count < 0) return invalid(BatchFault.BAD_COUNT, "count " + count);
        long offsets = Batch.lastOffsetDelta(batch, at) + 1L;
        if (count > offsets) {
            return invalid(BatchFault.BAD_COUNT, count + " records in " + offsets + " offsets");
        }
        long bodyBytes = Batch.sizeBytes(batch, at) - Batch.HEADER_BYTES;
        boolean plain = (Batch.attributes(batch, at) & Batch.CODEC_BITS) == Codec.NONE.id();
        if (plain && count > bodyBytes / RecordReader.RECORD_BYTES_MIN) {
            return invalid(BatchFault.BAD_COUNT, count + " records in " + bodyBytes + " bytes");
        }
        if (count > 0 || bodyBytes == 0) return Optional.empty();
        return invalid(BatchFault.BAD_COUNT, "no records in " + bodyBytes + " bytes");
    }

    /** -1 is "none", which Kafka's compaction writes into a batch that it emptied. */
    private static Optional<Invalid> timestamps(ByteBuffer batch, int at) {
        long base = Batch.baseTimestampMillis(batch, at);
        long max = Batch.maxTimestampMillis(batch, at);
        if (base >= -1 && max >= -1) return Optional.empty();
        return invalid(BatchFault.BAD_TIMESTAMPS, "base " + base + ", max " + max);
    }

    private static Optional<Invalid> producer(ByteBuffer batch, int at) {
        long id = Batch.producerId(batch, at);
        short epoch = Batch.producerEpoch(batch, at);
        int sequence = Batch.baseSequence(batch, at);
        boolean control = Batch.isControl(batch, at);
        boolean none = id == -1 && epoch == -1 && sequence == -1;
        boolean full = id >= 0 && epoch >= 0 && sequence >= 0;
        // The coordinator's marks name the producer they end, and use none of its sequences.
        boolean mark = control && id >= 0 && epoch >= 0 && sequence == -1;
        if (none && Batch.isTransactional(batch, at)) {
            return invalid(BatchFault.BAD_PRODUCER, "a transaction without a producer");
        }
        if (none || full || mark) return Optional.empty();
        return invalid(
                BatchFault.BAD_PRODUCER,
                "producer " + id + ", epoch " + epoch + ", sequence " + sequence);
    }
}
