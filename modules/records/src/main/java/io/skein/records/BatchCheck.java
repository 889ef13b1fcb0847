package io.skein.records;

import io.skein.foundation.Check;
import io.skein.records.BatchVerdict.Invalid;
import io.skein.records.BatchVerdict.Valid;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/**
 * Judges bytes that claim to be a batch and may be anything. Never throws for what they hold, never
 * reads outside the region, never allocates by a length or count they claim. The region is {@code
 * at} (inclusive) to {@code end} (exclusive), inside the buffer's limit; the buffer is big-endian.
 */
public final class BatchCheck {
    private BatchCheck() {}

    /**
     * The batch that starts at {@code at}, before and after it lies in a log: checksum and header,
     * at memory speed. For recovery, followers and fetch; other batches may follow in the region.
     */
    public static BatchVerdict stored(ByteBuffer buffer, int at, int end) {
        Optional<Invalid> refusal = frame(buffer, at, end);
        if (refusal.isEmpty()) refusal = HeaderRules.all(buffer, at);
        return verdict(buffer, at, refusal);
    }

    /**
     * Exactly one batch as a client may send it: all of {@link #stored}, what only servers may mark
     * is not marked, and every record keeps its rules. The leader epoch is not looked at, as the
     * leader overwrites it; so is the base offset, which only must be one.
     */
    public static BatchVerdict produced(
            ByteBuffer buffer, int at, int end, DecompressionBound bound) {
        return produced(buffer, at, end, new ClientRules(bound, false));
    }

    /** As {@link #produced}, where every record must have a key: compaction goes by it. */
    public static BatchVerdict producedWithKeys(
            ByteBuffer buffer, int at, int end, DecompressionBound bound) {
        return produced(buffer, at, end, new ClientRules(bound, true));
    }

    /**
     * Exactly one batch that another node has found to be as {@link #produced} says, and passed on:
     * the same but for the records, at memory speed.
     */
    public static BatchVerdict forwarded(ByteBuffer buffer, int at, int end) {
        return verdict(buffer, at, producedButRecords(buffer, at, end));
    }

    private static BatchVerdict produced(ByteBuffer buffer, int at, int end, ClientRules rules) {
        Optional<Invalid> refusal = producedButRecords(buffer, at, end);
        if (refusal.isEmpty()) refusal = rules.records(buffer, at);
        return verdict(buffer, at, refusal);
    }

    private static Optional<Invalid> producedButRecords(ByteBuffer buffer, int at, int end) {
        Optional<Invalid> refusal = frame(buffer, at, end);
        if (refusal.isEmpty()) refusal = alone(buffer, at, end);
        if (refusal.isEmpty()) refusal = HeaderRules.butLeaderEpoch(buffer, at);
        if (refusal.isEmpty()) refusal = ClientRules.header(buffer, at);
        return refusal;
    }

    private static BatchVerdict verdict(ByteBuffer buffer, int at, Optional<Invalid> refusal) {
        if (refusal.isPresent()) return refusal.get();
        return new Valid((int) Batch.sizeBytes(buffer, at), Batch.count(buffer, at));
    }

    /** After this the batch lies whole inside the region, is of our version, and undamaged. */
    private static Optional<Invalid> frame(ByteBuffer buffer, int at, int end) {
        Check.that(buffer.order() == ByteOrder.BIG_ENDIAN, "batches are big-endian");
        Check.that(at >= 0 && at <= end && end <= buffer.limit(), "the region is inside", end);
        int there = end - at;
        // Length and magic come before "too short": garbage should not pass for a torn batch.
        if (there >= Batch.UNCOUNTED_BYTES && Batch.sizeBytes(buffer, at) < Batch.HEADER_BYTES) {
            return invalid(BatchFault.BAD_LENGTH, "length " + Batch.length(buffer, at));
        }
        if (there > Batch.MAGIC_AT && Batch.magic(buffer, at) != Batch.MAGIC) {
            return invalid(BatchFault.UNSUPPORTED_MAGIC, "magic " + Batch.magic(buffer, at));
        }
        if (there < Batch.HEADER_BYTES) {
            return invalid(BatchFault.TRUNCATED, "only " + there + " bytes of a header");
        }
        long size = Batch.sizeBytes(buffer, at);
        if (size > there) {
            return invalid(BatchFault.TRUNCATED, "only " + there + " of " + size + " bytes");
        }
        int crc = Batch.checksum(buffer, at);
        if (crc == Batch.crc(buffer, at)) return Optional.empty();
        return invalid(
                BatchFault.CORRUPT,
                String.format("checksum %08x, content %08x", Batch.crc(buffer, at), crc));
    }

    private static Optional<Invalid> alone(ByteBuffer buffer, int at, int end) {
        long size = Batch.sizeBytes(buffer, at);
        if (size == end - at) return Optional.empty();
        return invalid(BatchFault.TRAILING_BYTES, (end - at - size) + " bytes follow the batch");
    }

    static Optional<Invalid> invalid(BatchFault fault, String reason) {
        return Optional.of(new Invalid(fault, reason));
    }
}
