package io.skein.client.producer;

import io.skein.client.TopicPartition;
import io.skein.foundation.Check;
import io.skein.records.BatchBuilder;
import io.skein.records.ProducerStamp;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One batch from its first record to its outcome. Guarded by its queue while open; afterwards the
 * lane's, but for {@link #encode}, which runs once anywhere while the lane leaves the builder
 * alone.
 */
final class PendingBatch {
    private static final Logger LOG = LoggerFactory.getLogger(PendingBatch.class);

    private final long createdNanos;
    private final List<DeliveryCallback> callbacks = new ArrayList<>();
    private final List<Runnable> settledHooks = new ArrayList<>(0);
    private Optional<BatchBuilder> builder;
    private Optional<ByteBuffer> bytes = Optional.empty();
    private String trouble = "";
    private long reservedBytes;
    private boolean settled;

    PendingBatch(BatchBuilder builder, long createdNanos) {
        this.builder = Optional.of(builder);
        this.createdNanos = createdNanos;
    }

    long createdNanos() {
        return createdNanos;
    }

    boolean hasRoom(Outgoing record) {
        return builder.orElseThrow().hasRoom(record.key(), record.value(), record.headers());
    }

    void add(Outgoing record, long sizeBytes) {
        BatchBuilder open = builder.orElseThrow();
        open.add(record.timestampMillis(), record.key(), record.value(), record.headers());
        callbacks.add(record.callback());
        reservedBytes += sizeBytes;
    }

    /** Size while it is open, uncompressed. */
    int openBytes() {
        return builder.orElseThrow().sizeBytes();
    }

    /** Compresses and checksums; the slow part. */
    ByteBuffer encode() {
        return builder.orElseThrow().finish(ProducerStamp.NONE);
    }

    /** From here on the batch is these bytes; returns the builder, to be used again. */
    BatchBuilder encoded(ByteBuffer encoded) {
        BatchBuilder free = builder.orElseThrow();
        builder = Optional.empty();
        bytes = Optional.of(encoded);
        return free;
    }

    ByteBuffer bytes() {
        return bytes.orElseThrow();
    }

    int sizeBytes() {
        return bytes().remaining();
    }

    /** The last thing that kept it from being stored, for people; empty if nothing did. */
    String trouble() {
        return trouble;
    }

    void trouble(String what) {
        trouble = what;
    }

    long reservedBytes() {
        return reservedBytes;
    }

    boolean isSettled() {
        return settled;
    }

    /** {@code hook} runs when the outcome is known. */
    void onSettled(Runnable hook) {
        settledHooks.add(hook);
    }

    /** Tells every record's sender that it is stored. */
    void stored(TopicPartition partition, long baseOffset, OptionalLong appendTimeMillis) {
        settle();
        for (int i = 0; i < callbacks.size(); i++) {
            RecordMetadata metadata =
                    new RecordMetadata(partition, baseOffset + i, appendTimeMillis);
            tell(callbacks.get(i), new Delivery.Stored(metadata));
        }
        settledHooks.forEach(Runnable::run);
    }

    /** Tells every record's sender the same. */
    void notStored(Delivery delivery) {
        settle();
        for (DeliveryCallback callback : callbacks) tell(callback, delivery);
        settledHooks.forEach(Runnable::run);
    }

    private void settle() {
        Check.that(!settled, "a batch has one outcome");
        settled = true;
    }

    /** What a user's callback throws must not take the producer of all others down. */
    private static void tell(DeliveryCallback callback, Delivery delivery) {
        try {
            callback.onDelivery(delivery);
        } catch (RuntimeException thrown) {
            LOG.error("A delivery callback threw", thrown);
        }
    }
}
