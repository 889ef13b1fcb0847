package io.skein.records;

import io.skein.simulation.Gen;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.IntStream;

/** Random records and batches. */
final class Drawn {
    private Drawn() {}

    static Codec codec(Gen gen) {
        return gen.pick(Codec.NONE, Codec.GZIP, Codec.SNAPPY, Codec.LZ4, Codec.ZSTD);
    }

    static Payload payload(Gen gen) {
        return switch (gen.weighted(6, 2, 1, 1)) {
            case 0 -> Payload.of(gen.bytes(gen.between(0, 40)));
            case 1 -> Payload.ABSENT;
            case 2 -> Payload.of(new byte[0]);
            default -> Payload.of(gen.bytes(gen.between(60, 300)));
        };
    }

    static Header header(Gen gen) {
        String key = gen.pick("", "trace", "größe", "\u20ac", "\ud83d\ude00") + gen.word(0, 5);
        return new Header(key, payload(gen));
    }

    static List<BatchRecord> records(Gen gen) {
        List<BatchRecord> drawn = gen.list(1, 40, Drawn::one);
        return IntStream.range(0, drawn.size()).mapToObj(i -> at(i, drawn.get(i))).toList();
    }

    private static BatchRecord at(int offset, BatchRecord of) {
        return new BatchRecord(offset, of.timestampMillis(), of.key(), of.value(), of.headers());
    }

    private static BatchRecord one(Gen gen) {
        long time =
                gen.flag() ? gen.between(0L, Long.MAX_VALUE) : RawBatch.TIME + gen.between(0, 9);
        return new BatchRecord(0, time, payload(gen), payload(gen), gen.list(0, 3, Drawn::header));
    }

    static ProducerStamp stamp(Gen gen) {
        if (gen.flag()) return ProducerStamp.NONE;
        return new ProducerStamp(
                gen.between(0L, Long.MAX_VALUE),
                (short) gen.between(0, Short.MAX_VALUE),
                gen.between(0, Integer.MAX_VALUE));
    }

    static ByteBuffer batch(Codec codec, List<BatchRecord> records, ProducerStamp stamp) {
        BatchBuilder builder = new BatchBuilder(codec, 1 << 20);
        for (BatchRecord record : records) {
            builder.add(record.timestampMillis(), record.key(), record.value(), record.headers());
        }
        return builder.finish(stamp);
    }
}
