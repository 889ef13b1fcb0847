package io.skein.foundation.jdk;

import io.skein.foundation.BrokenInvariant;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads that do pure work for all lanes of a host: as many as there are processors, started
 * when needed and ended when idle. Lanes bound what they hand out; {@link #WAITING_MAX} only shows
 * the one that does not.
 */
final class Offloads implements Executor {
    static final int WAITING_MAX = 65_536;

    private static final long IDLE_SECONDS = 30;

    private final AtomicInteger threadsMade = new AtomicInteger();
    private final ThreadPoolExecutor pool;

    Offloads(String threadName) {
        int threads = Runtime.getRuntime().availableProcessors();
        pool =
                new ThreadPoolExecutor(
                        threads,
                        threads,
                        IDLE_SECONDS,
                        TimeUnit.SECONDS,
                        new LinkedBlockingQueue<>(WAITING_MAX),
                        work -> daemon(work, threadName + "-" + threadsMade.getAndIncrement()),
                        (work, full) -> refuse(full));
        pool.allowCoreThreadTimeOut(true);
    }

    private static Thread daemon(Runnable work, String name) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        return thread;
    }

    private static void refuse(ThreadPoolExecutor pool) {
        // Once stopped, nobody waits for results any more: the lanes went first.
        if (!pool.isShutdown()) throw new BrokenInvariant("a lane offloads without bound");
    }

    @Override
    public void execute(Runnable work) {
        pool.execute(work);
    }

    /** Drops what waits and lets what runs come to its end. */
    void stop() {
        pool.getQueue().clear();
        pool.shutdown();
    }
}
