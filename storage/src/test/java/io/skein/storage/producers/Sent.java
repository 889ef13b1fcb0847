package io.skein.storage.producers;

import io.skein.records.Batch;
import io.skein.records.BatchBuilder;
import io.skein.records.Codec;
import io.skein.records.Payload;
import io.skein.records.ProducerStamp;
import java.nio.ByteBuffer;
import java.util.List;

/** A batch as a producer sends it. */
record Sent(long id, int epoch, int sequence, int records) {
    static Sent first(long id) {
        return new Sent(id, 0, 0, 1);
    }

    ProducerStamp stamp() {
        return new ProducerStamp(id, (short) epoch, sequence);
    }

    SequenceVerdict check(Producers producers) {
        return producers.check(stamp(), records);
    }

    Producers at(Producers producers, long offset) {
        return at(producers, offset, 0);
    }

    Producers at(Producers producers, long offset, long nowMillis) {
        return producers.with(batch(offset), 0, nowMillis);
    }

    ByteBuffer batch(long offset) {
        BatchBuilder builder = new BatchBuilder(Codec.NONE, 1 << 20);
        for (int i = 0; i < records; i++) {
            builder.add(1000 + i, Payload.ABSENT, Payload.of(new byte[] {1}), List.of());
        }
        ByteBuffer batch = builder.finish(stamp());
        Batch.stamp(batch, batch.position(), offset, 0);
        return batch.slice();
    }

    long next(long offset) {
        return offset + records;
    }
}
