package io.skein.foundation.jdk;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Many syncs at a time: a file system that keeps a journal of its own commits once for all that
 * wait, and one thread alone never has two that wait. The caller waits for them.
 */
final class ParallelSyncs {
    /** Measured: with more threads it takes no less time. */
    static final int THREADS_MAX = 8;

    /** A sync. */
    @FunctionalInterface
    interface Step {
        void run() throws IOException;
    }

    private final List<Step> steps;
    private final AtomicInteger next = new AtomicInteger();
    private final List<Throwable> failures = new ArrayList<>();

    private ParallelSyncs(List<Step> steps) {
        this.steps = steps;
    }

    /** Runs them all, and throws what the first that failed has thrown. */
    static void run(List<Step> steps) throws IOException {
        ParallelSyncs all = new ParallelSyncs(steps);
        List<Thread> helpers = new ArrayList<>();
        int threads = Math.min(THREADS_MAX, steps.size());
        for (int i = 1; i < threads; i++) {
            Thread helper = new Thread(all::work, "sync-" + i);
            helper.setDaemon(true);
            helper.start();
            helpers.add(helper);
        }
        all.work();
        for (Thread helper : helpers) await(helper);
        all.rethrow();
    }

    private void work() {
        for (int at = next.getAndIncrement(); at < steps.size(); at = next.getAndIncrement()) {
            try {
                steps.get(at).run();
            } catch (IOException | RuntimeException | Error failed) {
                note(failed);
                return;
            }
        }
    }

    private synchronized void note(Throwable failed) {
        failures.add(failed);
        // What is left need not be tried: nothing of it may be relied on any more.
        next.set(steps.size());
    }

    private synchronized void rethrow() throws IOException {
        if (failures.isEmpty()) return;
        Throwable first = failures.get(0);
        if (first instanceof IOException failed) throw failed;
        if (first instanceof RuntimeException broken) throw broken;
        throw (Error) first;
    }

    /** A lane that is interrupted still may not go on before its syncs are over. */
    private static void await(Thread helper) {
        boolean isInterrupted = false;
        while (helper.isAlive()) {
            try {
                helper.join();
            } catch (InterruptedException later) {
                isInterrupted = true;
            }
        }
        if (isInterrupted) Thread.currentThread().interrupt();
    }
}
