package io.skein.records;

import io.skein.foundation.Check;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * The layout of RecordBatch v2, as static functions over a big-endian buffer and the index {@code
 * at} of the batch's first byte. Nothing here moves the buffer's position or limit.
 *
 * <pre>
 *  0 baseOffset i64         17 crc i32, of 21 to end    43 producerId i64
 *  8 length i32, of 12 on   21 attributes i16           51 producerEpoch i16
 * 12 leaderEpoch i32        23 lastOffsetDelta i32      53 baseSequence i32
 * 16 magic i8 = 2           27 baseTimestamp i64        57 count i32
 *                           35 maxTimestamp i64         61 records, plain or one block
 *
 * attributes: 0-2 codec, 3 append time, 4 transactional, 5 control, 6 delete horizon, 7-15 zero
 * </pre>
 *
 * The getters believe what they read: bytes from elsewhere go through {@link BatchCheck} first. The
 * one exception is {@link #sizeBytes}, which may be negative or too large in damaged bytes.
 */
public final class Batch {
    /** Bytes before the first record. */
    public static final int HEADER_BYTES = 61;

    /** The leader epoch of a batch that no leader has stamped yet. */
    public static final int NO_LEADER_EPOCH = -1;

    /**
     * Producer id, producer epoch and sequence of a batch that is not from an idempotent producer.
     */
    public static final int NO_PRODUCER = -1;

    static final byte MAGIC = 2;
    static final int LENGTH_AT = 8;
    static final int LEADER_EPOCH_AT = 12;
    static final int MAGIC_AT = 16;
    static final int CRC_AT = 17;
    static final int ATTRIBUTES_AT = 21;
    static final int LAST_OFFSET_DELTA_AT = 23;
    static final int BASE_TIMESTAMP_AT = 27;
    static final int MAX_TIMESTAMP_AT = 35;
    static final int PRODUCER_ID_AT = 43;
    static final int PRODUCER_EPOCH_AT = 51;
    static final int BASE_SEQUENCE_AT = 53;
    static final int COUNT_AT = 57;

    /** Base offset and length: what the length field does not count. */
    static final int UNCOUNTED_BYTES = 12;

    static final int CODEC_BITS = 0x07;
    static final int APPEND_TIME_BIT = 0x08;
    static final int TRANSACTIONAL_BIT = 0x10;
    static final int CONTROL_BIT = 0x20;
    static final int DELETE_HORIZON_BIT = 0x40;
    static final int RESERVED_BITS = 0xFF80;

    private Batch() {}

    /** Offset of the first record; what the producer sent until {@link #stamp stamped}. */
    public static long baseOffset(ByteBuffer batch, int at) {
        return batch.getLong(at);
    }

    /** The length field: bytes that follow it. */
    public static int length(ByteBuffer batch, int at) {
        return batch.getInt(at + LENGTH_AT);
    }

    /**
     * The whole batch, header included; wider than an int so that a damaged length stays visible.
     */
    public static long sizeBytes(ByteBuffer batch, int at) {
        return (long) length(batch, at) + UNCOUNTED_BYTES;
    }

    /** Epoch of the leader that appended the batch, or {@link #NO_LEADER_EPOCH}. */
    public static int leaderEpoch(ByteBuffer batch, int at) {
        return batch.getInt(at + LEADER_EPOCH_AT);
    }

    /** Format version: 2 in every batch that {@link BatchCheck} lets through. */
    public static byte magic(ByteBuffer batch, int at) {
        return batch.get(at + MAGIC_AT);
    }

    /** The stored CRC-32C; see {@link #checksum} for the true one. */
    public static int crc(ByteBuffer batch, int at) {
        return batch.getInt(at + CRC_AT);
    }

    /** All 16 attribute bits, unsigned. */
    public static int attributes(ByteBuffer batch, int at) {
        return batch.getShort(at + ATTRIBUTES_AT) & 0xFFFF;
    }

    /** How the records are compressed; empty for a codec id that nobody has given a meaning. */
    public static Optional<Codec> codec(ByteBuffer batch, int at) {
        return Codec.byId(attributes(batch, at) & CODEC_BITS);
    }

    /** True if every record's time is {@link #maxTimestampMillis}, given by the leader. */
    public static boolean isAppendTime(ByteBuffer batch, int at) {
        return (attributes(batch, at) & APPEND_TIME_BIT) != 0;
    }

    /** True if the batch belongs to a transaction. */
    public static boolean isTransactional(ByteBuffer batch, int at) {
        return (attributes(batch, at) & TRANSACTIONAL_BIT) != 0;
    }

    /** True if the records are marks for the log itself, not for consumers. */
    public static boolean isControl(ByteBuffer batch, int at) {
        return (attributes(batch, at) & CONTROL_BIT) != 0;
    }

    /** True if {@link #baseTimestampMillis} holds the time when tombstones may go. */
    public static boolean hasDeleteHorizon(ByteBuffer batch, int at) {
        return (attributes(batch, at) & DELETE_HORIZON_BIT) != 0;
    }

    /** Last offset minus base offset; stays as it is when compaction removes records. */
    public static int lastOffsetDelta(ByteBuffer batch, int at) {
        return batch.getInt(at + LAST_OFFSET_DELTA_AT);
    }

    /** What the records' timestamp deltas are added to; the delete horizon, if there is one. */
    public static long baseTimestampMillis(ByteBuffer batch, int at) {
        return batch.getLong(at + BASE_TIMESTAMP_AT);
    }

    /** The newest record's time. */
    public static long maxTimestampMillis(ByteBuffer batch, int at) {
        return batch.getLong(at + MAX_TIMESTAMP_AT);
    }

    /** The idempotent producer's id, or {@link #NO_PRODUCER}. */
    public static long producerId(ByteBuffer batch, int at) {
        return batch.getLong(at + PRODUCER_ID_AT);
    }

    /** The idempotent producer's epoch, or {@link #NO_PRODUCER}. */
    public static short producerEpoch(ByteBuffer batch, int at) {
        return batch.getShort(at + PRODUCER_EPOCH_AT);
    }

    /** Sequence of the first record, or {@link #NO_PRODUCER}. */
    public static int baseSequence(ByteBuffer batch, int at) {
        return batch.getInt(at + BASE_SEQUENCE_AT);
    }

    /** Sequence of the last record, which starts again at 0 after 2^31 - 1. */
    public static int lastSequence(ByteBuffer batch, int at) {
        int base = baseSequence(batch, at);
        return base == NO_PRODUCER ? base : (base + lastOffsetDelta(batch, at)) & Integer.MAX_VALUE;
    }

    /** Records in the batch; may be 0 after compaction. */
    public static int count(ByteBuffer batch, int at) {
        return batch.getInt(at + COUNT_AT);
    }

    /** Offset of the last record, even if compaction removed that record. */
    public static long lastOffset(ByteBuffer batch, int at) {
        return baseOffset(batch, at) + lastOffsetDelta(batch, at);
    }

    /** Base offset of the batch that follows. */
    public static long nextOffset(ByteBuffer batch, int at) {
        return lastOffset(batch, at) + 1;
    }

    /** The leader's only two writes into a client's batch: the checksum covers neither. */
    public static void stamp(ByteBuffer batch, int at, long baseOffset, int leaderEpoch) {
        Check.that(baseOffset >= 0, "offsets start at zero", baseOffset);
        Check.that(leaderEpoch >= 0, "leader epochs start at zero", leaderEpoch);
        batch.putLong(at, baseOffset);
        batch.putInt(at + LEADER_EPOCH_AT, leaderEpoch);
    }

    /** For topics with append time: every record is from {@code millis}. Renews the checksum. */
    public static void stampAppendTime(ByteBuffer batch, int at, long millis) {
        Check.that(millis >= 0, "time starts at zero", millis);
        batch.putShort(at + ATTRIBUTES_AT, (short) (attributes(batch, at) | APPEND_TIME_BIT));
        batch.putLong(at + MAX_TIMESTAMP_AT, millis);
        batch.putInt(at + CRC_AT, checksum(batch, at));
    }

    /** Marks a batch as the log's own, not any client's. Renews the checksum. */
    public static void markControl(ByteBuffer batch, int at) {
        batch.putShort(at + ATTRIBUTES_AT, (short) (attributes(batch, at) | CONTROL_BIT));
        batch.putInt(at + CRC_AT, checksum(batch, at));
    }

    /**
     * CRC-32C from the attributes to the end, as the length field gives it; that must lie inside.
     */
    public static int checksum(ByteBuffer batch, int at) {
        CRC32C crc = new CRC32C();
        int bytes = length(batch, at) + UNCOUNTED_BYTES - ATTRIBUTES_AT;
        if (batch.hasArray()) {
            crc.update(batch.array(), batch.arrayOffset() + at + ATTRIBUTES_AT, bytes);
        } else {
            crc.update(batch.slice(at + ATTRIBUTES_AT, bytes));
        }
        return (int) crc.getValue();
    }
}
