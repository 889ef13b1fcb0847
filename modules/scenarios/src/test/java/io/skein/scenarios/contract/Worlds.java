package io.skein.scenarios.contract;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skein.foundation.jdk.JdkHost;
import io.skein.simulation.SimHost;
import io.skein.simulation.World;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** The worlds in which every contract holds. */
enum Worlds {
    /** Real threads, files and clocks. */
    REAL {
        @Override
        Trial open(Path directory) {
            CompletableFuture<Throwable> failure = new CompletableFuture<>();
            JdkHost host = JdkHost.forClient("contract-", (_, thrown) -> failure.complete(thrown));
            return new Trial(
                    host,
                    directory.resolve("data/dir").toString(),
                    future -> future.get(PATIENCE_SECONDS, TimeUnit.SECONDS),
                    failure,
                    () -> stop(host));
        }
    },

    /** One thread, virtual time; the directory is not used. */
    SIMULATED {
        @Override
        Trial open(Path directory) {
            World world = new World(SEED);
            world.tolerateFailures();
            SimHost host = world.host("n1");
            CompletableFuture<Throwable> failure = new CompletableFuture<>();
            world.afterEveryEvent(() -> {
                if (!world.failures().isEmpty()) {
                    failure.complete(world.failures().getFirst().thrown());
                }
            });
            return new Trial(
                    host,
                    "data/dir",
                    future -> {
                        world.runUntil(future::isDone, TimeUnit.HOURS.toNanos(1));
                        return future.get(0, TimeUnit.SECONDS);
                    },
                    failure,
                    () -> {});
        }
    };

    private static final long PATIENCE_SECONDS = 30;
    private static final long SEED = 0x5EED;

    static void stop(JdkHost host) {
        try {
            boolean ended = host.stop(TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS));
            assertTrue(ended, "every lane ends when told to");
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    abstract Trial open(Path directory);
}
