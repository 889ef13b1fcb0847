package io.skein.server.broker.replica;

import io.skein.records.Batch;
import io.skein.records.BatchBuilder;
import io.skein.records.Codec;
import io.skein.records.DecompressionBound;
import io.skein.records.Payload;
import io.skein.records.ProducerStamp;
import io.skein.records.RecordReader;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Batches of lines. */
final class Lines {
    private static final int BYTES_MAX = 8 << 20;
    private static final int LONG = 400;

    private Lines() {}

    /** As a producer sends it. */
    static ByteBuffer batch(String... lines) {
        BatchBuilder builder = new BatchBuilder(Codec.NONE, BYTES_MAX);
        for (String line : lines) builder.add(1_000, Payload.ABSENT, Payload.of(line), List.of());
        return builder.finish(ProducerStamp.NONE);
    }

    /** As a leader has it. */
    static ByteBuffer at(long offset, int epoch, String... lines) {
        ByteBuffer batch = batch(lines);
        Batch.stamp(batch, 0, offset, epoch);
        return batch;
    }

    /** Of one long line with that key. */
    static ByteBuffer keyed(long offset, int epoch, char key) {
        BatchBuilder builder = new BatchBuilder(Codec.NONE, BYTES_MAX);
        Payload line = Payload.of("v".repeat(LONG));
        builder.add(1_000, Payload.of(Character.toString(key)), line, List.of());
        ByteBuffer batch = builder.finish(ProducerStamp.NONE);
        Batch.stamp(batch, 0, offset, epoch);
        return batch;
    }

    /** Of one line, this many bytes long altogether. */
    static ByteBuffer ofBytes(int bytes) {
        int around = batch("x".repeat(bytes)).remaining() - bytes;
        ByteBuffer batch = batch("x".repeat(bytes - around));
        if (batch.remaining() != bytes) throw new AssertionError(batch.remaining());
        return batch;
    }

    static ByteBuffer copy(ByteBuffer batch) {
        ByteBuffer copy = ByteBuffer.allocate(batch.remaining());
        copy.put(0, batch, batch.position(), batch.remaining());
        return copy;
    }

    /** Like {@code 7:line}: offset and content of each record. */
    static List<String> texts(List<ByteBuffer> batches) {
        List<String> texts = new ArrayList<>();
        for (ByteBuffer batch : batches) {
            RecordReader reader =
                    RecordReader.open(batch, batch.position(), DecompressionBound.DEFAULT);
            while (reader.next()) texts.add(reader.offset() + ":" + reader.read().value().text());
            if (reader.fault().isPresent()) throw new AssertionError(reader.fault().get());
        }
        return texts;
    }
}
