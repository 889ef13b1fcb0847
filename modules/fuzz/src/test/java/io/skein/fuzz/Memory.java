package io.skein.fuzz;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** How much a piece of work may allocate: a length field must not be able to ask for more. */
final class Memory {
    private static final long BYTES_MAX = 64 << 20;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private Memory() {}

    /** Fails if the work, which stays on this thread, takes more than any of ours needs. */
    static void bounded(Runnable work) {
        // The first time classes and native libraries may be loaded.
        if (taken(work) <= BYTES_MAX) return;
        long again = taken(work);
        assertTrue(again <= BYTES_MAX, again + " bytes were allocated");
    }

    private static long taken(Runnable work) {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        work.run();
        return THREADS.getCurrentThreadAllocatedBytes() - before;
    }
}
