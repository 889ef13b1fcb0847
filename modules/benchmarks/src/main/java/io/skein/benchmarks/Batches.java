package io.skein.benchmarks;

import io.skein.records.BatchBuilder;
import io.skein.records.Codec;
import io.skein.records.Payload;
import io.skein.records.ProducerStamp;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Random;

/** Ready-made batches, of bytes that nothing can compress. */
final class Batches {
    private static final int VALUE_BYTES = 1024;

    private Batches() {}

    /** As many records of 1 KiB as fit. */
    static ByteBuffer ofAtMost(int bytesMax) {
        BatchBuilder builder = new BatchBuilder(Codec.NONE, bytesMax);
        Random random = new Random(1);
        while (true) {
            byte[] value = new byte[VALUE_BYTES];
            random.nextBytes(value);
            Payload payload = Payload.of(value);
            if (!builder.hasRoom(Payload.ABSENT, payload, List.of())) break;
            builder.add(0, Payload.ABSENT, payload, List.of());
        }
        return builder.finish(ProducerStamp.NONE);
    }

    /** The same bytes elsewhere: a log keeps the buffer that it is given. */
    static ByteBuffer copy(ByteBuffer batch) {
        return ByteBuffer.allocate(batch.remaining()).put(batch.duplicate()).flip();
    }
}
