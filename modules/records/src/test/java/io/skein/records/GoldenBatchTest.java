package io.skein.records;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** One batch, byte by byte as the format's documents have it. */
class GoldenBatchTest {
    private static final String HEX =
            """
            00 00 00 00 00 00 00 00  00 00 00 4d  ff ff ff ff  02
            CR CR CR CR
            00 00  00 00 00 01
            00 00 01 8b cf e5 68 00  00 00 01 8b cf e5 68 7b
            00 00 00 00 00 00 03 e8  00 07  00 00 00 05  00 00 00 02
            22  00  00     00  06 6b 65 79  0a 76 61 6c 75 65  02  02 68  01
            12  00  f6 01  02  01           04 68 69           00
            """;

    private static final List<BatchRecord> RECORDS =
            List.of(
                    new BatchRecord(
                            0,
                            1_700_000_000_000L,
                            Payload.of("key"),
                            Payload.of("value"),
                            List.of(new Header("h", Payload.ABSENT))),
                    new BatchRecord(
                            1, 1_700_000_000_123L, Payload.ABSENT, Payload.of("hi"), List.of()));

    private static byte[] golden() {
        byte[] bytes = RawBatch.hex(HEX.replace("CR", "00"));
        ByteBuffer.wrap(bytes).putInt(17, castagnoli(bytes, 21));
        return bytes;
    }

    @Test
    void theBuilderWritesExactlyThese() {
        ByteBuffer batch = Drawn.batch(Codec.NONE, RECORDS, new ProducerStamp(1000, (short) 7, 5));
        HexFormat hex = HexFormat.ofDelimiter(" ");
        assertEquals(hex.formatHex(golden()), hex.formatHex(RawBatch.bytes(batch)));
    }

    @Test
    void theReaderUnderstandsThem() {
        assertEquals(RECORDS, RoundTripTest.read(ByteBuffer.wrap(golden()), 0));
    }

    @Test
    void theGettersKnowTheLayout() {
        ByteBuffer batch = ByteBuffer.wrap(golden());
        assertEquals(0, Batch.baseOffset(batch, 0));
        assertEquals(golden().length - 12, Batch.length(batch, 0));
        assertEquals(golden().length, Batch.sizeBytes(batch, 0));
        assertEquals(-1, Batch.leaderEpoch(batch, 0));
        assertEquals(2, Batch.magic(batch, 0));
        assertEquals(castagnoli(golden(), 21), Batch.crc(batch, 0));
        assertEquals(0, Batch.attributes(batch, 0));
        assertEquals(1, Batch.lastOffsetDelta(batch, 0));
        assertEquals(1_700_000_000_000L, Batch.baseTimestampMillis(batch, 0));
        assertEquals(1_700_000_000_123L, Batch.maxTimestampMillis(batch, 0));
        assertEquals(1000, Batch.producerId(batch, 0));
        assertEquals(7, Batch.producerEpoch(batch, 0));
        assertEquals(5, Batch.baseSequence(batch, 0));
        assertEquals(6, Batch.lastSequence(batch, 0));
        assertEquals(2, Batch.count(batch, 0));
        assertEquals(1, Batch.lastOffset(batch, 0));
        assertEquals(2, Batch.nextOffset(batch, 0));
    }

    /** CRC-32C bit by bit from its polynomial, so that the JDK's is not its own witness. */
    private static int castagnoli(byte[] bytes, int from) {
        int crc = -1;
        for (int i = from; i < bytes.length; i++) {
            crc ^= bytes[i] & 0xFF;
            for (int bit = 0; bit < 8; bit++) {
                crc = (crc & 1) == 0 ? crc >>> 1 : (crc >>> 1) ^ 0x82F63B78;
            }
        }
        return ~crc;
    }
}
