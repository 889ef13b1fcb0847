package io.skein.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.skein.records.Batch;
import io.skein.records.BatchBuilder;
import io.skein.records.Codec;
import io.skein.records.Payload;
import io.skein.records.ProducerStamp;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** What a log must say of its producers, from nothing but the batches that are in it. */
final class ProducerTrial {
    private ProducerTrial() {}

    static ByteBuffer batch(ProducerStamp stamp, int records, int valueBytes) {
        BatchBuilder builder = new BatchBuilder(Codec.NONE, 1 << 20);
        for (int i = 0; i < records; i++) {
            builder.add(1000 + i, Payload.ABSENT, Payload.of(new byte[valueBytes]), List.of());
        }
        return builder.finish(stamp);
    }

    static ByteBuffer batch(long id, int epoch, int sequence) {
        return batch(new ProducerStamp(id, (short) epoch, sequence), 2, 50);
    }

    /** The batches of each producer, in its last epoch. */
    static SortedMap<Long, List<ByteBuffer>> producers(List<byte[]> given) {
        TreeMap<Long, List<ByteBuffer>> found = new TreeMap<>();
        for (byte[] bytes : given) {
            ByteBuffer batch = ByteBuffer.wrap(bytes);
            if (Batch.producerId(batch, 0) == Batch.NO_PRODUCER) continue;
            List<ByteBuffer> own =
                    found.computeIfAbsent(Batch.producerId(batch, 0), _ -> new ArrayList<>());
            short epoch = Batch.producerEpoch(batch, 0);
            if (!own.isEmpty() && Batch.producerEpoch(own.getLast(), 0) != epoch) own.clear();
            own.add(batch);
        }
        return found;
    }

    /** The next sequence of a producer. */
    static int next(List<ByteBuffer> own) {
        return own.isEmpty() ? 0 : (Batch.lastSequence(own.getLast(), 0) + 1) & Integer.MAX_VALUE;
    }

    /** Asks all that can be asked without leaving a trace. */
    static void assertKnown(Story story, Log log) {
        List<AppendResult> expected = new ArrayList<>();
        List<ByteBuffer> asked = new ArrayList<>();
        producers(story.given)
                .forEach((id, own) -> {
                    short epoch = Batch.producerEpoch(own.getLast(), 0);
                    for (ByteBuffer batch : own.reversed().subList(0, Math.min(5, own.size()))) {
                        asked.add(copy(batch));
                        expected.add(
                                new AppendResult.Duplicate(
                                        Batch.baseOffset(batch, 0), Batch.nextOffset(batch, 0)));
                    }
                    int wrong = (next(own) + 1) & Integer.MAX_VALUE;
                    asked.add(batch(id, epoch, wrong));
                    expected.add(new AppendResult.OutOfOrder(id, next(own), wrong));
                    if (own.size() > 5) {
                        int old = Batch.baseSequence(own.get(own.size() - 6), 0);
                        asked.add(copy(own.get(own.size() - 6)));
                        expected.add(new AppendResult.OutOfOrder(id, next(own), old));
                    }
                    if (epoch == 0) return;
                    asked.add(batch(id, epoch - 1, next(own)));
                    expected.add(new AppendResult.OldEpoch(id, epoch - 1, epoch));
                });
        asked.add(batch(1_000_000, 0, 1));
        expected.add(new AppendResult.UnknownProducer(1_000_000, 1));
        assertEquals(expected, answers(story, log, asked));
    }

    private static List<AppendResult> answers(Story story, Log log, List<ByteBuffer> asked) {
        long end = log.end();
        List<AppendResult> answers =
                story.rig.<List<AppendResult>>ask(then -> {
                    List<AppendResult> all = new ArrayList<>();
                    for (ByteBuffer each : asked) all.add(log.append(each, 1000));
                    then.accept(all);
                });
        assertEquals(end, log.end(), "none of these is appended: " + answers);
        return answers;
    }

    private static ByteBuffer copy(ByteBuffer batch) {
        return ByteBuffer.wrap(Rig.bytes(batch));
    }
}
