package io.skein.scenarios.run;

import io.skein.scenarios.story.Scenario;
import io.skein.scenarios.story.Verdict;
import io.skein.scenarios.story.Wish;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** Runs one scenario for many seeds, on two threads; worlds share nothing. */
public final class SeedBatch {
    private static final int WORKERS = 2;

    private final Scenario scenario;
    private final Bounds bounds;
    private final Consumer<Verdict> heard;
    private final Totals totals = new Totals();

    /**
     * When to stop before all seeds are done.
     *
     * @param nanosMax after this time no run begins
     * @param failuresMax after so many failures no run begins
     */
    public record Bounds(long nanosMax, int failuresMax) {
        public static final Bounds NONE = new Bounds(Long.MAX_VALUE, Integer.MAX_VALUE);
    }

    /** {@code heard} is told each verdict as it comes, by one thread at a time. */
    public SeedBatch(Scenario scenario, Bounds bounds, Consumer<Verdict> heard) {
        this.scenario = scenario;
        this.bounds = bounds;
        this.heard = heard;
    }

    /** Runs them all, or as many as the bounds allow. */
    public Totals run(SeedRange range) throws InterruptedException {
        AtomicLong next = new AtomicLong(range.first());
        long startNanos = System.nanoTime();
        try (ExecutorService workers = Executors.newFixedThreadPool(WORKERS)) {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < WORKERS; i++) {
                running.add(workers.submit(() -> work(next, range, startNanos)));
            }
            for (Future<?> one : running) finish(one);
            workers.shutdown();
            workers.awaitTermination(1, TimeUnit.MINUTES);
        }
        return totals;
    }

    private static void finish(Future<?> one) throws InterruptedException {
        try {
            one.get();
        } catch (ExecutionException broken) {
            throw new IllegalStateException("a worker broke", broken.getCause());
        }
    }

    private void work(AtomicLong next, SeedRange range, long startNanos) {
        while (System.nanoTime() - startNanos < bounds.nanosMax()
                && totals.fallen().size() < bounds.failuresMax()) {
            long seed = next.getAndIncrement();
            if (seed - range.first() >= range.count()) return;
            Verdict verdict = scenario.run(Wish.of(seed));
            totals.add(verdict);
            synchronized (heard) {
                heard.accept(verdict);
            }
        }
    }
}
