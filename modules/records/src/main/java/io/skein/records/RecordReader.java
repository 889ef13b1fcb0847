package io.skein.records;

import io.skein.records.BatchVerdict.Invalid;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Walks the records of one batch, plain or compressed, without an object per record. One thread's.
 * Never throws for bad bytes: {@link #next} is false at the end and at the first damage, and then
 * {@link #fault} tells which. Reads each record whole, headers too, before it shows any of it.
 *
 * <p>The batch must have passed {@link BatchCheck#stored}, and its bytes must not change meanwhile.
 * Payloads are views: of the batch itself if it is plain and its buffer has an array.
 */
public final class RecordReader {
    /** More headers in one record are refused. */
    public static final int HEADERS_MAX = 10_000;

    /** Length, attributes, two deltas, two lengths and a header count, of one byte each. */
    static final int RECORD_BYTES_MIN = 7;

    private static final int HEADER_BYTES_MIN = 2;

    private final Cursor cursor;
    private final int bodyEnd;
    private final int count;
    private final long baseOffset;
    private final int lastOffsetDelta;
    private final long baseTimestamp;
    private final boolean isAppendTime;
    private final long maxTimestamp;
    private final int bodyAt;
    private final Optional<Invalid> refusal;

    private Optional<Invalid> fault;
    private int seen;
    private int offsetDelta = -1;
    private long timestampDelta;
    private int keyAt;
    private int keyLength;
    private int valueAt;
    private int valueLength;
    private int headersAt;
    private int headerCount;
    private int recordAt;
    private int timeEndsAt;

    private RecordReader(ByteBuffer batch, int at, Body body) {
        ByteBuffer bytes = body.bytes();
        int first = bytes.arrayOffset() + bytes.position();
        this.cursor = new Cursor(bytes.array(), first, first + bytes.remaining());
        this.bodyAt = first;
        this.bodyEnd = cursor.end;
        this.refusal = body.refusal();
        this.fault = refusal;
        this.count = Batch.count(batch, at);
        this.baseOffset = Batch.baseOffset(batch, at);
        this.lastOffsetDelta = Batch.lastOffsetDelta(batch, at);
        this.baseTimestamp = Batch.baseTimestampMillis(batch, at);
        this.isAppendTime = Batch.isAppendTime(batch, at);
        this.maxTimestamp = Batch.maxTimestampMillis(batch, at);
    }

    /** Stands before the first record of the batch at {@code at}; unpacks within {@code bound}. */
    public static RecordReader open(ByteBuffer batch, int at, DecompressionBound bound) {
        return new RecordReader(batch, at, Body.of(batch, at, bound));
    }

    /** Stands before the first record again; the batch is not unpacked a second time. */
    public void rewind() {
        cursor.at = bodyAt;
        cursor.end = bodyEnd;
        cursor.torn = false;
        fault = refusal;
        seen = 0;
        offsetDelta = -1;
    }

    /** Moves to the next record; false behind the last, and at damage: then ask {@link #fault}. */
    public boolean next() {
        if (fault.isPresent()) return false;
        if (seen == count) {
            if (cursor.at != bodyEnd) {
                String what = "bytes follow the last of " + count + " records";
                fault = Optional.of(new Invalid(BatchFault.BAD_COUNT, what));
            }
            return false;
        }
        cursor.end = bodyEnd;
        recordAt = cursor.at;
        int length = cursor.varint();
        if (cursor.torn || length < RECORD_BYTES_MIN - 1 || length > cursor.left()) {
            return fail(BatchFault.BAD_RECORD, "its length does not fit");
        }
        cursor.end = cursor.at + length;
        if (!readNumbers() || !readPayloads() || !readHeaders()) return false;
        if (cursor.torn) return fail(BatchFault.BAD_RECORD, "a number is cut off or too long");
        if (cursor.left() != 0) return fail(BatchFault.BAD_RECORD, "it is shorter than it says");
        seen++;
        return true;
    }

    private boolean readNumbers() {
        if (cursor.bytes[cursor.at++] != 0) {
            return fail(BatchFault.BAD_RECORD, "its attributes are not zero");
        }
        timestampDelta = cursor.varlong();
        timeEndsAt = cursor.at;
        long time = baseTimestamp + timestampDelta;
        if (((baseTimestamp ^ time) & (timestampDelta ^ time)) < 0) {
            return fail(BatchFault.BAD_TIMESTAMPS, "its time passes the number range");
        }
        int delta = cursor.varint();
        if (cursor.torn) return fail(BatchFault.BAD_RECORD, "a number is cut off or too long");
        if (delta <= offsetDelta || delta > lastOffsetDelta) {
            return fail(BatchFault.BAD_OFFSETS, "its offset delta is " + delta);
        }
        offsetDelta = delta;
        return true;
    }

    private boolean readPayloads() {
        keyLength = cursor.varint();
        keyAt = cursor.at;
        if (!skip(keyLength)) return fail(BatchFault.BAD_RECORD, "key length " + keyLength);
        valueLength = cursor.varint();
        valueAt = cursor.at;
        if (!skip(valueLength)) return fail(BatchFault.BAD_RECORD, "value length " + valueLength);
        return true;
    }

    private boolean readHeaders() {
        headerCount = cursor.varint();
        headersAt = cursor.at;
        if (headerCount == 0) return true;
        boolean fits = headerCount <= cursor.left() / HEADER_BYTES_MIN;
        if (headerCount < 0 || headerCount > HEADERS_MAX || !fits) {
            return fail(BatchFault.BAD_RECORD, "header count " + headerCount);
        }
        for (int i = 0; i < headerCount; i++) {
            int length = cursor.varint();
            int at = cursor.at;
            if (length < 0 || !skip(length)) {
                return fail(BatchFault.BAD_RECORD, "header name length " + length);
            }
            if (!Utf8.isValid(cursor.bytes, at, length)) {
                return fail(BatchFault.BAD_RECORD, "a header's name is not UTF-8 text");
            }
            int valueBytes = cursor.varint();
            if (!skip(valueBytes)) {
                return fail(BatchFault.BAD_RECORD, "header value length " + valueBytes);
            }
        }
        return true;
    }

    /** Steps over a field of this length, or over nothing if it is absent (-1). */
    private boolean skip(int length) {
        if (length < -1 || length > cursor.left()) return false;
        cursor.at += Math.max(length, 0);
        return true;
    }

    private boolean fail(BatchFault kind, String what) {
        fault = Optional.of(new Invalid(kind, "record " + seen + " of " + count + ": " + what));
        return false;
    }

    /** Why the walk ended early; empty if it has not, or went to the end. */
    public Optional<Invalid> fault() {
        return fault;
    }

    /** The current record's number in the log. */
    public long offset() {
        return baseOffset + offsetDelta;
    }

    /** The current record's time: its own, or the batch's if the leader gave it. */
    public long timestampMillis() {
        return isAppendTime ? maxTimestamp : baseTimestamp + timestampDelta;
    }

    int offsetDelta() {
        return offsetDelta;
    }

    long timestampDelta() {
        return timestampDelta;
    }

    /** All bytes of the current record, with its length. */
    public int sizeBytes() {
        return cursor.end - recordAt;
    }

    /** Where the current record starts in {@link #array}. */
    int recordAt() {
        return recordAt;
    }

    /** Where what follows the current record's timestamp starts in {@link #array}. */
    int timeEndsAt() {
        return timeEndsAt;
    }

    /** The array that {@link #keyAt} and {@link #valueAt} point into. Not to be written to. */
    public byte[] array() {
        return cursor.bytes;
    }

    /** Where the current record's key starts in {@link #array}. */
    public int keyAt() {
        return keyAt;
    }

    /** The key's bytes; -1 if it is absent, as it is stored. */
    public int keyLength() {
        return keyLength;
    }

    /** Where the current record's value starts in {@link #array}. */
    public int valueAt() {
        return valueAt;
    }

    /** The value's bytes; -1 if it is absent, as it is stored. */
    public int valueLength() {
        return valueLength;
    }

    /** How many headers the current record has. */
    public int headerCount() {
        return headerCount;
    }

    /** The current record's key, as a view. */
    public Payload key() {
        return Payload.slice(cursor.bytes, keyAt, keyLength);
    }

    /** The current record's value, as a view. */
    public Payload value() {
        return Payload.slice(cursor.bytes, valueAt, valueLength);
    }

    /** The current record's headers, in order. */
    public List<Header> headers() {
        if (headerCount == 0) return List.of();
        Cursor walk = new Cursor(cursor.bytes, headersAt, cursor.end);
        List<Header> headers = new ArrayList<>(headerCount);
        for (int i = 0; i < headerCount; i++) {
            int nameBytes = walk.varint();
            String name = new String(walk.bytes, walk.at, nameBytes, StandardCharsets.UTF_8);
            walk.at += nameBytes;
            int valueBytes = walk.varint();
            headers.add(new Header(name, Payload.slice(walk.bytes, walk.at, valueBytes)));
            walk.at += Math.max(valueBytes, 0);
        }
        return headers;
    }

    /** The current record as an object. */
    public BatchRecord read() {
        return new BatchRecord(offset(), timestampMillis(), key(), value(), headers());
    }
}
