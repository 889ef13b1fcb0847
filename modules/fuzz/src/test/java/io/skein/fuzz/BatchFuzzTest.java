package io.skein.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.skein.records.Batch;
import io.skein.records.BatchCheck;
import io.skein.records.Codec;
import io.skein.records.DecompressionBound;
import io.skein.records.RecordReader;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

/** Batches as clients send them and as files hold them, and what is packed in them. */
class BatchFuzzTest {
    private static final int LENGTH_AT = 8;
    private static final int CRC_AT = 17;
    private static final int ATTRIBUTES_AT = 21;
    private static final int UNCOUNTED_BYTES = 12;

    /** As it is, and once more with a true length and checksum, which no fuzzer finds. */
    @FuzzTest(maxDuration = "60s")
    void batch(byte[] bytes) {
        Memory.bounded(() -> read(ByteBuffer.wrap(bytes)));
        if (bytes.length < Batch.HEADER_BYTES) return;
        ByteBuffer sealed = ByteBuffer.wrap(bytes.clone());
        Memory.bounded(() -> read(seal(sealed)));
    }

    /** The first byte picks the codec; the others are what it has to unpack. */
    @FuzzTest(maxDuration = "60s")
    void codec(byte[] bytes) {
        if (bytes.length == 0) return;
        List<Codec> codecs = List.of(Codec.values());
        Codec codec = codecs.get((bytes[0] & 0xFF) % codecs.size());
        ByteBuffer batch = ByteBuffer.allocate(Batch.HEADER_BYTES + bytes.length - 1);
        batch.put(16, (byte) 2).putShort(ATTRIBUTES_AT, (short) codec.id());
        batch.putInt(23, 0).putInt(57, 1);
        batch.putLong(43, -1).putShort(51, (short) -1).putInt(53, -1);
        batch.put(Batch.HEADER_BYTES, Arrays.copyOfRange(bytes, 1, bytes.length));
        Memory.bounded(() -> read(seal(batch)));
    }

    private static ByteBuffer seal(ByteBuffer batch) {
        batch.putInt(LENGTH_AT, batch.limit() - UNCOUNTED_BYTES);
        return batch.putInt(CRC_AT, Batch.checksum(batch, 0));
    }

    private static void read(ByteBuffer batch) {
        boolean isSound = BatchCheck.stored(batch, 0, batch.limit()).isValid();
        if (!isSound) return;
        RecordReader records = RecordReader.open(batch, 0, DecompressionBound.DEFAULT);
        int count = 0;
        while (records.next()) {
            count++;
            assertTrue(records.offset() >= Batch.baseOffset(batch, 0));
            assertTrue(records.offset() <= Batch.lastOffset(batch, 0));
            assertEquals(records.headerCount(), records.read().headers().size());
        }
        if (records.fault().isEmpty()) assertEquals(Batch.count(batch, 0), count);
    }
}
