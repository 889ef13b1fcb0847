package io.skein.client.consumer;

import io.skein.client.CorruptBatchException;
import io.skein.client.OffsetOutOfRangeException;
import io.skein.client.SkeinException;
import io.skein.client.TopicPartition;
import io.skein.client.consumer.Fetched.Batches;
import io.skein.client.consumer.Fetched.Range;
import io.skein.client.wire.ClientWorld;
import io.skein.records.Batch;
import io.skein.records.BatchVerdict.Invalid;
import io.skein.records.DecompressionBound;
import io.skein.records.RecordReader;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * The consumer without the waiting: positions, and records handed out of what the lane has fetched.
 * Owned by the one thread that polls, which may be the lane itself. What is fetched ahead is
 * bounded by the credit of each node.
 */
public final class ConsumerCore {
    private final ConsumerSettings settings;
    private final Fetcher fetcher;
    private final Queue<Fetched> inbox = new ConcurrentLinkedQueue<>();
    private final Deque<Fetched> arrived = new ArrayDeque<>();
    private final Map<TopicPartition, Place> places = new TreeMap<>();
    private Optional<Reading> reading = Optional.empty();
    private long lastReadId;
    private int handed;

    /** Batches that are being handed out, and where in them. */
    private static final class Reading {
        private final Place place;
        private final long readId;
        private final Batches batches;
        private int at;
        private Optional<RecordReader> records = Optional.empty();

        Reading(Place place, Batches batches) {
            this.place = place;
            this.readId = place.readId();
            this.batches = batches;
            this.at = batches.bytes().position();
        }

        boolean isCurrent() {
            return place.readId() == readId && !place.isPaused();
        }
    }

    /** {@code arrival} runs on the lane whenever poll may have something to hand out. */
    public ConsumerCore(ClientWorld world, ConsumerSettings settings, Runnable arrival) {
        this.settings = settings;
        this.fetcher =
                new Fetcher(
                        world,
                        settings,
                        fetched -> {
                            inbox.add(fetched);
                            arrival.run();
                        });
    }

    /** The part that runs on the lane. */
    public Fetcher fetcher() {
        return fetcher;
    }

    /** Reads exactly these partitions from now on; those that were read already go on. */
    public void assign(Collection<TopicPartition> partitions) {
        SortedSet<TopicPartition> wanted = new TreeSet<>(partitions);
        for (TopicPartition gone : new TreeSet<>(places.keySet())) {
            if (!wanted.contains(gone)) leave(gone);
        }
        for (TopicPartition partition : wanted) {
            if (!places.containsKey(partition)) begin(partition);
        }
    }

    private void leave(TopicPartition partition) {
        // Under another number, what is being handed out of it ends too.
        place(partition).startRead(++lastReadId, Start.LATEST);
        places.remove(partition);
        fetcher.drop(partition);
    }

    private void begin(TopicPartition partition) {
        Place place = new Place(partition, Start.LATEST);
        places.put(partition, place);
        switch (settings.offsetReset()) {
            case EARLIEST -> read(place, Start.EARLIEST);
            case LATEST -> read(place, Start.LATEST);
            // Nothing is asked for before there is a seek.
            case NONE -> place.startRead(++lastReadId, Start.LATEST);
        }
    }

    /** What is assigned, in order. */
    public SortedSet<TopicPartition> assignment() {
        return new TreeSet<>(places.keySet());
    }

    /** The next poll hands out from {@code offset} on. */
    public void seek(TopicPartition partition, long offset) {
        read(place(partition), Start.at(offset));
    }

    /** The next poll hands out from the first offset that is kept. */
    public void seekToBeginning(TopicPartition partition) {
        read(place(partition), Start.EARLIEST);
    }

    /** The next poll hands out what comes from now on. */
    public void seekToEnd(TopicPartition partition) {
        read(place(partition), Start.LATEST);
    }

    private void read(Place place, Start start) {
        place.startRead(++lastReadId, start);
        if (!place.isPaused()) fetcher.read(place.partition(), lastReadId, start);
    }

    /** Hands out nothing of it, and has nothing sent, until {@link #resume}. */
    public void pause(TopicPartition partition) {
        Place place = place(partition);
        if (place.isPaused()) return;
        place.pause(true);
        // What was fetched ahead goes: kept, it would hold the credit that the others need.
        place.startRead(++lastReadId, place.start());
        fetcher.drop(partition);
    }

    /** Goes on where {@link #pause} was called, or where a seek went since. */
    public void resume(TopicPartition partition) {
        Place place = place(partition);
        if (!place.isPaused()) return;
        place.pause(false);
        read(place, place.start());
    }

    Place place(TopicPartition partition) {
        return Optional.ofNullable(places.get(partition))
                .orElseThrow(() -> new IllegalStateException(partition + " is not assigned"));
    }

    /** The next offset to be handed out; empty until it is known. */
    public OptionalLong position(TopicPartition partition) {
        takeArrivals();
        return place(partition).position();
    }

    /** True if everything that was known of each partition has been handed out. */
    public boolean isCaughtUp() {
        return places.values().stream().allMatch(Place::isCaughtUp);
    }

    /** Offsets between the position and the end; empty until both are known. */
    public OptionalLong lag(TopicPartition partition) {
        Place place = place(partition);
        OptionalLong position = place.position();
        if (position.isEmpty() || place.range().isEmpty()) return OptionalLong.empty();
        return OptionalLong.of(Math.max(0, place.range().get().end() - position.getAsLong()));
    }

    /** Takes what the lane has handed over, and acts on what is urgent in it. */
    void takeArrivals() {
        for (Fetched next = inbox.poll(); next != null; next = inbox.poll()) {
            if (next.event().isUrgent()) deliver(next);
            else arrived.add(next);
        }
    }

    /**
     * Hands at most {@code recordsMax} records to {@code sink}, without waiting; returns how many.
     * Throws what is wrong with a partition when there is nothing else to hand out.
     */
    public int poll(int recordsMax, RecordSink sink) {
        takeArrivals();
        handed = 0;
        while (handed < recordsMax) {
            if (reading.isPresent()) {
                if (!handOut(reading.get(), recordsMax, sink)) break;
            } else if (!arrived.isEmpty()) {
                deliver(arrived.remove());
            } else {
                break;
            }
        }
        if (handed == 0) throwFailure();
        return handed;
    }

    private void throwFailure() {
        Optional<SkeinException> failure =
                places.values().stream().flatMap(place -> place.failure().stream()).findFirst();
        if (failure.isPresent()) throw failure.get();
    }

    private void deliver(Fetched fetched) {
        Place place = places.get(fetched.partition());
        if (place == null || place.readId() != fetched.readId()) fetched.event().drop();
        else fetched.event().reach(this, place);
    }

    /** Begins to hand out batches. */
    void read(Place place, Batches batches) {
        reading = Optional.of(new Reading(place, batches));
    }

    /** False if the sink did not want a record: those before it count, and it comes again. */
    private boolean handOut(Reading now, int recordsMax, RecordSink sink) {
        try {
            walk(now, recordsMax, sink);
        } catch (RuntimeException unwanted) {
            now.records = Optional.empty();
            if (handed == 0) throw unwanted;
            return false;
        }
        boolean read = now.records.isEmpty() && now.at >= now.batches.bytes().limit();
        if (read || !now.isCurrent()) {
            now.batches.drop();
            reading = Optional.empty();
        }
        return true;
    }

    private void walk(Reading now, int recordsMax, RecordSink sink) {
        while (now.isCurrent() && handed < recordsMax) {
            if (now.records.isEmpty()) {
                if (now.at >= now.batches.bytes().limit()) return;
                now.records = Optional.of(open(now));
            }
            RecordReader records = now.records.get();
            if (!records.next()) {
                leaveBatch(now, records);
            } else if (records.offset() >= now.place.start().offset()) {
                sink.accept(now.place.partition(), records);
                now.place.advanceTo(records.offset() + 1);
                handed++;
            }
        }
    }

    private static RecordReader open(Reading now) {
        return RecordReader.open(now.batches.bytes(), now.at, DecompressionBound.DEFAULT);
    }

    private void leaveBatch(Reading now, RecordReader records) {
        Place place = now.place;
        Optional<Invalid> fault = records.fault();
        if (fault.isPresent()) {
            long offset = place.start().offset();
            String reason = fault.get().reason();
            stop(place, new CorruptBatchException(place.partition(), offset, reason));
            return;
        }
        // The batch may end with offsets whose records are compacted away.
        long next = Batch.nextOffset(now.batches.bytes(), now.at);
        place.advanceTo(Math.max(next, place.start().offset()));
        now.at += (int) Batch.sizeBytes(now.batches.bytes(), now.at);
        now.records = Optional.empty();
    }

    /** Nothing more comes of {@code place} until somebody seeks: what follows is not to be read. */
    private void stop(Place place, SkeinException why) {
        place.startRead(++lastReadId, place.start());
        place.failed(why);
        fetcher.drop(place.partition());
    }

    /** The position is outside of {@code range}. */
    void reset(Place place, long offset, Range range) {
        switch (settings.offsetReset()) {
            case EARLIEST -> read(place, Start.at(range.start()));
            case LATEST -> read(place, Start.at(range.end()));
            case NONE ->
                    place.failed(
                            new OffsetOutOfRangeException(
                                    place.partition(), offset, range.start(), range.end()));
        }
    }
}
