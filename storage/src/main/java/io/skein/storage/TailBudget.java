package io.skein.storage;

import java.util.concurrent.atomic.AtomicLong;

/** Memory that all logs of a directory share for their tails. Any lane. */
final class TailBudget {
    private final long bytesMax;
    private final AtomicLong bytes = new AtomicLong();

    TailBudget(long bytesMax) {
        this.bytesMax = bytesMax;
    }

    void take(long more) {
        bytes.addAndGet(more);
    }

    void giveBack(long less) {
        bytes.addAndGet(-less);
    }

    boolean isExceeded() {
        return bytes.get() > bytesMax;
    }
}
