package io.skein.client.consumer;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Bytes that one fetch stream brought and that have been read or dropped since, to be granted to it
 * again. Any thread returns them; the lane takes them.
 */
final class Credit {
    private final AtomicLong returned = new AtomicLong();
    private final long worthwhileBytes;
    private final Runnable ring;

    /** {@code ring} runs when at least {@code worthwhileBytes} have come together. */
    Credit(long worthwhileBytes, Runnable ring) {
        this.worthwhileBytes = worthwhileBytes;
        this.ring = ring;
    }

    void giveBack(long bytes) {
        long after = returned.addAndGet(bytes);
        if (after >= worthwhileBytes && after - bytes < worthwhileBytes) ring.run();
    }

    /** All that came back, if it is worth a message; else 0. */
    long take() {
        return returned.get() >= worthwhileBytes ? returned.getAndSet(0) : 0;
    }
}
