package io.skein.records;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skein.simulation.Gen;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RoundTripTest {
    @Test
    void whatIsBuiltIsValidAndReadsBackTheSame() {
        Gen.check(
                "records round trip",
                400,
                gen -> {
                    Codec codec = Drawn.codec(gen);
                    List<BatchRecord> records = Drawn.records(gen);
                    ProducerStamp stamp = Drawn.stamp(gen);
                    ByteBuffer batch = Drawn.batch(codec, records, stamp);

                    var valid = new BatchVerdict.Valid(batch.limit(), records.size());
                    assertEquals(valid, RawBatch.produced(batch));
                    assertEquals(valid, RawBatch.stored(batch));
                    assertEquals(records, read(batch, 0));
                    assertEquals(stamp.producerId(), Batch.producerId(batch, 0));
                    assertEquals(stamp.producerEpoch(), Batch.producerEpoch(batch, 0));
                    assertEquals(stamp.baseSequence(), Batch.baseSequence(batch, 0));
                });
    }

    @Test
    void positionAndKindOfBufferMakeNoDifference() {
        Gen.check(
                "buffers",
                60,
                gen -> {
                    Codec codec = Drawn.codec(gen);
                    List<BatchRecord> records = Drawn.records(gen);
                    ByteBuffer batch = Drawn.batch(codec, records, ProducerStamp.NONE);
                    int at = gen.between(0, 70);
                    int size = batch.limit();
                    ByteBuffer heap = ByteBuffer.allocate(3 + at + size + 5);
                    heap = heap.slice(3, at + size + 5).put(at, batch, 0, size);
                    ByteBuffer direct =
                            ByteBuffer.allocateDirect(at + size + 5).put(at, batch, 0, size);
                    for (var buffer : List.of(heap, heap.asReadOnlyBuffer(), direct)) {
                        var verdict =
                                BatchCheck.produced(
                                        buffer, at, at + size, DecompressionBound.DEFAULT);
                        assertEquals(new BatchVerdict.Valid(size, records.size()), verdict);
                        assertEquals(records, read(buffer, at));
                        assertEquals(0, buffer.position());
                    }
                });
    }

    @Test
    void largeBatchesOfSmallRecordsKeepEveryRecord() {
        for (Codec codec : Codec.values()) {
            BatchBuilder builder = new BatchBuilder(codec, 1 << 20);
            int count = 0;
            while (builder.hasRoom(Payload.ABSENT, Payload.of("value " + count), List.of())) {
                builder.add(count, Payload.ABSENT, Payload.of("value " + count), List.of());
                count++;
            }
            ByteBuffer batch = builder.finish(ProducerStamp.NONE);
            assertEquals(new BatchVerdict.Valid(batch.limit(), count), RawBatch.produced(batch));
            RecordReader reader = RecordReader.open(batch, 0, DecompressionBound.DEFAULT);
            for (int i = 0; i < count; i++) {
                assertTrue(reader.next());
                assertEquals("value " + i, reader.value().text());
                assertEquals(i, reader.timestampMillis());
            }
            assertEquals(false, reader.next());
            assertEquals(Optional.empty(), reader.fault());
        }
    }

    static List<BatchRecord> read(ByteBuffer batch, int at) {
        RecordReader reader = RecordReader.open(batch, at, DecompressionBound.DEFAULT);
        List<BatchRecord> records = new ArrayList<>();
        while (reader.next()) records.add(reader.read());
        assertEquals(Optional.empty(), reader.fault());
        return records;
    }
}
