package io.skein.records;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.skein.foundation.BrokenInvariant;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BatchTest {
    private final ByteBuffer batch = RawBatch.of(2, RawBatch.RECORD + "10 00 04 02 02 6b 02 76 00");

    private BatchTest() {
        batch.putLong(Batch.MAX_TIMESTAMP_AT, RawBatch.TIME + 2);
        batch.putInt(Batch.CRC_AT, Batch.checksum(batch, 0));
    }

    @Test
    void aStampChangesOffsetAndEpochAndNothingElse() {
        byte[] before = RawBatch.bytes(batch);
        Batch.stamp(batch, 0, 0x0102030405060708L, 0x0a0b0c0d);
        assertEquals(0x0102030405060708L, Batch.baseOffset(batch, 0));
        assertEquals(0x0102030405060709L, Batch.lastOffset(batch, 0));
        assertEquals(0x0a0b0c0d, Batch.leaderEpoch(batch, 0));
        assertEquals("VALID", RawBatch.name(RawBatch.stored(batch)));
        byte[] after = RawBatch.bytes(batch);
        assertArrayEquals(Arrays.copyOfRange(before, 8, 12), Arrays.copyOfRange(after, 8, 12));
        assertArrayEquals(
                Arrays.copyOfRange(before, 16, before.length),
                Arrays.copyOfRange(after, 16, after.length));
    }

    @Test
    void appendTimeIsEveryRecordsTime() {
        Batch.stampAppendTime(batch, 0, 42);
        assertEquals("VALID", RawBatch.name(RawBatch.stored(batch)));
        assertEquals(true, Batch.isAppendTime(batch, 0));
        List<BatchRecord> records = RoundTripTest.read(batch, 0);
        assertEquals(
                List.of(42L, 42L), records.stream().map(BatchRecord::timestampMillis).toList());
        assertEquals("NOT_FOR_CLIENTS", RawBatch.name(RawBatch.produced(batch)));
    }

    @Test
    void createTimeIsBasePlusDelta() {
        List<Long> times =
                RoundTripTest.read(batch, 0).stream().map(BatchRecord::timestampMillis).toList();
        assertEquals(List.of(RawBatch.TIME, RawBatch.TIME + 2), times);
    }

    @Test
    void aLeaderCannotStampWhatCannotBe() {
        assertThrows(BrokenInvariant.class, () -> Batch.stamp(batch, 0, -1, 0));
        assertThrows(BrokenInvariant.class, () -> Batch.stamp(batch, 0, 0, -1));
        assertThrows(BrokenInvariant.class, () -> Batch.stampAppendTime(batch, 0, -1));
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0, 0",
        "5, 2, 7",
        "2147483647, 0, 2147483647",
        "2147483647, 1, 0",
        "2147483646, 3, 1",
        "-1, 9, -1"
    })
    void sequencesStartAgainAtZero(int base, int lastDelta, int last) {
        batch.putInt(Batch.BASE_SEQUENCE_AT, base);
        batch.putInt(Batch.LAST_OFFSET_DELTA_AT, lastDelta);
        assertEquals(last, Batch.lastSequence(batch, 0));
    }

    @ParameterizedTest
    @CsvSource({"0x10, true, false, false", "0x20, false, true, false", "0x40, false, false, true"})
    void marksAreRead(int bits, boolean transactional, boolean control, boolean horizon) {
        batch.putShort(Batch.ATTRIBUTES_AT, (short) bits);
        assertEquals(transactional, Batch.isTransactional(batch, 0));
        assertEquals(control, Batch.isControl(batch, 0));
        assertEquals(horizon, Batch.hasDeleteHorizon(batch, 0));
    }
}
