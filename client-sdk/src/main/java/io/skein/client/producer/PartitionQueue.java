package io.skein.client.producer;

import io.skein.client.TopicPartition;
import io.skein.records.BatchBuilder;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Records of one partition that wait to be sent: full batches and an open one. Threads that send
 * add to it, the lane takes from it; the only place in the producer where threads meet under a
 * lock, which is held for the copying of one record.
 */
final class PartitionQueue {
    private final TopicPartition partition;
    private final ProducerSettings settings;
    private final ToldLimits limits;
    private final Runnable batchLeft;
    private final Deque<PendingBatch> sealed = new ArrayDeque<>();
    private final AtomicBoolean enlisted = new AtomicBoolean();
    private Optional<PendingBatch> open = Optional.empty();
    private Optional<BatchBuilder> spare = Optional.empty();
    private int lastBatchBytes;
    private boolean closed;

    /** {@code batchLeft} runs, under the lock, whenever the open batch is closed. */
    PartitionQueue(
            TopicPartition partition,
            ProducerSettings settings,
            ToldLimits limits,
            Runnable batchLeft) {
        this.partition = partition;
        this.settings = settings;
        this.limits = limits;
        this.batchLeft = batchLeft;
    }

    TopicPartition partition() {
        return partition;
    }

    /** What {@link #append} did. */
    enum Appended {
        /** The lane knows already that there is something. */
        QUIETLY,
        /** A batch was begun or filled: the lane should look. */
        LOOK,
        CLOSED
    }

    Appended append(Outgoing record, long sizeBytes, long nowNanos) {
        synchronized (this) {
            if (closed) return Appended.CLOSED;
            boolean look = false;
            if (open.isPresent() && !open.get().hasRoom(record)) seal();
            if (open.isEmpty()) {
                open = Optional.of(new PendingBatch(builder(), nowNanos));
                look = true;
            }
            open.get().add(record, sizeBytes);
            return look ? Appended.LOOK : Appended.QUIETLY;
        }
    }

    private BatchBuilder builder() {
        if (spare.isEmpty()) {
            // Batches of one partition resemble each other, so the next needs about as much.
            int expectedBytes = lastBatchBytes + lastBatchBytes / 16;
            return new BatchBuilder(settings.compression(), limits.batchBytesMax(), expectedBytes);
        }
        BatchBuilder again = spare.get();
        spare = Optional.empty();
        return again;
    }

    /** A builder to be used again; one is kept while there is work. */
    synchronized void giveBack(BatchBuilder builder) {
        spare = Optional.of(builder);
    }

    /** Closes the open batch, so that it is due at once. */
    synchronized void seal() {
        if (open.isEmpty()) return;
        lastBatchBytes = open.get().openBytes();
        sealed.add(open.get());
        open = Optional.empty();
        batchLeft.run();
    }

    /**
     * The oldest batch, if it is full, or begun before {@code begunBefore}; empty if none is due.
     */
    synchronized Optional<PendingBatch> takeDue(long begunBeforeNanos) {
        if (sealed.isEmpty() && open.isPresent()) {
            // Differences, because a clock's nanoseconds may pass their largest value.
            if (open.get().createdNanos() - begunBeforeNanos < 0) seal();
        }
        return Optional.ofNullable(sealed.poll());
    }

    /** When the oldest batch was begun. */
    synchronized OptionalLong oldestNanos() {
        if (!sealed.isEmpty()) return OptionalLong.of(sealed.peek().createdNanos());
        if (open.isPresent()) return OptionalLong.of(open.get().createdNanos());
        return OptionalLong.empty();
    }

    /** Closes the open batch and shows all that wait. */
    synchronized List<PendingBatch> sealAll() {
        seal();
        return new ArrayList<>(sealed);
    }

    /** Takes everything, and nothing is added afterwards. */
    synchronized List<PendingBatch> close() {
        List<PendingBatch> left = sealAll();
        sealed.clear();
        closed = true;
        return left;
    }

    /** True if the lane does not have it on its list yet; then the caller puts it there. */
    boolean enlist() {
        return enlisted.compareAndSet(false, true);
    }

    /** The lane takes it off its list; false if there was something after all, and it stays. */
    boolean retire() {
        enlisted.set(false);
        synchronized (this) {
            // An idle partition keeps no memory.
            if (!sealed.isEmpty() || open.isPresent()) return !enlist();
            spare = Optional.empty();
            lastBatchBytes = 0;
        }
        return true;
    }
}
