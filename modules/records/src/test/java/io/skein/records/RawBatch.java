package io.skein.records;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.function.Consumer;

/** Batches put together by hand, rule-breaking ones too, with a true length and checksum. */
final class RawBatch {
    /** Time 0, first offset, key "k", value "v", no headers. */
    static final String RECORD = "10 00 00 00 02 6b 02 76 00";

    static final long TIME = 1_700_000_000_000L;

    private RawBatch() {}

    static byte[] hex(String text) {
        return HexFormat.of().parseHex(text.replaceAll("\\s", ""));
    }

    /** As a client would frame {@code count} records, whatever they are. */
    static ByteBuffer of(int count, byte[] body) {
        ByteBuffer batch = ByteBuffer.allocate(Batch.HEADER_BYTES + body.length);
        batch.putInt(Batch.LENGTH_AT, batch.limit() - Batch.UNCOUNTED_BYTES);
        batch.putInt(Batch.LEADER_EPOCH_AT, -1);
        batch.put(Batch.MAGIC_AT, (byte) 2);
        batch.putInt(Batch.LAST_OFFSET_DELTA_AT, count - 1);
        batch.putLong(Batch.BASE_TIMESTAMP_AT, TIME);
        batch.putLong(Batch.MAX_TIMESTAMP_AT, TIME);
        batch.putLong(Batch.PRODUCER_ID_AT, -1);
        batch.putShort(Batch.PRODUCER_EPOCH_AT, (short) -1);
        batch.putInt(Batch.BASE_SEQUENCE_AT, -1);
        batch.putInt(Batch.COUNT_AT, count);
        batch.put(Batch.HEADER_BYTES, body);
        return sealed(batch);
    }

    static ByteBuffer of(int count, String body) {
        return of(count, hex(body));
    }

    static ByteBuffer packed(Codec codec, int count, byte[] block) {
        short attributes = (short) codec.id();
        return with(of(count, block), batch -> batch.putShort(Batch.ATTRIBUTES_AT, attributes));
    }

    /** The compressed block of a batch. */
    static byte[] block(ByteBuffer batch) {
        return Arrays.copyOfRange(bytes(batch), Batch.HEADER_BYTES, batch.limit());
    }

    /** A changed copy with a true checksum. */
    static ByteBuffer with(ByteBuffer batch, Consumer<ByteBuffer> change) {
        ByteBuffer copy = ByteBuffer.wrap(bytes(batch));
        change.accept(copy);
        return sealed(copy);
    }

    static byte[] bytes(ByteBuffer batch) {
        byte[] bytes = new byte[batch.limit()];
        batch.get(0, bytes);
        return bytes;
    }

    private static ByteBuffer sealed(ByteBuffer batch) {
        return batch.putInt(Batch.CRC_AT, Batch.checksum(batch, 0));
    }

    static BatchVerdict produced(ByteBuffer batch) {
        return BatchCheck.produced(batch, 0, batch.limit(), DecompressionBound.DEFAULT);
    }

    static BatchVerdict stored(ByteBuffer batch) {
        return BatchCheck.stored(batch, 0, batch.limit());
    }

    /** The fault's name, or VALID. */
    static String name(BatchVerdict verdict) {
        return switch (verdict) {
            case BatchVerdict.Valid _ -> "VALID";
            case BatchVerdict.Invalid(BatchFault fault, String _) -> fault.name();
        };
    }
}
