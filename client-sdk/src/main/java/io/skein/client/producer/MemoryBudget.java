package io.skein.client.producer;

import io.skein.foundation.Check;
import java.util.concurrent.atomic.AtomicLong;

/** Counts the bytes of records that are not settled yet. Any thread. */
final class MemoryBudget {
    private final long bytesMax;
    private final AtomicLong used = new AtomicLong();

    MemoryBudget(long bytesMax) {
        this.bytesMax = bytesMax;
    }

    /** False if there is not that much left; then nothing is taken. */
    boolean take(long bytes) {
        if (used.addAndGet(bytes) <= bytesMax) return true;
        used.addAndGet(-bytes);
        return false;
    }

    void giveBack(long bytes) {
        long left = used.addAndGet(-bytes);
        Check.that(left >= 0, "no more is given back than was taken", left);
    }

    long usedBytes() {
        return used.get();
    }
}
