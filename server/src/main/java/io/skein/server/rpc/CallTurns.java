package io.skein.server.rpc;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Runs the turns of one call one after the other, in the order they came, on whichever thread
 * brings them: at once if the call is idle, else on the thread whose turn is running. Nobody waits.
 * How many may queue is bounded by whoever brings turns: each is the answer to something asked.
 */
public final class CallTurns {
    private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicInteger unfinished = new AtomicInteger();
    private final Consumer<Throwable> onBroken;
    // Only ever touched inside a turn; the counter above publishes it from thread to thread.
    private boolean broken;

    /**
     * No turn has run yet.
     *
     * @param onBroken hears, once, what a turn threw; no turn runs after that
     */
    public CallTurns(Consumer<Throwable> onBroken) {
        this.onBroken = onBroken;
    }

    /** Runs {@code turn} after all that came before it. From any thread. */
    public void run(Runnable turn) {
        if (unfinished.compareAndSet(0, 1)) {
            runOne(turn);
            if (unfinished.decrementAndGet() == 0) return;
        } else {
            waiting.add(turn);
            if (unfinished.getAndIncrement() != 0) return;
        }
        do {
            // The counter is raised after the queue is filled, so what it counts is there.
            Runnable next = waiting.poll();
            if (next != null) runOne(next);
        } while (unfinished.decrementAndGet() != 0);
    }

    private void runOne(Runnable turn) {
        if (broken) return;
        try {
            turn.run();
        } catch (Throwable bug) {
            broken = true;
            onBroken.accept(bug);
        }
    }
}
