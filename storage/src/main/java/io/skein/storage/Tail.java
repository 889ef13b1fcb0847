package io.skein.storage;

import io.skein.foundation.Check;
import io.skein.records.Batch;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The newest batches of a log, from {@link #first()} to its end without a gap: all that are not
 * durable yet, and as many durable ones before them as memory allows. Owned by the log's lane.
 *
 * <pre>
 *  head ──▶ durable, may go ──▶ durableCount ──▶ waiting for a sync, must stay ──▶ count
 * </pre>
 */
final class Tail {
    private static final int FIRST_SLOTS = 8;

    /**
     * What a batch costs here beyond its bytes, roughly; else tiny batches would escape the bound.
     */
    private static final int OVERHEAD_BYTES = 96;

    private static final ByteBuffer GONE = ByteBuffer.allocate(0);

    private final int bytesMax;
    private final TailBudget budget;
    private ByteBuffer[] batches = new ByteBuffer[0];
    private long[] nexts = new long[0];
    private int head;
    private int count;
    private int durableCount;
    private long durableBytes;
    private long waitingBytes;
    private long first;

    Tail(long end, int bytesMax, TailBudget budget) {
        this.first = end;
        this.bytesMax = bytesMax;
        this.budget = budget;
    }

    /** First offset held; the log's end if nothing is. */
    long first() {
        return first;
    }

    /** Bytes not durable yet. */
    long waitingBytes() {
        return waitingBytes;
    }

    void add(ByteBuffer batch, long next) {
        if (count == batches.length) grow();
        int slot = slot(count++);
        batches[slot] = batch;
        nexts[slot] = next;
        waitingBytes += batch.remaining();
    }

    /** Everything before {@code end} is durable; returns how many bytes have become so. */
    long durable(long end) {
        long before = waitingBytes;
        while (durableCount < count && nexts[slot(durableCount)] <= end) {
            int bytes = batches[slot(durableCount)].remaining();
            waitingBytes -= bytes;
            durableBytes += bytes + OVERHEAD_BYTES;
            budget.take(bytes + OVERHEAD_BYTES);
            durableCount++;
        }
        while (durableCount > 0 && (durableBytes > bytesMax || budget.isExceeded())) dropHead();
        return before - waitingBytes;
    }

    /** Forgets what is not durable from {@code end} on; returns how many bytes that were. */
    long cut(long end) {
        long before = waitingBytes;
        while (count > durableCount && nexts[slot(count - 1)] > end) {
            int slot = slot(--count);
            waitingBytes -= batches[slot].remaining();
            batches[slot] = GONE;
        }
        return before - waitingBytes;
    }

    /** Lets all go that is durable. */
    void rest() {
        while (durableCount > 0) dropHead();
        if (count == 0) forgetSlots();
    }

    /** Lets everything go. */
    void clear() {
        while (durableCount > 0) dropHead();
        waitingBytes = 0;
        count = 0;
        forgetSlots();
    }

    /** The log was cut: holds nothing, and goes on from there. */
    void restart(long end) {
        clear();
        first = end;
    }

    private void forgetSlots() {
        batches = new ByteBuffer[0];
        nexts = new long[0];
        head = 0;
    }

    /** Batches from the one that holds {@code offset}, which is not before {@link #first()}. */
    ReadResult.Batches read(long offset, long before, int bytesMax) {
        Check.ordered(first, offset, "the tail is only asked for what it holds");
        List<ByteBuffer> found = new ArrayList<>();
        long next = offset;
        long bytes = 0;
        for (int i = indexOf(offset); i < count && nexts[slot(i)] <= before; i++) {
            ByteBuffer batch = batches[slot(i)];
            bytes += batch.remaining();
            if (bytes > bytesMax && !found.isEmpty()) break;
            found.add(batch.duplicate());
            next = nexts[slot(i)];
        }
        return new ReadResult.Batches(found, next);
    }

    private int indexOf(long offset) {
        int low = 0;
        int high = count;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (nexts[slot(middle)] <= offset) low = middle + 1;
            else high = middle;
        }
        return low;
    }

    private void dropHead() {
        ByteBuffer batch = batches[head];
        int cost = batch.remaining() + OVERHEAD_BYTES;
        durableBytes -= cost;
        budget.giveBack(cost);
        first = Batch.nextOffset(batch, batch.position());
        batches[head] = GONE;
        head = (head + 1) & (batches.length - 1);
        count--;
        durableCount--;
    }

    private int slot(int index) {
        return (head + index) & (batches.length - 1);
    }

    private void grow() {
        int slots = Math.max(FIRST_SLOTS, batches.length * 2);
        ByteBuffer[] newBatches = new ByteBuffer[slots];
        Arrays.fill(newBatches, GONE);
        long[] newNexts = new long[slots];
        for (int i = 0; i < count; i++) {
            newBatches[i] = batches[slot(i)];
            newNexts[i] = nexts[slot(i)];
        }
        batches = newBatches;
        nexts = newNexts;
        head = 0;
    }
}
