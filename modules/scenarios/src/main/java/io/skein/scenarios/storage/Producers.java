package io.skein.scenarios.storage;

import io.skein.records.Batch;
import io.skein.records.ProducerStamp;
import io.skein.storage.AppendResult;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Who has written to a log, told from nothing but its batches, in the simplest way. */
final class Producers {
    private static final int REMEMBERED = 5;

    private final Map<Long, One> all = new TreeMap<>();

    /** A batch in the log. */
    record Sent(int first, int last, long base, long next) {
        int records() {
            return last - first + 1;
        }
    }

    /** The last batches of the last epoch of one, oldest first. */
    record One(int epoch, List<Sent> batches) {
        int expected() {
            return (batches.getLast().last() + 1) & Integer.MAX_VALUE;
        }
    }

    static Producers of(List<byte[]> given) {
        Producers made = new Producers();
        for (byte[] bytes : given) made.take(ByteBuffer.wrap(bytes));
        return made;
    }

    private void take(ByteBuffer batch) {
        long id = Batch.producerId(batch, 0);
        if (id < 0) return;
        int epoch = Batch.producerEpoch(batch, 0);
        List<Sent> batches = new ArrayList<>();
        one(id).filter(known -> known.epoch == epoch)
                .ifPresent(known -> batches.addAll(known.batches));
        int first = Batch.baseSequence(batch, 0);
        int last = (int) (((long) first + Batch.lastOffsetDelta(batch, 0)) & Integer.MAX_VALUE);
        batches.add(new Sent(first, last, Batch.baseOffset(batch, 0), Batch.nextOffset(batch, 0)));
        if (batches.size() > REMEMBERED) batches.removeFirst();
        all.put(id, new One(epoch, batches));
    }

    Optional<One> one(long id) {
        return Optional.ofNullable(all.get(id));
    }

    /** What a log that knows all this says to a batch, if it does not append it. */
    Optional<AppendResult> refusal(ProducerStamp stamp, int records) {
        long id = stamp.producerId();
        int first = stamp.baseSequence();
        Optional<One> known = one(id);
        if (known.isEmpty()) {
            if (first == 0) return Optional.empty();
            return Optional.of(new AppendResult.UnknownProducer(id, first));
        }
        int epoch = known.get().epoch;
        if (stamp.producerEpoch() < epoch) {
            return Optional.of(new AppendResult.OldEpoch(id, stamp.producerEpoch(), epoch));
        }
        boolean isSame = stamp.producerEpoch() == epoch;
        int last = (first + records - 1) & Integer.MAX_VALUE;
        for (Sent sent : isSame ? known.get().batches : List.<Sent>of()) {
            if (sent.first == first && sent.last == last) {
                return Optional.of(new AppendResult.Duplicate(sent.base, sent.next));
            }
        }
        int expected = isSame ? known.get().expected() : 0;
        if (first == expected) return Optional.empty();
        return Optional.of(new AppendResult.OutOfOrder(id, expected, first));
    }
}
