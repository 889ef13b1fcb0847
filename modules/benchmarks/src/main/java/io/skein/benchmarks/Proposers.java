package io.skein.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Some threads that propose one payload after the other, each with one under way. They are virtual
 * ones, so that their own waking up weighs little beside what is measured. One thread runs rounds.
 */
final class Proposers {
    private static final int SAMPLES_MAX = 1 << 19;

    private final Proposing member;
    private final int count;
    private final Samples latencies = new Samples(SAMPLES_MAX);

    Proposers(Proposing member, int count) {
        this.member = member;
        this.count = count;
    }

    /** What was committed in a round. */
    record Done(long commits, long nanos) {
        static final Done NONE = new Done(0, 0);

        Done plus(Done other) {
            return new Done(commits + other.commits, nanos + other.nanos);
        }

        double perSecond() {
            return nanos == 0 ? 0 : commits * 1e9 / nanos;
        }
    }

    /** Lets them propose for so long, and waits for what is under way then. */
    Done round(long forNanos) throws InterruptedException {
        long begin = System.nanoTime();
        long commits = 0;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Long>> all = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                all.add(threads.submit(() -> propose(begin + forNanos)));
            }
            for (Future<Long> each : all) commits += each.get();
        } catch (ExecutionException failed) {
            throw new BenchFailed("not committed: " + failed.getCause(), failed);
        }
        return new Done(commits, System.nanoTime() - begin);
    }

    private long propose(long untilNanos) throws InterruptedException {
        long commits = 0;
        for (long now = System.nanoTime(); now < untilNanos; commits++) {
            member.propose();
            long then = System.nanoTime();
            keep(then - now);
            now = then;
        }
        return commits;
    }

    private void keep(long nanos) {
        synchronized (latencies) {
            latencies.add(nanos);
        }
    }

    /** Of all rounds so far; called between them. */
    Samples latencies() {
        synchronized (latencies) {
            return latencies;
        }
    }
}
