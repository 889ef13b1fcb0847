package io.skein.storage.producers;

import io.skein.foundation.Check;
import io.skein.foundation.PersistentMap;
import io.skein.records.Batch;
import io.skein.records.ProducerStamp;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The producers of a log at one offset. An immutable value: to go back is to take the old one.
 * There are never more than a bound; a new one then takes the place of those that have been silent
 * for the most records.
 */
public final class Producers {
    /** About 4 MB if each has as many batches as are remembered. */
    public static final int PRODUCERS_MAX = 10_000;

    /** Of a log that no idempotent producer has written to: what nearly all of them share. */
    public static final Producers NONE = atMost(PRODUCERS_MAX);

    /** That so many go at once makes up for looking through all of them. */
    private static final int LEAVING_SHARE = 16;

    private final PersistentMap<Long, Producer> known;
    private final int producersMax;

    private Producers(PersistentMap<Long, Producer> known, int producersMax) {
        this.known = known;
        this.producersMax = producersMax;
    }

    /** None yet, and never more than this many. */
    static Producers atMost(int producersMax) {
        Check.that(producersMax >= 1, "a log remembers somebody", producersMax);
        return new Producers(PersistentMap.empty(), producersMax);
    }

    /** Those of a snapshot; the longest silent are left out if they are too many. */
    static Producers of(SortedMap<Long, Producer> producers) {
        return NONE.with(PersistentMap.copyOf(producers)).trimmed(PRODUCERS_MAX);
    }

    public boolean isEmpty() {
        return known.isEmpty();
    }

    /** How many producers are known. */
    public int size() {
        return known.size();
    }

    /** Whether it is known. */
    public boolean has(long producerId) {
        return known.has(producerId);
    }

    PersistentMap<Long, Producer> known() {
        return known;
    }

    /** Whether a leader may append a batch of so many records that begins like this. */
    public SequenceVerdict check(ProducerStamp stamp, int records) {
        Check.that(stamp.producerId() >= 0, "only idempotent producers are checked");
        int firstSequence = stamp.baseSequence();
        return known.get(stamp.producerId())
                .map(one -> one.check(stamp.producerEpoch(), firstSequence, records))
                .orElseGet(() -> Producer.checkUnknown(firstSequence));
    }

    /** After a batch that is in the log: it is taken as it is. */
    public Producers with(ByteBuffer batch, int at, long nowMillis) {
        long id = Batch.producerId(batch, at);
        if (id == Batch.NO_PRODUCER) return this;
        short epoch = Batch.producerEpoch(batch, at);
        Producers before = known.has(id) ? this : makeRoom();
        Producer old = known.get(id).orElse(new Producer(epoch, List.of(), nowMillis));
        if (Batch.baseSequence(batch, at) == Batch.NO_PRODUCER) {
            return before.with(before.known.put(id, old.marked(epoch, nowMillis)));
        }
        StoredBatch stored =
                StoredBatch.ending(
                        Batch.lastSequence(batch, at),
                        Batch.lastOffset(batch, at),
                        Batch.lastOffsetDelta(batch, at));
        return before.with(before.known.put(id, old.with(epoch, stored, nowMillis)));
    }

    /**
     * Without those that have been silent for {@code lifeMillis}. What the log says of times is not
     * relied on: nobody was silent before {@code sinceMillis}, and who wrote in what is still to
     * come wrote then.
     */
    public Producers expire(long nowMillis, long lifeMillis, long sinceMillis) {
        PersistentMap<Long, Producer> left = known;
        for (PersistentMap.Entry<Long, Producer> entry : known.entries()) {
            long used = entry.value().usedMillis();
            long last = used > nowMillis ? sinceMillis : Math.max(used, sinceMillis);
            if (nowMillis - last >= lifeMillis) left = left.remove(entry.key());
        }
        return left.size() == known.size() ? this : with(left);
    }

    private Producers makeRoom() {
        return trimmed(producersMax - 1);
    }

    /** Itself if there are no more than that; else with some room besides. */
    private Producers trimmed(int most) {
        if (known.size() <= most) return this;
        long[] lastOffsets =
                known.stream().mapToLong(entry -> entry.value().lastOffset()).sorted().toArray();
        int leaving = Math.max(known.size() - most, producersMax / LEAVING_SHARE);
        long firstKept = leaving < lastOffsets.length ? lastOffsets[leaving] : Long.MAX_VALUE;
        TreeMap<Long, Producer> kept = new TreeMap<>();
        known.forEach((id, one) -> {
            if (one.lastOffset() >= firstKept) kept.put(id, one);
        });
        return with(PersistentMap.copyOf(kept));
    }

    private Producers with(PersistentMap<Long, Producer> changed) {
        return new Producers(changed, producersMax);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Producers that && known.equals(that.known);
    }

    @Override
    public int hashCode() {
        return Objects.hash(known);
    }

    @Override
    public String toString() {
        return known.toString();
    }
}
