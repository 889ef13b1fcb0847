package io.skein.foundation.jdk;

import io.skein.foundation.world.Lane;
import java.util.PriorityQueue;

/**
 * The tasks for later of one lane, in the order of their times, and of their making where times are
 * equal. Owned by the lane. A cancelled timer is forgotten at once and its place in the heap taken
 * away later, so that a timeout that is renewed with every message costs two heap steps.
 */
final class Timers {
    /** No timer is waiting. */
    static final long NEVER = Long.MAX_VALUE;

    private static final int SWEEP_SIZE_MIN = 64;

    private final PriorityQueue<Pending> heap = new PriorityQueue<>();
    private long made;
    private int cancelled;

    Lane.Timer add(long dueNanos, Runnable task) {
        Pending timer = new Pending(dueNanos, made++, task);
        heap.add(timer);
        return timer;
    }

    /** When the next task is due; {@link #NEVER} if there is none. */
    long nextNanos() {
        while (!heap.isEmpty()) {
            Pending first = heap.element();
            if (first.waits) return first.dueNanos;
            heap.remove();
            cancelled--;
        }
        return NEVER;
    }

    /**
     * Runs what is due, but nothing that was added meanwhile: a task that always asks to be run
     * again at once must not keep the mailbox waiting. Returns how many ran.
     */
    int runDue(long nowNanos) {
        long addedBefore = made;
        int ran = 0;
        while (nextNanos() <= nowNanos && heap.element().number < addedBefore) {
            heap.remove().run();
            ran++;
        }
        return ran;
    }

    private void sweep() {
        if (heap.size() < SWEEP_SIZE_MIN || cancelled <= heap.size() / 2) return;
        heap.removeIf(timer -> !timer.waits);
        cancelled = 0;
    }

    private final class Pending implements Lane.Timer, Comparable<Pending> {
        private final long dueNanos;
        private final long number;
        private Runnable task;
        private boolean waits = true;

        private Pending(long dueNanos, long number, Runnable task) {
            this.dueNanos = dueNanos;
            this.number = number;
            this.task = task;
        }

        private void run() {
            waits = false;
            task.run();
        }

        @Override
        public void cancel() {
            if (!waits) return;
            waits = false;
            task = () -> {};
            cancelled++;
            sweep();
        }

        @Override
        public int compareTo(Pending other) {
            int byTime = Long.compare(dueNanos, other.dueNanos);
            return byTime != 0 ? byTime : Long.compare(number, other.number);
        }
    }
}
