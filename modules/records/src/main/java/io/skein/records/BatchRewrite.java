package io.skein.records;

import io.skein.foundation.Check;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.BitSet;
import java.util.OptionalLong;

/**
 * Makes a batch anew with fewer of its records, for compaction. Base offset, last offset, leader
 * epoch and producer stay, and so do the offsets and times of the records that stay; only the
 * checksum and, if there are fewer, the newest time are new.
 */
public final class BatchRewrite {
    private static final int RECORD_GROWTH_BYTES_MAX = Varint.LONG_BYTES_MAX + Varint.INT_BYTES_MAX;

    private final ByteBuffer batch;
    private final long newBase;
    private final long shift;
    private byte[] array;
    private int at = Batch.HEADER_BYTES;
    private int count;
    private long newest = -1;

    private BatchRewrite(ByteBuffer batch, long newBase) {
        this.batch = batch;
        this.newBase = newBase;
        this.shift = Batch.baseTimestampMillis(batch, 0) - newBase;
        this.array = new byte[(int) Batch.sizeBytes(batch, 0)];
    }

    /**
     * The batch at the buffer's beginning with those records only whose place among the others is
     * set in {@code kept}; there is one at least.
     *
     * @param records that batch's, gone through without a fault before
     * @param horizonMillis from when on tombstones may go, if the batch shall say so from now on
     */
    public static ByteBuffer of(
            ByteBuffer batch, RecordReader records, BitSet kept, OptionalLong horizonMillis) {
        Check.that(!kept.isEmpty(), "a batch without records is made by empty()");
        long base = horizonMillis.orElse(Batch.baseTimestampMillis(batch, 0));
        BatchRewrite rewrite = new BatchRewrite(batch, base);
        records.rewind();
        for (int i = 0; records.next(); i++) if (kept.get(i)) rewrite.add(records);
        Check.that(records.fault().isEmpty(), "the records were read before");
        Check.same(kept.cardinality(), rewrite.count, "every record that stays is there");
        return rewrite.finish(horizonMillis.isPresent());
    }

    /** The batch without its records: what it says of its producer stays. */
    public static ByteBuffer empty(ByteBuffer batch) {
        ByteBuffer empty = ByteBuffer.allocate(Batch.HEADER_BYTES);
        empty.put(0, batch, 0, Batch.HEADER_BYTES);
        int attributes = Batch.attributes(batch, 0) & ~Batch.CODEC_BITS & ~Batch.DELETE_HORIZON_BIT;
        empty.putShort(Batch.ATTRIBUTES_AT, (short) attributes);
        empty.putLong(Batch.BASE_TIMESTAMP_AT, -1);
        return sealed(empty, 0);
    }

    /** A batch without records and without a producer, in the place of all from one to another. */
    public static ByteBuffer filler(long first, long last, int leaderEpoch) {
        Check.ordered(first, last, "a filler fills something");
        ByteBuffer filler = ByteBuffer.allocate(Batch.HEADER_BYTES);
        filler.put(Batch.MAGIC_AT, Batch.MAGIC);
        filler.putInt(Batch.LAST_OFFSET_DELTA_AT, Math.toIntExact(last - first));
        filler.putLong(Batch.BASE_TIMESTAMP_AT, -1);
        filler.putLong(Batch.MAX_TIMESTAMP_AT, -1);
        filler.putLong(Batch.PRODUCER_ID_AT, Batch.NO_PRODUCER);
        filler.putShort(Batch.PRODUCER_EPOCH_AT, (short) Batch.NO_PRODUCER);
        filler.putInt(Batch.BASE_SEQUENCE_AT, Batch.NO_PRODUCER);
        Batch.stamp(filler, 0, first, leaderEpoch);
        return sealed(filler, 0);
    }

    private void add(RecordReader record) {
        int restBytes = record.sizeBytes() - (record.timeEndsAt() - record.recordAt());
        ensureRoom(record.sizeBytes() + RECORD_GROWTH_BYTES_MAX);
        newest = Math.max(newest, record.timestampMillis());
        count++;
        if (shift == 0) {
            System.arraycopy(record.array(), record.recordAt(), array, at, record.sizeBytes());
            at += record.sizeBytes();
            return;
        }
        long delta = record.timestampDelta() + shift;
        int next = Varint.write(array, at, 1 + Varint.sizeBytes(delta) + restBytes);
        array[next++] = 0;
        next = Varint.write(array, next, delta);
        System.arraycopy(record.array(), record.timeEndsAt(), array, next, restBytes);
        at = next + restBytes;
    }

    private void ensureRoom(int bytes) {
        if (bytes <= array.length - at) return;
        long wanted = Math.max((long) at + bytes, 2L * array.length);
        array = Arrays.copyOf(array, (int) Math.min(wanted, Integer.MAX_VALUE - 8));
    }

    private ByteBuffer finish(boolean hasHorizon) {
        Codec codec = Batch.codec(batch, 0).orElseThrow(() -> Check.unreachable("it was read"));
        ByteBuffer made =
                codec.compression().map(each -> compressed(each, codec)).orElseGet(this::plain);
        int codecBits = Batch.attributes(made, 0) & Batch.CODEC_BITS;
        made.put(0, batch, 0, Batch.HEADER_BYTES);
        int attributes = (Batch.attributes(batch, 0) & ~Batch.CODEC_BITS) | codecBits;
        if (hasHorizon) attributes |= Batch.DELETE_HORIZON_BIT;
        made.putShort(Batch.ATTRIBUTES_AT, (short) attributes);
        made.putLong(Batch.BASE_TIMESTAMP_AT, newBase);
        if (!Batch.isAppendTime(batch, 0)) made.putLong(Batch.MAX_TIMESTAMP_AT, newest);
        return sealed(made, count);
    }

    /** As {@link BatchBuilder} has it: not if that is no smaller, or would pass for an attack. */
    private ByteBuffer compressed(Compression compression, Codec codec) {
        byte[] packed = compression.deflate(array, Batch.HEADER_BYTES, at);
        int allowed = DecompressionBound.DEFAULT.allowedBytes(packed.length - Batch.HEADER_BYTES);
        if (packed.length >= at || allowed < at - Batch.HEADER_BYTES) return plain();
        return ByteBuffer.wrap(packed).putShort(Batch.ATTRIBUTES_AT, (short) codec.id());
    }

    private ByteBuffer plain() {
        ByteBuffer made = ByteBuffer.wrap(array, 0, at).slice();
        return made.putShort(Batch.ATTRIBUTES_AT, (short) Codec.NONE.id());
    }

    private static ByteBuffer sealed(ByteBuffer made, int count) {
        made.putInt(Batch.LENGTH_AT, made.limit() - Batch.UNCOUNTED_BYTES);
        made.putInt(Batch.COUNT_AT, count);
        made.putInt(Batch.CRC_AT, Batch.checksum(made, 0));
        return made;
    }
}
