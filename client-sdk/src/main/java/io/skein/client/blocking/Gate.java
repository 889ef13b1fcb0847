package io.skein.client.blocking;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/** Where threads wait until something they try succeeds. Costs the lane nothing if nobody waits. */
public final class Gate {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition opened = lock.newCondition();

    /** Guarded by the lock. */
    private long openings;

    /** A thread counts itself before its last try, so that no news is missed. */
    private final AtomicInteger waiting = new AtomicInteger();

    /** Those who wait try again. Any thread; does not wait for what they try. */
    public void open() {
        if (waiting.get() == 0) return;
        lock.lock();
        try {
            openings++;
            opened.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Tries until {@code attempt} is true, at once and after each {@link #open}; false if {@code
     * nanosMax} pass before.
     */
    public boolean pass(BooleanSupplier attempt, long nanosMax) throws InterruptedException {
        waiting.incrementAndGet();
        try {
            long leftNanos = nanosMax;
            long before = openings();
            while (!attempt.getAsBoolean()) {
                if (leftNanos <= 0) return false;
                leftNanos = awaitAnother(before, leftNanos);
                before = openings();
            }
            return true;
        } finally {
            waiting.decrementAndGet();
        }
    }

    private long openings() {
        lock.lock();
        try {
            return openings;
        } finally {
            lock.unlock();
        }
    }

    /** Waits for an opening after the first {@code before}; returns how much time is left. */
    private long awaitAnother(long before, long nanosMax) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long leftNanos = nanosMax;
            while (openings == before && leftNanos > 0) leftNanos = opened.awaitNanos(leftNanos);
            return leftNanos;
        } finally {
            lock.unlock();
        }
    }

    /** {@code nanos} as milliseconds, for messages. */
    public static long millis(long nanos) {
        return TimeUnit.NANOSECONDS.toMillis(nanos);
    }
}
