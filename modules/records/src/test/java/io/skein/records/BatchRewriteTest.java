package io.skein.records;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skein.simulation.Gen;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class BatchRewriteTest {
    private static final long HORIZON = 1_800_000_000_000L;

    @Test
    void whatStaysKeepsItsOffsetTimeAndContent() {
        Gen.check("batch rewrite", 400, BatchRewriteTest::rewritten);
    }

    private static void rewritten(Gen gen) {
        List<BatchRecord> records = Drawn.records(gen);
        ProducerStamp stamp = Drawn.stamp(gen);
        ByteBuffer batch = Drawn.batch(Drawn.codec(gen), records, stamp);
        long base = gen.between(0, 1_000);
        Batch.stamp(batch, 0, base, 7);
        if (gen.chance(0.2)) Batch.stampAppendTime(batch, 0, 55);
        List<BatchRecord> before = RoundTripTest.read(batch, 0);
        BitSet kept = new BitSet();
        for (int i = 0; i < records.size(); i++) kept.set(i, gen.flag());
        kept.set(gen.between(0, records.size() - 1));
        OptionalLong horizon = gen.flag() ? OptionalLong.of(HORIZON) : OptionalLong.empty();

        ByteBuffer made = BatchRewrite.of(batch, reader(batch), kept, horizon);

        assertTrue(BatchCheck.stored(made, 0, made.limit()).isValid());
        List<BatchRecord> expected = new ArrayList<>();
        kept.stream().forEach(i -> expected.add(before.get(i)));
        assertEquals(expected, RoundTripTest.read(made, 0));
        sameFrame(batch, made);
        assertEquals(horizon.isPresent(), Batch.hasDeleteHorizon(made, 0));
        assertEquals(
                horizon.orElse(Batch.baseTimestampMillis(batch, 0)),
                Batch.baseTimestampMillis(made, 0));
        long newest = expected.stream().mapToLong(BatchRecord::timestampMillis).max().orElseThrow();
        assertEquals(newest, Batch.maxTimestampMillis(made, 0));
        ByteBuffer again = BatchRewrite.of(made, reader(made), all(expected), OptionalLong.empty());
        assertEquals(made, again, "nothing to do gives the same, and the horizon stays");
    }

    private static BitSet all(List<BatchRecord> records) {
        BitSet all = new BitSet();
        all.set(0, records.size());
        return all;
    }

    private static RecordReader reader(ByteBuffer batch) {
        RecordReader reader = RecordReader.open(batch, 0, DecompressionBound.DEFAULT);
        while (reader.next()) assertTrue(reader.sizeBytes() >= RecordReader.RECORD_BYTES_MIN);
        return reader;
    }

    private static void sameFrame(ByteBuffer batch, ByteBuffer made) {
        assertEquals(Batch.baseOffset(batch, 0), Batch.baseOffset(made, 0));
        assertEquals(Batch.lastOffset(batch, 0), Batch.lastOffset(made, 0));
        assertEquals(Batch.leaderEpoch(batch, 0), Batch.leaderEpoch(made, 0));
        assertEquals(Batch.producerId(batch, 0), Batch.producerId(made, 0));
        assertEquals(Batch.producerEpoch(batch, 0), Batch.producerEpoch(made, 0));
        assertEquals(Batch.lastSequence(batch, 0), Batch.lastSequence(made, 0));
        assertEquals(Batch.isAppendTime(batch, 0), Batch.isAppendTime(made, 0));
    }

    @Test
    void aBatchWithoutRecordsStillTellsTheProducersSequence() {
        for (Codec codec : Codec.values()) {
            ByteBuffer batch =
                    Drawn.batch(
                            codec,
                            List.of(
                                    new BatchRecord(
                                            0, 9, Payload.of("k"), Payload.ABSENT, List.of())),
                            new ProducerStamp(4, (short) 2, 17));
            Batch.stamp(batch, 0, 30, 1);
            BitSet all = new BitSet();
            all.set(0);
            OptionalLong horizon = OptionalLong.of(HORIZON);
            ByteBuffer stamped = BatchRewrite.of(batch, reader(batch), all, horizon);
            ByteBuffer empty = BatchRewrite.empty(stamped);
            assertFalse(Batch.hasDeleteHorizon(empty, 0), "it has no tombstone any more");
            assertEquals(Batch.HEADER_BYTES, empty.limit());
            assertTrue(BatchCheck.stored(empty, 0, empty.limit()).isValid());
            sameFrame(batch, empty);
            assertEquals(List.of(), RoundTripTest.read(empty, 0));
            assertEquals(9, Batch.maxTimestampMillis(empty, 0), "so that it can get old");
        }
    }

    @Test
    void aFillerStandsForOffsetsThatAreGone() {
        ByteBuffer filler = BatchRewrite.filler(10, 10L + Integer.MAX_VALUE, 3);
        assertTrue(BatchCheck.stored(filler, 0, filler.limit()).isValid());
        assertEquals(10, Batch.baseOffset(filler, 0));
        assertEquals(11L + Integer.MAX_VALUE, Batch.nextOffset(filler, 0));
        assertEquals(3, Batch.leaderEpoch(filler, 0));
        assertEquals(Batch.NO_PRODUCER, Batch.producerId(filler, 0));
        assertEquals(List.of(), RoundTripTest.read(filler, 0));
    }

    @Test
    void damageIsToldAgainAfterRewinding() {
        ByteBuffer batch =
                Drawn.batch(
                        Codec.NONE,
                        List.of(new BatchRecord(0, 9, Payload.ABSENT, Payload.ABSENT, List.of())),
                        ProducerStamp.NONE);
        batch.put(Batch.HEADER_BYTES + 1, (byte) 1);
        RecordReader reader = RecordReader.open(batch, 0, DecompressionBound.DEFAULT);
        for (int i = 0; i < 2; i++) {
            assertFalse(reader.next());
            assertEquals(
                    Optional.of(BatchFault.BAD_RECORD),
                    reader.fault().map(BatchVerdict.Invalid::fault));
            reader.rewind();
            assertEquals(Optional.empty(), reader.fault());
        }
    }
}
