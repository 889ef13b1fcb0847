package io.skein.scenarios.storage;

import io.skein.records.Batch;
import io.skein.records.BatchBuilder;
import io.skein.records.Codec;
import io.skein.records.Payload;
import io.skein.records.ProducerStamp;
import io.skein.simulation.Gen;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/** Draws batches. Holds no state. */
final class Content {
    private static final int CRC_AT = 17;
    private static final int LAST_OFFSET_DELTA_AT = 23;
    private static final int KEYS = 5;
    private static final int PRODUCERS = 3;
    private static final int BYTES_MAX = 1 << 16;
    private static final int RECORDS_MAX = 3;

    private final Gen gen;
    private final Ghost ghost;
    private final long nowMillis;

    Content(Gen gen, Ghost ghost, long nowMillis) {
        this.gen = gen;
        this.ghost = ghost;
        this.nowMillis = nowMillis;
    }

    /** A batch of nobody, or of some producer: the next, one again, one too early, one too late. */
    ByteBuffer batch() {
        if (gen.flag()) return batch(ProducerStamp.NONE, gen.between(1, RECORDS_MAX));
        long id = gen.between(0, PRODUCERS - 1);
        Optional<Producers.One> known = ghost.producers().one(id);
        if (known.isEmpty()) return first(id);
        Producers.One one = known.get();
        int records = gen.between(1, RECORDS_MAX);
        short epoch = (short) one.epoch();
        return switch (gen.weighted(60, 18, 8, 4, 6)) {
            case 0 -> batch(new ProducerStamp(id, epoch, one.expected()), records);
            case 1 -> again(id, one);
            case 2 -> {
                int gap = (one.expected() + gen.between(1, 9)) & Integer.MAX_VALUE;
                yield batch(new ProducerStamp(id, epoch, gap), records);
            }
            case 3 -> batch(new ProducerStamp(id, (short) Math.max(0, epoch - 1), 0), records);
            default -> batch(new ProducerStamp(id, (short) (epoch + 1), 0), records);
        };
    }

    private ByteBuffer first(long id) {
        ProducerStamp stamp = new ProducerStamp(id, (short) 0, 0);
        if (ghost.isKeyed() || !gen.chance(0.25)) {
            return batch(stamp, gen.between(1, RECORDS_MAX));
        }
        // As compaction may leave one: it ends just before the greatest sequence.
        return stretched(batch(stamp, 1), Integer.MAX_VALUE - gen.between(0, 4));
    }

    private ByteBuffer again(long id, Producers.One one) {
        Producers.Sent sent = gen.pick(one.batches());
        int records = sent.records() >= 1 && sent.records() <= RECORDS_MAX ? sent.records() : 1;
        return batch(new ProducerStamp(id, (short) one.epoch(), sent.first()), records);
    }

    private ByteBuffer batch(ProducerStamp stamp, int records) {
        Codec codec = gen.pick(Codec.NONE, Codec.NONE, Codec.NONE, Codec.LZ4);
        BatchBuilder builder = new BatchBuilder(codec, BYTES_MAX);
        for (int i = 0; i < records; i++) {
            Payload key =
                    ghost.isKeyed() ? Payload.of("key " + gen.between(0, KEYS)) : Payload.ABSENT;
            Payload value =
                    ghost.isKeyed() && gen.chance(0.3)
                            ? Payload.ABSENT
                            : Payload.of(gen.bytes((int) gen.skewed(60, 600)));
            builder.add(nowMillis - gen.between(0, 2_000), key, value, List.of());
        }
        return builder.finish(stamp);
    }

    private static ByteBuffer stretched(ByteBuffer batch, int lastOffsetDelta) {
        int at = batch.position();
        batch.putInt(at + LAST_OFFSET_DELTA_AT, lastOffsetDelta);
        batch.putInt(at + CRC_AT, Batch.checksum(batch, at));
        return batch;
    }
}
