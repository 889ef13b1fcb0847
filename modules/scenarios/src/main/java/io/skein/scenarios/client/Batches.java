package io.skein.scenarios.client;

import io.skein.foundation.PartitionId;
import io.skein.records.Batch;
import io.skein.records.BatchBuilder;
import io.skein.records.Codec;
import io.skein.records.Payload;
import io.skein.records.ProducerStamp;
import io.skein.scenarios.history.ops.Content;
import io.skein.simulation.Gen;
import java.nio.ByteBuffer;
import java.util.List;

/** Makes the batches that clients send. */
final class Batches {
    private static final int BYTES_MAX = 1 << 20;
    private static final int RECORD_BYTES_MEAN = 80;
    private static final int RECORD_BYTES_MAX = 3_000;
    private static final double LARGE = 0.02;
    private static final int LARGE_BYTES_MAX = 40_000;
    private static final double ZIPPED = 0.15;

    private Batches() {}

    /** Records {@code first} and on, {@code count} of them. */
    static ByteBuffer of(PartitionId home, long first, int count, Gen gen) {
        return builder(home, first, count, gen).finish(ProducerStamp.NONE);
    }

    /** The same, to be finished by somebody who says who it is. */
    static BatchBuilder builder(PartitionId home, long first, int count, Gen gen) {
        Codec codec = gen.chance(ZIPPED) ? Codec.ZSTD : Codec.NONE;
        BatchBuilder builder = new BatchBuilder(codec, BYTES_MAX);
        for (int i = 0; i < count; i++) {
            int more =
                    gen.chance(LARGE)
                            ? gen.between(0, LARGE_BYTES_MAX)
                            : (int) gen.skewed(RECORD_BYTES_MEAN, RECORD_BYTES_MAX);
            byte[] value = Content.of(first + i, home, Content.BYTES_MIN + more);
            Payload key = gen.flag() ? Payload.ABSENT : Payload.of("k" + gen.between(0, 9));
            builder.add(gen.between(0, 1_000_000), key, Payload.of(value), List.of());
        }
        return builder;
    }

    /** Turns one bit over, somewhere that the checksum covers. */
    static void spoil(ByteBuffer batch, Gen gen) {
        int at = gen.between(Batch.HEADER_BYTES - 40, batch.limit() - 1);
        batch.put(at, (byte) (batch.get(at) ^ (1 << gen.between(0, 7))));
    }
}
