package io.skein.scenarios.contract;

import io.skein.foundation.world.Lane;
import io.skein.foundation.world.Transport;
import io.skein.foundation.world.Transport.Connection;
import io.skein.simulation.SimHost;
import io.skein.simulation.SimNet;
import io.skein.simulation.Tempo;
import io.skein.simulation.World;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * The networks on which the contract of {@link Transport} holds. The real one belongs here as a
 * second constant: its {@link Trial} needs two transports, an address, and a lane for each.
 */
enum Networks {
    SIMULATED {
        @Override
        Trial open() {
            World world = new World(SEED, Tempo.calm());
            SimHost near = world.host("near");
            SimHost far = world.host("far");
            SimNet<String> net = new SimNet<>(world, WINDOW);
            return new Trial(
                    new Side(net.transport(near), near.lane("lane", MAILBOX_MAX)),
                    new Side(net.transport(far, 7071), far.lane("lane", MAILBOX_MAX)),
                    "far:7071",
                    future -> {
                        world.runUntil(future::isDone, TimeUnit.HOURS.toNanos(1));
                        return future.get(0, TimeUnit.SECONDS);
                    });
        }
    };

    private static final long SEED = 0x5EED;
    private static final int WINDOW = 64;
    private static final int MAILBOX_MAX = 100;

    abstract Trial open();

    /** A transport and the lane on which its handlers are called. */
    record Side(Transport<String> transport, Lane lane) {}

    /** Two transports that reach each other. Owned by one test. */
    record Trial(
            Side dialer,
            Side listener,
            String address,
            io.skein.scenarios.contract.Trial.Waiting waiting)
            implements AutoCloseable {
        void accept(Listening handler) {
            listener.transport.accept(
                    listener.lane,
                    connection -> {
                        handler.connected.complete(connection);
                        return handler;
                    });
        }

        Connection<String> dial(Listening handler) throws Exception {
            Connection<String> connection =
                    onDialer(() -> dialer.transport.dial(address, dialer.lane, handler));
            handler.connected.complete(connection);
            return connection;
        }

        <T> T onDialer(Callable<T> task) throws Exception {
            return on(dialer.lane, task);
        }

        <T> T onListener(Callable<T> task) throws Exception {
            return on(listener.lane, task);
        }

        <T> T await(CompletableFuture<T> future) throws Exception {
            waiting.until(future);
            return future.join();
        }

        private <T> T on(Lane lane, Callable<T> task) throws Exception {
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

        @Override
        public void close() {}
    }
}
