package io.skein.records;

import static io.skein.records.RawBatch.name;
import static io.skein.records.RawBatch.with;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.skein.foundation.BrokenInvariant;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each rule of the header, with a true checksum, at both levels. */
class HeaderRulesTest {
    private static final ByteBuffer GOOD = RawBatch.of(1, RawBatch.RECORD);

    @Test
    void theBatchThatIsBrokenBelowIsGood() {
        assertEquals(new BatchVerdict.Valid(70, 1), RawBatch.produced(GOOD));
        assertEquals(new BatchVerdict.Valid(70, 1), RawBatch.stored(GOOD));
    }

    @ParameterizedTest
    @CsvSource({
        "0x0001, BAD_COMPRESSION,     VALID",
        "0x0002, BAD_COMPRESSION,     VALID",
        "0x0003, BAD_COMPRESSION,     VALID",
        "0x0004, BAD_COMPRESSION,     VALID",
        "0x0005, UNSUPPORTED_CODEC,   UNSUPPORTED_CODEC",
        "0x0006, UNSUPPORTED_CODEC,   UNSUPPORTED_CODEC",
        "0x0007, UNSUPPORTED_CODEC,   UNSUPPORTED_CODEC",
        "0x0008, NOT_FOR_CLIENTS,     VALID",
        "0x0010, BAD_PRODUCER,        BAD_PRODUCER",
        "0x0020, NOT_FOR_CLIENTS,     VALID",
        "0x0040, NOT_FOR_CLIENTS,     VALID",
        "0x0080, RESERVED_ATTRIBUTES, RESERVED_ATTRIBUTES",
        "0x0100, RESERVED_ATTRIBUTES, RESERVED_ATTRIBUTES",
        "0x4000, RESERVED_ATTRIBUTES, RESERVED_ATTRIBUTES",
        "0x8000, RESERVED_ATTRIBUTES, RESERVED_ATTRIBUTES",
    })
    void attributes(int bits, String produced, String stored) {
        judge(with(GOOD, b -> b.putShort(Batch.ATTRIBUTES_AT, (short) bits)), produced, stored);
    }

    @ParameterizedTest
    @CsvSource({
        "-1, BAD_OFFSETS, BAD_OFFSETS",
        "-9223372036854775808, BAD_OFFSETS, BAD_OFFSETS",
        "9223372036854775807, BAD_OFFSETS, BAD_OFFSETS",
        "9223372036854775806, VALID, VALID",
        "1, VALID, VALID",
    })
    void baseOffset(long offset, String produced, String stored) {
        judge(with(GOOD, b -> b.putLong(0, offset)), produced, stored);
    }

    @ParameterizedTest
    @CsvSource({"-2, VALID, BAD_OFFSETS", "-1, VALID, VALID", "9, VALID, VALID"})
    void leaderEpoch(int epoch, String produced, String stored) {
        judge(with(GOOD, b -> b.putInt(Batch.LEADER_EPOCH_AT, epoch)), produced, stored);
    }

    @ParameterizedTest
    @CsvSource({
        "-1, BAD_OFFSETS, BAD_OFFSETS",
        "-2147483648, BAD_OFFSETS, BAD_OFFSETS",
        "1, BAD_OFFSETS, VALID",
        "2147483647, BAD_OFFSETS, VALID",
    })
    void lastOffsetDelta(int delta, String produced, String stored) {
        judge(with(GOOD, b -> b.putInt(Batch.LAST_OFFSET_DELTA_AT, delta)), produced, stored);
    }

    @ParameterizedTest
    @CsvSource({
        "-1, -2",
        "-2147483648, 0",
        "0, 0",
        "0, -1",
        "2, 0",
        "2, 1",
        "2147483647, 2147483646",
        "2147483647, 2147483647",
    })
    void count(int count, int lastDelta) {
        ByteBuffer batch =
                with(
                        GOOD,
                        b -> {
                            b.putInt(Batch.COUNT_AT, count);
                            b.putInt(Batch.LAST_OFFSET_DELTA_AT, lastDelta);
                        });
        String expected = lastDelta < 0 ? "BAD_OFFSETS" : "BAD_COUNT";
        judge(batch, expected, expected);
    }

    @ParameterizedTest
    @CsvSource({
        "-1, 1700000000000, BAD_TIMESTAMPS, VALID",
        "-2, 1700000000000, BAD_TIMESTAMPS, BAD_TIMESTAMPS",
        "-9223372036854775808, 1700000000000, BAD_TIMESTAMPS, BAD_TIMESTAMPS",
        "9223372036854775807, 1700000000000, BAD_TIMESTAMPS, VALID",
        "1700000000000, -2, BAD_TIMESTAMPS, BAD_TIMESTAMPS",
        "1700000000000, -1, BAD_TIMESTAMPS, VALID",
        "1700000000000, 1699999999999, BAD_TIMESTAMPS, VALID",
        "1700000000000, 1700000000001, BAD_TIMESTAMPS, VALID",
        "1700000000000, 9223372036854775807, BAD_TIMESTAMPS, VALID",
        "9223372036854775807, 9223372036854775807, VALID, VALID",
    })
    void timestamps(long base, long max, String produced, String stored) {
        ByteBuffer batch =
                with(
                        GOOD,
                        b -> {
                            b.putLong(Batch.BASE_TIMESTAMP_AT, base);
                            b.putLong(Batch.MAX_TIMESTAMP_AT, max);
                        });
        judge(batch, produced, stored);
    }

    @ParameterizedTest
    @CsvSource({
        "-2, -1, -1, BAD_PRODUCER",
        "-1, -2, -1, BAD_PRODUCER",
        "-1, -1, -2, BAD_PRODUCER",
        "-1,  0, -1, BAD_PRODUCER",
        "-1, -1,  0, BAD_PRODUCER",
        "-1,  0,  0, BAD_PRODUCER",
        " 5, -1,  0, BAD_PRODUCER",
        " 5,  0, -1, BAD_PRODUCER",
        " 5, -2,  0, BAD_PRODUCER",
        " 5,  0, -2, BAD_PRODUCER",
        " 0,  0,  0, VALID",
        "9223372036854775807, 32767, 2147483647, VALID",
    })
    void producer(long id, short epoch, int sequence, String expected) {
        judge(with(GOOD, b -> produce(b, id, epoch, sequence)), expected, expected);
    }

    private static void produce(ByteBuffer batch, long id, int epoch, int sequence) {
        batch.putLong(Batch.PRODUCER_ID_AT, id);
        batch.putShort(Batch.PRODUCER_EPOCH_AT, (short) epoch);
        batch.putInt(Batch.BASE_SEQUENCE_AT, sequence);
    }

    @Test
    void transactionsAreTheServersForNow() {
        ByteBuffer inTransaction =
                with(
                        GOOD,
                        b -> {
                            b.putShort(Batch.ATTRIBUTES_AT, (short) 0x10);
                            produce(b, 5, 0, 0);
                        });
        judge(inTransaction, "NOT_FOR_CLIENTS", "VALID");
    }

    @ParameterizedTest
    @CsvSource({
        " 5,  3, NOT_FOR_CLIENTS, VALID",
        " 0,  0, NOT_FOR_CLIENTS, VALID",
        "-1,  0, BAD_PRODUCER, BAD_PRODUCER",
        " 0, -1, BAD_PRODUCER, BAD_PRODUCER",
    })
    void aMarkNamesAProducerAndNoSequence(long id, int epoch, String produced, String stored) {
        ByteBuffer mark =
                with(
                        GOOD,
                        b -> {
                            b.putShort(Batch.ATTRIBUTES_AT, (short) 0x30);
                            produce(b, id, epoch, -1);
                        });
        judge(mark, produced, stored);
    }

    @Test
    void compactionMayLeaveABatchWithoutRecords() {
        ByteBuffer emptied = with(RawBatch.of(0, ""), b -> b.putInt(Batch.LAST_OFFSET_DELTA_AT, 9));
        judge(emptied, "BAD_COUNT", "VALID");
        assertEquals(0, RoundTripTest.read(emptied, 0).size());
    }

    @ParameterizedTest
    @CsvSource({"-1", "-2147483648", "-12", "0", "1", "48"})
    void lengthsThatNoBatchCanHave(int length) {
        ByteBuffer batch = ByteBuffer.wrap(RawBatch.bytes(GOOD)).putInt(Batch.LENGTH_AT, length);
        judge(batch, "BAD_LENGTH", "BAD_LENGTH");
    }

    /** Garbage should not pass for a torn batch as soon as its length is there. */
    @Test
    void aLengthIsLookedAtOnceItIsWhole() {
        ByteBuffer batch = ByteBuffer.wrap(RawBatch.bytes(GOOD)).putInt(Batch.LENGTH_AT, 48);
        assertEquals("TRUNCATED", name(BatchCheck.stored(batch, 0, 11)));
        assertEquals("BAD_LENGTH", name(BatchCheck.stored(batch, 0, 12)));
    }

    @Test
    void anEndlessLengthIsTruncatedAndNothingIsReserved() {
        for (int length : new int[] {59, 1 << 20, Integer.MAX_VALUE - 12, Integer.MAX_VALUE}) {
            ByteBuffer batch =
                    ByteBuffer.wrap(RawBatch.bytes(GOOD)).putInt(Batch.LENGTH_AT, length);
            judge(batch, "TRUNCATED", "TRUNCATED");
        }
    }

    @Test
    void oneBatchForAClientManyInALog() {
        ByteBuffer two = ByteBuffer.allocate(140);
        two.put(0, GOOD, 0, 70).put(70, GOOD, 0, 70);
        assertEquals("TRAILING_BYTES", name(RawBatch.produced(two)));
        assertEquals(new BatchVerdict.Valid(70, 1), BatchCheck.stored(two, 0, 140));
        assertEquals(new BatchVerdict.Valid(70, 1), BatchCheck.stored(two, 70, 140));
        assertEquals("TRAILING_BYTES", name(RawBatch.produced(two.slice(0, 71))));
    }

    @Test
    void aRegionThatIsNotThereIsABug() {
        assertThrows(BrokenInvariant.class, () -> BatchCheck.stored(GOOD, 0, 71));
        assertThrows(BrokenInvariant.class, () -> BatchCheck.stored(GOOD, 5, 4));
        ByteBuffer turned = GOOD.duplicate().order(ByteOrder.LITTLE_ENDIAN);
        assertThrows(BrokenInvariant.class, () -> BatchCheck.stored(turned, 0, 70));
    }

    private static void judge(ByteBuffer batch, String produced, String stored) {
        assertEquals(produced, name(RawBatch.produced(batch)));
        assertEquals(stored, name(RawBatch.stored(batch)));
    }
}
