package io.skein.records;

import static io.skein.records.RawBatch.name;
import static io.skein.records.RawBatch.produced;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each rule of a record, in a batch whose header and checksum are true. */
class RecordRulesTest {
    /** Keeps the record itself away from the batch's least size. */
    private static final String PADDED_VALUE = "0a 76 61 6c 75 65";

    @ParameterizedTest
    @CsvSource({
        // length, attributes, time, offset, key, value, headers
        "VALID,          10 00 00 00 02 6b 02 76 00",
        "VALID,          0c 00 00 00 01 01 00",
        "VALID,          0c 00 00 00 00 00 00",
        "VALID,          90 00 00 00 00 02 6b 02 76 00",
        "BAD_RECORD: its length does not fit, 01 00 00 00 02 6b 02 76 00",
        "BAD_RECORD: its length does not fit, 00 00 00 00 02 6b 02 76 00",
        "BAD_RECORD: its length does not fit, 0a 00 00 00 02 6b 02 76 00",
        "BAD_RECORD: its length does not fit, 12 00 00 00 02 6b 02 76 00",
        "BAD_RECORD: its length does not fit, fe ff ff ff 0f 6b 02 76 00",
        "BAD_RECORD: its length does not fit, ff ff ff ff ff 6b 02 76 00",
        "BAD_RECORD: its length does not fit, 80 80 80 80 80 80 80 80 80",
        "BAD_RECORD: its attributes are not zero, 10 01 00 00 02 6b 02 76 00",
        "BAD_RECORD: its attributes are not zero, 10 80 00 00 02 6b 02 76 00",
        "BAD_RECORD: key length -2, 10 00 00 00 03 6b 02 76 00",
        "BAD_RECORD: value length 59, 10 00 00 00 04 6b 02 76 00",
        "BAD_RECORD: key length 63, 10 00 00 00 7e 6b 02 76 00",
        "BAD_RECORD: key length 2147483647, 18 00 00 00 fe ff ff ff 0f 02 76 00 00",
        "BAD_RECORD: value length -2, 10 00 00 00 02 6b 03 76 00",
        "BAD_RECORD: value length 3, 10 00 00 00 02 6b 06 76 00",
        "BAD_RECORD: header count -1, 10 00 00 00 02 6b 02 76 01",
        "BAD_RECORD: header count 1, 10 00 00 00 02 6b 02 76 02",
        "BAD_RECORD: it is shorter than it says, 10 00 00 00 02 6b 00 00 00",
        "BAD_RECORD: a number is cut off or too long, 10 00 00 00 02 6b 02 76 80",
    })
    void lengths(String expected, String hex) {
        assertEquals(expected, reason(produced(RawBatch.of(1, hex))));
    }

    @Test
    void aKeyMayBeRequired() {
        ByteBuffer keyed = RawBatch.of(1, "10 00 00 00 02 6b 02 76 00");
        ByteBuffer empty = RawBatch.of(1, "0c 00 00 00 00 00 00");
        ByteBuffer without = RawBatch.of(1, "0c 00 00 00 01 01 00");
        assertEquals("VALID", reason(withKeys(keyed)));
        assertEquals("VALID", reason(withKeys(empty)));
        assertEquals("VALID", reason(produced(without)));
        assertEquals("MISSING_KEY: has no key", reason(withKeys(without)));
    }

    /** Those are looked at where the client's batch came in; all else is looked at again. */
    @Test
    void whatAnotherNodeHasCheckedIsCheckedButForItsRecords() {
        ByteBuffer good = RawBatch.of(1, RawBatch.RECORD);
        assertEquals("VALID", name(forwarded(good)));
        assertEquals("VALID", name(forwarded(RawBatch.of(1, "01 00 00 00 02 6b 02 76 00"))));
        ByteBuffer control =
                RawBatch.with(good, b -> b.putShort(Batch.ATTRIBUTES_AT, (short) 0x20));
        assertEquals("NOT_FOR_CLIENTS", name(forwarded(control)));
        ByteBuffer two = ByteBuffer.allocate(2 * good.limit()).put(0, good, 0, good.limit());
        assertEquals("TRAILING_BYTES", name(forwarded(two)));
        ByteBuffer damaged = good.duplicate().put(good.limit() - 1, (byte) 7);
        assertEquals("CORRUPT", name(forwarded(damaged)));
    }

    private static BatchVerdict forwarded(ByteBuffer batch) {
        return BatchCheck.forwarded(batch, 0, batch.limit());
    }

    private static BatchVerdict withKeys(ByteBuffer batch) {
        return BatchCheck.producedWithKeys(batch, 0, batch.limit(), DecompressionBound.DEFAULT);
    }

    @ParameterizedTest
    @CsvSource({
        "BAD_TIMESTAMPS: is from 1700000000001, 10 00 02 00 02 6b 02 76 00",
        "BAD_TIMESTAMPS: is from 1699999999999, 10 00 01 00 02 6b 02 76 00",
        "BAD_TIMESTAMPS: its time passes the number range, 22 00 fe ff ff ff ff ff ff ff ff 01 00"
                + " 02 6b 02 76 00",
        "BAD_TIMESTAMPS: is from -9223370336854775808, 22 00 ff ff ff ff ff ff ff ff ff 01 00 02 6b"
                + " 02 76 00",
        "BAD_RECORD: a number is cut off or too long, 22 00 ff ff ff ff ff ff ff ff ff 02 00 02 6b"
                + " 02 76 00",
        "BAD_OFFSETS: its offset delta is -1, 10 00 00 01 02 6b 02 76 00",
        "BAD_OFFSETS: its offset delta is 1, 10 00 00 02 02 6b 02 76 00",
        "BAD_OFFSETS: its offset delta is 2147483647, 18 00 00 fe ff ff ff 0f 02 6b 02 76 00",
        "BAD_RECORD: a number is cut off or too long, 18 00 00 ff ff ff ff 1f 02 6b 02 76 00",
        "BAD_COUNT: bytes follow the last of 1 records, 10 00 00 00 02 6b 02 76 00 00",
        "BAD_COUNT: bytes follow the last of 1 records, 10 00 00 00 02 6b 02 76 00 10 00 00"
                + " 02 02 6b 02 76 00",
    })
    void timesAndOffsets(String expected, String hex) {
        assertEquals(expected, reason(produced(RawBatch.of(1, hex))));
    }

    @ParameterizedTest
    @CsvSource({
        "VALID,      02 02 68 02 76",
        "VALID,      02 00 01",
        "VALID,      04 00 01 00 01",
        "VALID,      02 04 c3 a4 02 76",
        "BAD_RECORD: header name length -1, 02 01 68 02 76",
        "BAD_RECORD: header name length -2, 02 03 68 02 76",
        "BAD_RECORD: header name length 5, 02 0a 68 02 76",
        "BAD_RECORD: a header's name is not UTF-8 text, 02 02 ff 02 76",
        "BAD_RECORD: a header's name is not UTF-8 text, 02 04 c0 80 02 76",
        "BAD_RECORD: a header's name is not UTF-8 text, 02 06 ed a0 80 02 76",
        "BAD_RECORD: header value length -2, 02 02 68 03 76",
        "BAD_RECORD: header value length 2, 02 02 68 04 76",
        "BAD_RECORD: a number is cut off or too long, 04 02 68 02 76",
        "BAD_RECORD: header count 3, 06 02 68 02 76",
        "BAD_RECORD: header count -2, 03 02 68 02 76",
        "BAD_RECORD: header count 2147483647, fe ff ff ff 0f 02 76",
        "BAD_RECORD: it is shorter than it says, 02 02 68 02 76 00",
    })
    void headers(String expected, String hex) {
        String record = "00 00 00 01 01 " + hex;
        byte[] bytes =
                RawBatch.hex(String.format("%02x", 2 * RawBatch.hex(record).length) + record);
        assertEquals(expected, reason(produced(RawBatch.of(1, bytes))));
    }

    @ParameterizedTest
    @CsvSource({"10000, VALID", "10001, BAD_RECORD", "1000000, BAD_RECORD"})
    void headersAreLimited(int count, String expected) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        int countBytes = Varint.sizeBytes(count);
        byte[] number = new byte[Varint.LONG_BYTES_MAX];
        int end = Varint.write(number, 0, 5 + countBytes + 2 * count);
        body.write(number, 0, end);
        body.writeBytes(RawBatch.hex("00 00 00 01 01"));
        Varint.write(number, 0, count);
        body.write(number, 0, countBytes);
        for (int i = 0; i < count; i++) body.writeBytes(new byte[] {0, 1});
        assertEquals(expected, name(produced(RawBatch.of(1, body.toByteArray()))));
    }

    @ParameterizedTest
    @CsvSource({
        "VALID,          00 00, 00 02, 00 04",
        "BAD_OFFSETS,    00 00, 00 00, 00 04",
        "BAD_OFFSETS,    00 00, 00 04, 00 02",
        "BAD_OFFSETS,    00 00, 00 02, 00 06",
        "BAD_OFFSETS,    00 02, 00 04, 00 06",
        "BAD_OFFSETS,    00 00, 00 02, 00 01",
        "VALID,          00 00, 01 02, 00 04",
        "BAD_TIMESTAMPS, 00 00, 02 02, 00 04",
        "BAD_TIMESTAMPS, 01 00, 00 02, 00 04",
    })
    void threeRecords(String expected, String first, String second, String third) {
        StringBuilder body = new StringBuilder();
        for (String numbers : new String[] {first, second, third}) {
            body.append("16 00 " + numbers + " 01 " + PADDED_VALUE + "00");
        }
        assertEquals(expected, name(produced(RawBatch.of(3, body.toString()))));
    }

    /**
     * Compaction keeps offsets and leaves gaps: a log may hold them, a client may not send them.
     */
    @Test
    void gapsAreForLogs() {
        String body = RawBatch.RECORD + "10 00 00 08 02 6b 02 76 00";
        ByteBuffer compacted =
                RawBatch.with(RawBatch.of(2, body), b -> b.putInt(Batch.LAST_OFFSET_DELTA_AT, 9));
        assertEquals("BAD_OFFSETS", name(produced(compacted)));
        assertEquals("VALID", name(RawBatch.stored(compacted)));
        var offsets = RoundTripTest.read(compacted, 0).stream().map(BatchRecord::offset).toList();
        assertEquals(List.of(0L, 4L), offsets);
    }

    @Test
    void aReaderShowsWhatComesBeforeTheDamageAndThenSaysWhatItIs() {
        String body = RawBatch.RECORD + "10 00 00 02 02 6b 06 76 00";
        RecordReader reader =
                RecordReader.open(RawBatch.of(2, body), 0, DecompressionBound.DEFAULT);
        assertTrue(reader.next());
        assertEquals("k", reader.key().text());
        assertFalse(reader.next());
        assertFalse(reader.next());
        var fault = reader.fault().orElseThrow();
        assertEquals(BatchFault.BAD_RECORD, fault.fault());
        assertEquals("record 1 of 2: value length 3", fault.reason());
    }

    /** What is wrong with the first record, or VALID. */
    private static String reason(BatchVerdict verdict) {
        return switch (verdict) {
            case BatchVerdict.Valid _ -> "VALID";
            case BatchVerdict.Invalid(BatchFault fault, String reason) ->
                    fault + ": " + reason.replaceFirst("record 0 (of 1: )?", "");
        };
    }
}
