package io.skein.scenarios.contract;

import io.skein.foundation.Uuid;
import io.skein.foundation.jdk.JdkHost;
import io.skein.foundation.world.Lane;
import io.skein.foundation.world.Transport;
import io.skein.foundation.world.Transport.Connection;
import io.skein.server.adapter.GrpcTransport;
import io.skein.server.adapter.MessageCodec;
import io.skein.server.adapter.NodeIdentity;
import io.skein.server.adapter.NodeServer;
import io.skein.simulation.SimHost;
import io.skein.simulation.SimNet;
import io.skein.simulation.Tempo;
import io.skein.simulation.World;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** The networks on which the contract of {@link Transport} holds. */
enum Networks {
    /** gRPC over loopback. */
    GRPC {
        @Override
        Trial open() throws IOException {
            JdkHost host = JdkHost.forClient("network-", (_, thrown) -> {});
            GrpcTransport<String> near = node(1);
            GrpcTransport<String> far = node(2);
            InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
            NodeServer server = NodeServer.listen(anyPort, List.of(far));
            return new Trial(
                    new Side(near, host.lane("near", MAILBOX_MAX)),
                    new Side(far, host.lane("far", MAILBOX_MAX)),
                    "localhost:" + server.port(),
                    future -> future.get(PATIENCE_SECONDS, TimeUnit.SECONDS),
                    () -> {
                        server.stop();
                        Worlds.stop(host);
                    });
        }

        private GrpcTransport<String> node(int number) {
            NodeIdentity identity =
                    new NodeIdentity(() -> Optional.of("contract"), number, new Uuid(SEED, number));
            return GrpcTransport.ofQuorum(identity, new Texts());
        }
    },

    /** Virtual links on virtual time. */
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
                    },
                    () -> {});
        }
    };

    private static final long PATIENCE_SECONDS = 30;
    private static final long SEED = 0x5EED;
    private static final int WINDOW = 64;
    private static final int MAILBOX_MAX = 100;

    abstract Trial open() throws IOException;

    /** Messages that are text. */
    private record Texts() implements MessageCodec<String> {
        @Override
        public byte[] encode(String message) {
            return message.getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public Optional<String> decode(byte[] bytes) {
            return Optional.of(new String(bytes, StandardCharsets.UTF_8));
        }
    }

    /** A transport and the lane on which its handlers are called. */
    record Side(Transport<String> transport, Lane lane) {}

    /** Two transports that reach each other. Owned by one test. */
    record Trial(
            Side dialer,
            Side listener,
            String address,
            io.skein.scenarios.contract.Trial.Waiting waiting,
            Runnable closing)
            implements AutoCloseable {
        void accept(Listening handler) {
            handler.belongsTo(listener.lane);
            listener.transport.accept(listener.lane, handler::hears);
        }

        Connection<String> dial(Listening handler) throws Exception {
            handler.belongsTo(dialer.lane);
            return onDialer(() -> {
                Connection<String> line = dialer.transport.dial(address, dialer.lane, handler);
                handler.hears(line);
                return line;
            });
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
        public void close() {
            closing.run();
        }
    }
}
