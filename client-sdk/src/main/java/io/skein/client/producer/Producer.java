package io.skein.client.producer;

import io.skein.client.ClosedException;
import io.skein.client.RefusedException;
import io.skein.client.Require;
import io.skein.client.SerializationException;
import io.skein.client.SkeinException;
import io.skein.client.TimedOutException;
import io.skein.client.blocking.ClientHost;
import io.skein.client.blocking.Gate;
import io.skein.client.serialization.Serializer;
import io.skein.client.serialization.Serializers;
import io.skein.protocol.v1.RefusalReason;
import io.skein.records.Payload;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Sends records. For any number of threads; one per process is enough. Records to one partition
 * keep the order in which they were sent; each is stored, or fails, or its outcome is said to be
 * unknown. Connects by itself, for as long as it is open. Memory is bounded: {@link #send} waits
 * for it.
 */
public final class Producer<K, V> implements AutoCloseable {
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(30);

    private final ProducerSettings settings;
    private final Serializer<K> keys;
    private final Serializer<V> values;
    private final ClientHost host = new ClientHost("producer");
    private final Gate room = new Gate();
    private final ProducerCore core;

    /** Complete when nobody will answer any more. */
    private final CompletableFuture<Boolean> ended = new CompletableFuture<>();

    private volatile boolean closed;

    private Producer(ProducerSettings settings, Serializer<K> keys, Serializer<V> values) {
        this.settings = settings;
        this.keys = keys;
        this.values = values;
        this.core = new ProducerCore(host.world(), settings, room::open);
        host.onBroken(bug -> {
            core.breakDown(bug);
            ended.complete(true);
        });
        host.post(core::start);
    }

    /** A producer of bytes. Does not wait for a connection. */
    public static Producer<byte[], byte[]> create(ProducerSettings settings) {
        return create(settings, Serializers.bytes(), Serializers.bytes());
    }

    /** A producer of whatever the serializers take. Does not wait for a connection. */
    public static <K, V> Producer<K, V> create(
            ProducerSettings settings, Serializer<K> keys, Serializer<V> values) {
        return new Producer<>(settings, keys, values);
    }

    /**
     * Sends a record. The future fails with {@link io.skein.client.UnknownOutcomeException} if the
     * record may or may not be stored, with any other {@link SkeinException} if it is not; what
     * depends on it runs on the producer's own thread unless it says otherwise. Waits for at most
     * {@code maxBlock} while memory is full or the topic is not known.
     *
     * @throws IllegalStateException in a callback of this producer, if it would have to wait
     */
    public CompletableFuture<RecordMetadata> send(ProducerRecord<K, V> record) {
        PendingSend pending = new PendingSend();
        send(record, pending);
        return pending;
    }

    /** As {@link #send(ProducerRecord)}, without a future. */
    public void send(ProducerRecord<K, V> record, DeliveryCallback callback) {
        try {
            put(record, outgoing(record, callback));
        } catch (SkeinException notTaken) {
            callback.onDelivery(new Delivery.Failed(notTaken));
        }
    }

    private Outgoing outgoing(ProducerRecord<K, V> record, DeliveryCallback callback) {
        // A host's clock may be anything; a record's time may not be before 1970.
        long now = Math.max(0, host.world().clock().wallMillis());
        return new Outgoing(
                record.timestampMillis().orElse(now),
                bytes(record.topic(), keys, record.key()),
                bytes(record.topic(), values, record.value()),
                record.headers(),
                callback);
    }

    private static <T> Payload bytes(String topic, Serializer<T> serializer, Optional<T> thing) {
        if (thing.isEmpty()) return Payload.ABSENT;
        try {
            return serializer.serialize(topic, thing.get());
        } catch (RuntimeException thrown) {
            throw new SerializationException("cannot be written to " + topic, thrown);
        }
    }

    private void put(ProducerRecord<K, V> record, Outgoing bytes) {
        Offered offered = core.offer(record.topic(), record.partition(), bytes);
        if (offered.isForLater()) offered = new Waiting(record, bytes).offer(offered);
        switch (offered) {
            case TAKEN -> {}
            case CLOSED -> throw new ClosedException("the producer is closed");
            case FULL ->
                    throw late("no memory for the record: " + core.bufferedBytes() + " bytes wait");
            case TOPIC_NOT_KNOWN_YET ->
                    throw late(
                            "nothing is known of "
                                    + record.topic()
                                    + ": "
                                    + core.session().notConnected());
            case TOPIC_MISSING ->
                    throw new RefusedException(
                            RefusalReason.REFUSAL_REASON_UNKNOWN_TOPIC,
                            "there is no topic '" + record.topic() + "'");
            case PARTITION_MISSING ->
                    throw new RefusedException(
                            RefusalReason.REFUSAL_REASON_UNKNOWN_PARTITION,
                            record.topic() + " has no such partition");
            case TOO_LARGE ->
                    throw new RefusedException(
                            RefusalReason.REFUSAL_REASON_TOO_LARGE,
                            "the record takes "
                                    + bytes.sizeBytes()
                                    + " bytes, and at most "
                                    + core.limits().recordBytesMax()
                                    + " are taken: the least of the producer's max.request.size"
                                    + " and what the node allows");
        }
    }

    private TimedOutException late(String why) {
        return new TimedOutException(
                "not taken within " + settings.maxBlock().toMillis() + " ms: " + why);
    }

    /** A record that could not be taken at once, and what was said to the last try. */
    private final class Waiting {
        private final ProducerRecord<K, V> record;
        private final Outgoing bytes;
        private Offered last = Offered.FULL;

        Waiting(ProducerRecord<K, V> record, Outgoing bytes) {
            this.record = record;
            this.bytes = bytes;
        }

        Offered offer(Offered first) {
            last = first;
            host.requireMayWait();
            long mostNanos = settings.maxBlock().toNanos();
            long missingNanos = Math.min(mostNanos, settings.unknownTopicWait().toNanos());
            try {
                // First until it is taken or the topic is known not to exist, then a little longer:
                // it may just have been made.
                room.pass(this::isSettled, mostNanos);
                if (last == Offered.TOPIC_MISSING) room.pass(this::isNotMissing, missingNanos);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new TimedOutException("interrupted before the record was taken");
            }
            return last;
        }

        private boolean again() {
            last = core.offer(record.topic(), record.partition(), bytes);
            return !last.isForLater();
        }

        private boolean isSettled() {
            return again() || last == Offered.TOPIC_MISSING;
        }

        private boolean isNotMissing() {
            return again() || last != Offered.TOPIC_MISSING;
        }
    }

    /** Waits until everything sent before has an outcome. */
    public void flush() {
        CompletableFuture<Boolean> done = new CompletableFuture<>();
        host.post(() -> core.flush(() -> done.complete(true)));
        Object unused = host.await(CompletableFuture.anyOf(done, ended), Long.MAX_VALUE);
    }

    /** As {@link #close(Duration)}, with 30 seconds. */
    @Override
    public void close() {
        close(CLOSE_TIMEOUT);
    }

    /**
     * Sends what it has for at most that long, fails the rest, and ends. Every record has had its
     * outcome when this returns.
     */
    public void close(Duration timeout) {
        Require.notNegative("timeout", timeout);
        host.requireMayWait();
        if (closed) return;
        closed = true;
        long nanosMax = timeout.toNanos();
        if (host.world().lane().post(() -> core.close(nanosMax, () -> ended.complete(true)))) {
            Boolean unused = host.await(ended, Long.MAX_VALUE);
        }
        host.stop();
    }
}
