package io.skein.client.consumer;

import io.skein.client.ClosedException;
import io.skein.client.Require;
import io.skein.client.SerializationException;
import io.skein.client.SkeinException;
import io.skein.client.TimedOutException;
import io.skein.client.TopicPartition;
import io.skein.client.WakeupException;
import io.skein.client.blocking.ClientHost;
import io.skein.client.blocking.Gate;
import io.skein.client.blocking.OneUser;
import io.skein.client.serialization.Deserializer;
import io.skein.client.serialization.Deserializers;
import io.skein.records.Payload;
import io.skein.records.RecordReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

/**
 * Reads records. For one thread at a time; only {@link #wakeup} may be called by others. Connects
 * by itself, for as long as it is open, and fetches ahead of the polling within {@code
 * fetchBytesMax} of memory per node.
 */
public final class Consumer<K, V> implements AutoCloseable {
    private final ConsumerSettings settings;
    private final Deserializer<K> keys;
    private final Deserializer<V> values;
    private final ClientHost host = new ClientHost("consumer");
    private final Gate arrivals = new Gate();
    private final AtomicBoolean woken = new AtomicBoolean();
    private final OneUser user = new OneUser("consumer");
    private final ConsumerCore core;
    private final OffsetLookup offsets;
    private volatile Optional<Throwable> broken = Optional.empty();

    private Consumer(ConsumerSettings settings, Deserializer<K> keys, Deserializer<V> values) {
        this.settings = settings;
        this.keys = keys;
        this.values = values;
        this.core = new ConsumerCore(host.world(), settings, arrivals::open);
        this.offsets = new OffsetLookup(host, core.fetcher().session(), settings.connection());
        host.onBroken(bug -> {
            broken = Optional.of(bug);
            arrivals.open();
        });
        host.post(core.fetcher()::start);
    }

    /** A consumer of bytes. Does not wait for a connection. */
    public static Consumer<byte[], byte[]> create(ConsumerSettings settings) {
        return create(settings, Deserializers.bytes(), Deserializers.bytes());
    }

    /** A consumer of whatever the deserializers make. Does not wait for a connection. */
    public static <K, V> Consumer<K, V> create(
            ConsumerSettings settings, Deserializer<K> keys, Deserializer<V> values) {
        return new Consumer<>(settings, keys, values);
    }

    /**
     * Reads exactly these partitions from now on. Those that are new start where {@code
     * offsetReset} says, unless there is a seek; the others go on.
     */
    public void assign(Collection<TopicPartition> partitions) {
        user.run(() -> core.assign(partitions));
    }

    /** What is assigned, in order. */
    public SortedSet<TopicPartition> assignment() {
        return user.use(() -> core.assignment());
    }

    /** The next poll returns records from {@code offset} on. */
    public void seek(TopicPartition partition, long offset) {
        Require.between("offset", offset, 0, Long.MAX_VALUE);
        user.run(() -> core.seek(partition, offset));
    }

    /**
     * The next poll returns records from the first that is kept; of all partitions if none named.
     */
    public void seekToBeginning(Collection<TopicPartition> partitions) {
        user.run(() -> orAll(partitions).forEach(core::seekToBeginning));
    }

    /** The next poll returns what comes from now on; of all partitions if none are named. */
    public void seekToEnd(Collection<TopicPartition> partitions) {
        user.run(() -> orAll(partitions).forEach(core::seekToEnd));
    }

    private Collection<TopicPartition> orAll(Collection<TopicPartition> partitions) {
        return partitions.isEmpty() ? core.assignment() : partitions;
    }

    /** Nothing of these is returned, nor fetched, until {@link #resume}. */
    public void pause(Collection<TopicPartition> partitions) {
        user.run(() -> partitions.forEach(core::pause));
    }

    /** Goes on with these. */
    public void resume(Collection<TopicPartition> partitions) {
        user.run(() -> partitions.forEach(core::resume));
    }

    /**
     * The next records, at most {@code pollRecordsMax}; waits for at most {@code timeout} until
     * there is at least one. In order within each partition.
     *
     * @throws SkeinException what is wrong with an assigned partition, if nothing can be returned
     * @throws WakeupException if {@link #wakeup} was called
     */
    public List<ConsumerRecord<K, V>> poll(Duration timeout) {
        Require.notNegative("timeout", timeout);
        List<ConsumerRecord<K, V>> records = new ArrayList<>();
        user.run(() -> waitUntil(() -> pollNow(records), timeout));
        return records;
    }

    private boolean pollNow(List<ConsumerRecord<K, V>> into) {
        int most = settings.pollRecordsMax();
        return core.poll(most, (partition, record) -> into.add(decode(partition, record))) > 0;
    }

    private ConsumerRecord<K, V> decode(TopicPartition partition, RecordReader record) {
        return new ConsumerRecord<>(
                partition,
                record.offset(),
                record.timestampMillis(),
                thing(keys, partition, record.offset(), record.key()),
                thing(values, partition, record.offset(), record.value()),
                record.headers());
    }

    private static <T> Optional<T> thing(
            Deserializer<T> deserializer, TopicPartition partition, long offset, Payload bytes) {
        if (bytes.isAbsent()) return Optional.empty();
        try {
            return Optional.of(deserializer.deserialize(partition.topic(), bytes));
        } catch (RuntimeException thrown) {
            String text = "cannot be read: " + partition + " at offset " + offset;
            throw new SerializationException(text + "; seek past it to go on", thrown);
        }
    }

    /**
     * False if the time passed first. Waiting is done by polling threads only, never by the lane.
     */
    private boolean waitUntil(BooleanSupplier done, Duration timeout) {
        host.requireMayWait();
        throwIfWoken();
        AtomicBoolean reached = new AtomicBoolean();
        BooleanSupplier attempt =
                () -> {
                    reached.set(done.getAsBoolean());
                    return reached.get() || isOver();
                };
        try {
            if (!arrivals.pass(attempt, timeout.toNanos())) return false;
        } catch (InterruptedException interrupted) {
            throw ClientHost.interrupted(interrupted);
        }
        // What has been taken is returned; a wakeup that came with it is for the next poll.
        if (!reached.get()) throwIfWoken();
        return reached.get();
    }

    private void throwIfWoken() {
        if (woken.getAndSet(false)) throw new WakeupException("woken by another thread");
    }

    private boolean isOver() {
        if (broken.isPresent()) {
            throw new ClosedException("the consumer broke: " + broken.get());
        }
        return woken.get();
    }

    /** The offset of the next record to be polled; waits until it is known. */
    public long position(TopicPartition partition) {
        return position(partition, settings.connection().requestTimeout());
    }

    /** As {@link #position(TopicPartition)}, for at most {@code timeout}. */
    public long position(TopicPartition partition, Duration timeout) {
        return user.use(() -> waitForPosition(partition, timeout));
    }

    private long waitForPosition(TopicPartition partition, Duration timeout) {
        if (!waitUntil(() -> core.position(partition).isPresent(), timeout)) {
            String why = core.fetcher().session().notConnected();
            throw new TimedOutException("no position of " + partition + ": " + why);
        }
        return core.position(partition).orElseThrow();
    }

    /** True if all that each assigned partition had when it was last heard of has been polled. */
    public boolean isCaughtUp() {
        return user.use(() -> core.isCaughtUp());
    }

    /** How many offsets lie between the position and the end; empty until both are known. */
    public OptionalLong currentLag(TopicPartition partition) {
        return user.use(() -> core.lag(partition));
    }

    /** The first offsets that are kept. */
    public Map<TopicPartition, Long> beginningOffsets(Collection<TopicPartition> partitions) {
        return offsets.earliest(partitions);
    }

    /** The offsets that the next readable records will have. */
    public Map<TopicPartition, Long> endOffsets(Collection<TopicPartition> partitions) {
        return offsets.latest(partitions);
    }

    /** The first records at or after these times; partitions that have none are left out. */
    public Map<TopicPartition, OffsetAndTimestamp> offsetsForTimes(
            Map<TopicPartition, Long> timesMillis) {
        return offsets.atTimes(timesMillis);
    }

    /** Makes a poll that waits, or the next one that would, throw {@link WakeupException}. */
    public void wakeup() {
        woken.set(true);
        arrivals.open();
    }

    /** Ends the consumer. */
    @Override
    public void close() {
        if (!user.close()) return;
        CompletableFuture<Boolean> done = new CompletableFuture<>();
        Runnable close =
                () -> {
                    core.fetcher().close();
                    done.complete(true);
                };
        if (broken.isEmpty() && host.world().lane().post(close)) {
            host.await(done, settings.connection().requestTimeout().toNanos());
        }
        host.stop();
    }
}
