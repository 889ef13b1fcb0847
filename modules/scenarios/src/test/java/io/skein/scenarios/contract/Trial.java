package io.skein.scenarios.contract;

import io.skein.foundation.world.Disk;
import io.skein.foundation.world.Host;
import io.skein.foundation.world.Lane;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;

/** A host in some world, and a way to wait in that world. Owned by one test. */
record Trial(
        Host host,
        String place,
        Waiting waiting,
        CompletableFuture<Throwable> failure,
        Runnable closing)
        implements AutoCloseable {
    /** Lets time pass until something has come about. */
    interface Waiting {
        Object until(CompletableFuture<?> future) throws Exception;
    }

    Disk disk() {
        return host.disk(place);
    }

    /** What the future brings; fails if it does not come in time. */
    <T> T await(CompletableFuture<T> future) throws Exception {
        waiting.until(future);
        return future.join();
    }

    /** What a task brings that runs on {@code lane}. */
    <T> T call(Lane lane, Callable<T> task) throws Exception {
        CompletableFuture<T> result = new CompletableFuture<>();
        lane.answer(() -> {
            try {
                result.complete(task.call());
            } catch (Exception | AssertionError thrown) {
                result.completeExceptionally(thrown);
            }
        });
        return await(result);
    }

    /** What a task threw, which was told to the host. */
    Throwable awaitFailure() throws Exception {
        return await(failure);
    }

    @Override
    public void close() {
        closing.run();
    }
}
