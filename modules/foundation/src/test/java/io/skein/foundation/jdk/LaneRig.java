package io.skein.foundation.jdk;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** A host whose lanes a test drives step by step, and what happened on them. */
final class LaneRig {
    static final long LONG_NANOS = TimeUnit.SECONDS.toNanos(20);

    /** Which lane failed, and of what. */
    record Failure(String lane, Throwable cause) {}

    final CompletableFuture<Failure> failure = new CompletableFuture<>();
    final JdkHost host =
            JdkHost.forNode("t/", (lane, cause) -> failure.complete(new Failure(lane, cause)));
    final List<String> trace = Collections.synchronizedList(new ArrayList<>());

    void stop() throws InterruptedException {
        assertTrue(host.stop(LONG_NANOS), "all lanes end");
    }

    Runnable note(String text) {
        return () -> trace.add(text);
    }

    /** Keeps the lane inside a turn of its own until the latch opens. */
    static CountDownLatch hold(ThreadLane lane) {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch gate = new CountDownLatch(1);
        lane.post(() -> {
            begun.countDown();
            await(gate);
        });
        await(begun);
        return gate;
    }

    static void drain(ThreadLane lane) {
        CountDownLatch done = new CountDownLatch(1);
        lane.answer(done::countDown);
        await(done);
        CountDownLatch turnOver = new CountDownLatch(1);
        lane.answer(turnOver::countDown);
        await(turnOver);
    }

    static void await(CountDownLatch latch) {
        try {
            assertTrue(latch.await(LONG_NANOS, TimeUnit.NANOSECONDS), "came in time");
        } catch (InterruptedException neverHere) {
            throw new AssertionError(neverHere);
        }
    }

    static void eventually(Supplier<Boolean> holds) {
        long endNanos = System.nanoTime() + LONG_NANOS;
        while (!holds.get()) {
            assertTrue(System.nanoTime() < endNanos, "came true in time");
            Thread.onSpinWait();
        }
    }
}
