package io.skein.records;

import io.skein.foundation.Check;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

/**
 * Makes batches, one after the other, writing each record straight into an array. One thread's.
 * Between batches it keeps at most one array of {@code batchBytesMax}; whoever has no use for it
 * soon lets it go. A batch is at most {@code batchBytesMax} uncompressed, except that a single
 * record always has room: how large that may be is for the caller to say, see {@link #sizeAlone}.
 */
public final class BatchBuilder {
    /**
     * Length 5, attributes 1, timestamp 10, offset 5, key and value length 5 each, header count 5.
     */
    private static final int RECORD_OVERHEAD_BYTES_MAX = 36;

    private static final int HEADER_OVERHEAD_BYTES_MAX = 10;
    private static final int FIRST_BYTES = 1024;
    private static final byte[] NOTHING = {};

    private final Codec codec;
    private final int batchBytesMax;
    private byte[] array = NOTHING;
    private int capacityNext;
    private int at = Batch.HEADER_BYTES;
    private int count;
    private long baseTimestamp;
    private long maxTimestamp;

    /** Begins with a small array. */
    public BatchBuilder(Codec codec, int batchBytesMax) {
        this(codec, batchBytesMax, FIRST_BYTES);
    }

    /**
     * As above.
     *
     * @param expectedBytes what the first batch will probably need: its array is made that large at
     *     once, instead of growing there by copies
     */
    public BatchBuilder(Codec codec, int batchBytesMax, int expectedBytes) {
        Check.that(batchBytesMax > Batch.HEADER_BYTES, "room for a header", batchBytesMax);
        this.codec = codec;
        this.batchBytesMax = batchBytesMax;
        this.capacityNext = Math.min(Math.max(FIRST_BYTES, expectedBytes), batchBytesMax);
    }

    /** At least what an uncompressed batch with only this record takes; more by under 50 bytes. */
    public static long sizeAlone(Payload key, Payload value, List<Header> headers) {
        return Batch.HEADER_BYTES + recordBytesMax(key, value, headers);
    }

    private static long recordBytesMax(Payload key, Payload value, List<Header> headers) {
        long bytes = (long) RECORD_OVERHEAD_BYTES_MAX + key.sizeBytes() + value.sizeBytes();
        for (Header header : headers) {
            bytes += HEADER_OVERHEAD_BYTES_MAX + Utf8.sizeBytes(header.key());
            bytes += header.value().sizeBytes();
        }
        return bytes;
    }

    /** Records added since the last {@link #finish}. */
    public int count() {
        return count;
    }

    /** Size of the batch as it stands, uncompressed. */
    public int sizeBytes() {
        return at;
    }

    /** True if the record surely fits, or would be the first. */
    public boolean hasRoom(Payload key, Payload value, List<Header> headers) {
        return count == 0 || at + recordBytesMax(key, value, headers) <= batchBytesMax;
    }

    /**
     * Adds a record that {@link #hasRoom}. Times before 1970 and more than {@link
     * RecordReader#HEADERS_MAX} headers are the caller's to refuse.
     */
    public void add(long timestampMillis, Payload key, Payload value, List<Header> headers) {
        Check.that(timestampMillis >= 0, "time starts at zero", timestampMillis);
        Check.that(headers.size() <= RecordReader.HEADERS_MAX, "too many headers", headers.size());
        long most = at + recordBytesMax(key, value, headers);
        Check.that(count == 0 || most <= batchBytesMax, "the batch is full", most);
        if (most > array.length) grow(most);
        if (count == 0) baseTimestamp = timestampMillis;
        maxTimestamp = count == 0 ? timestampMillis : Math.max(maxTimestamp, timestampMillis);
        long timestampDelta = timestampMillis - baseTimestamp;
        int next = Varint.write(array, at, bodyBytes(timestampDelta, key, value, headers));
        array[next++] = 0;
        next = Varint.write(array, next, timestampDelta);
        next = Varint.write(array, next, count);
        next = write(next, key);
        next = write(next, value);
        next = Varint.write(array, next, headers.size());
        for (Header header : headers) {
            next = Varint.write(array, next, Utf8.sizeBytes(header.key()));
            next = Utf8.write(array, next, header.key());
            next = write(next, header.value());
        }
        at = next;
        count++;
    }

    private int bodyBytes(long timestampDelta, Payload key, Payload value, List<Header> headers) {
        int bytes = 1 + Varint.sizeBytes(timestampDelta) + Varint.sizeBytes(count);
        bytes += storedBytes(key) + storedBytes(value) + Varint.sizeBytes(headers.size());
        for (Header header : headers) {
            int nameBytes = Utf8.sizeBytes(header.key());
            bytes += Varint.sizeBytes(nameBytes) + nameBytes + storedBytes(header.value());
        }
        return bytes;
    }

    private static int storedBytes(Payload payload) {
        return Varint.sizeBytes(payload.storedLength()) + payload.sizeBytes();
    }

    private int write(int from, Payload payload) {
        int next = Varint.write(array, from, payload.storedLength());
        payload.copyTo(array, next);
        return next + payload.sizeBytes();
    }

    private void grow(long most) {
        Check.that(most <= Integer.MAX_VALUE - 8, "a record fits into an array", most);
        long doubled = Math.min(batchBytesMax, Math.max(capacityNext, 2L * array.length));
        array = Arrays.copyOf(array, (int) Math.max(most, doubled));
    }

    /**
     * The batch of all records added since the last call, ready for the wire: base offset 0, no
     * leader epoch, position 0. Compressed unless that makes it no smaller, or so small that {@link
     * DecompressionBound#DEFAULT} would take it for an attack. The caller owns the buffer.
     */
    public ByteBuffer finish(ProducerStamp producer) {
        Check.that(count > 0, "a batch has records");
        ByteBuffer batch = codec.compression().map(this::compressed).orElseGet(this::plain);
        batch.putLong(0, 0);
        batch.putInt(Batch.LENGTH_AT, batch.limit() - Batch.UNCOUNTED_BYTES);
        batch.putInt(Batch.LEADER_EPOCH_AT, Batch.NO_LEADER_EPOCH);
        batch.put(Batch.MAGIC_AT, Batch.MAGIC);
        batch.putInt(Batch.LAST_OFFSET_DELTA_AT, count - 1);
        batch.putLong(Batch.BASE_TIMESTAMP_AT, baseTimestamp);
        batch.putLong(Batch.MAX_TIMESTAMP_AT, maxTimestamp);
        batch.putLong(Batch.PRODUCER_ID_AT, producer.producerId());
        batch.putShort(Batch.PRODUCER_EPOCH_AT, producer.producerEpoch());
        batch.putInt(Batch.BASE_SEQUENCE_AT, producer.baseSequence());
        batch.putInt(Batch.COUNT_AT, count);
        batch.putInt(Batch.CRC_AT, Batch.checksum(batch, 0));
        at = Batch.HEADER_BYTES;
        count = 0;
        return batch;
    }

    private ByteBuffer compressed(Compression compression) {
        byte[] packed = compression.deflate(array, Batch.HEADER_BYTES, at);
        int allowed = DecompressionBound.DEFAULT.allowedBytes(packed.length - Batch.HEADER_BYTES);
        if (packed.length >= at || allowed < at - Batch.HEADER_BYTES) return plain();
        keepAtMostOneBatch();
        return attributed(ByteBuffer.wrap(packed), codec);
    }

    /** Gives the array away if it is nearly full; else copies what is used, and keeps the array. */
    private ByteBuffer plain() {
        boolean nearlyFull = at >= array.length - array.length / 8;
        byte[] given = nearlyFull ? array : Arrays.copyOf(array, at);
        if (nearlyFull) {
            capacityNext = Math.min(array.length, batchBytesMax);
            array = NOTHING;
        }
        keepAtMostOneBatch();
        return attributed(ByteBuffer.wrap(given, 0, at).slice(), Codec.NONE);
    }

    /** One oversized record should not hold its array for ever. */
    private void keepAtMostOneBatch() {
        if (array.length > batchBytesMax) array = NOTHING;
    }

    private static ByteBuffer attributed(ByteBuffer batch, Codec used) {
        return batch.putShort(Batch.ATTRIBUTES_AT, (short) used.id());
    }
}
