package io.skein.records;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.skein.simulation.Gen;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.record.internal.CompressionType;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.record.internal.Record;
import org.apache.kafka.common.record.internal.SimpleRecord;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Kafka's own library reads the batches that are built here, and here its batches are read. */
class KafkaTest {
    /** From one record to some hundred kilobytes, which takes several blocks. */
    private static final List<Integer> COUNTS = List.of(1, 7, 10_000);

    private static List<BatchRecord> records(int count) {
        Gen gen = Gen.of(count);
        List<BatchRecord> records = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            List<Header> headers = gen.list(0, 2, Drawn::header);
            Payload value = i % 2 == 0 ? Drawn.payload(gen) : Payload.of("value ".repeat(50) + i);
            records.add(new BatchRecord(i, RawBatch.TIME + i, Drawn.payload(gen), value, headers));
        }
        return records;
    }

    @ParameterizedTest
    @EnumSource
    void itsBatchesAreReadHere(Codec codec) {
        for (int count : COUNTS) {
            List<BatchRecord> records = records(count);
            SimpleRecord[] theirs =
                    records.stream().map(KafkaTest::theirs).toArray(SimpleRecord[]::new);
            var type = Compression.of(CompressionType.forId(codec.id())).build();
            ByteBuffer batch = MemoryRecords.withRecords(type, theirs).buffer();
            assertEquals(codec, Batch.codec(batch, 0).orElseThrow());
            assertEquals(new BatchVerdict.Valid(batch.limit(), count), RawBatch.produced(batch));
            assertEquals(records, RoundTripTest.read(batch, 0));
        }
    }

    @ParameterizedTest
    @EnumSource
    void itReadsOurs(Codec codec) {
        for (int count : COUNTS) {
            List<BatchRecord> records = records(count);
            BatchBuilder builder = new BatchBuilder(codec, 32 << 20);
            for (BatchRecord each : records) {
                builder.add(each.timestampMillis(), each.key(), each.value(), each.headers());
            }
            ByteBuffer ours = builder.finish(ProducerStamp.NONE);
            var batches = MemoryRecords.readableRecords(ours).batches().iterator();
            var batch = batches.next();
            batch.ensureValid();
            assertFalse(batches.hasNext());
            if (count > 1) assertEquals(codec.id(), batch.compressionType().id);
            assertEquals(TimestampType.CREATE_TIME, batch.timestampType());
            List<BatchRecord> read = new ArrayList<>();
            for (Record each : batch) {
                each.ensureValid();
                read.add(ours(each));
            }
            assertEquals(records, read);
        }
    }

    private static SimpleRecord theirs(BatchRecord record) {
        return new SimpleRecord(
                record.timestampMillis(),
                bytes(record.key()),
                bytes(record.value()),
                record.headers().stream()
                        .map(each -> new RecordHeader(each.key(), bytes(each.value())))
                        .toArray(RecordHeader[]::new));
    }

    @SuppressWarnings({"null", "NullAway"}) // Kafka's word for absence
    private static byte[] bytes(Payload payload) {
        return payload.isAbsent() ? null : payload.toBytes();
    }

    private static BatchRecord ours(Record record) {
        List<Header> headers = new ArrayList<>();
        for (var each : record.headers()) {
            headers.add(new Header(each.key(), payload(each.value())));
        }
        return new BatchRecord(
                record.offset(),
                record.timestamp(),
                payload(record.hasKey() ? array(record.key()) : bytes(Payload.ABSENT)),
                payload(record.hasValue() ? array(record.value()) : bytes(Payload.ABSENT)),
                headers);
    }

    private static byte[] array(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }

    private static Payload payload(byte[] bytes) {
        return bytes == null ? Payload.ABSENT : Payload.of(bytes);
    }
}
