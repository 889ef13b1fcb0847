package io.skein.simulation;

import io.skein.foundation.world.Lane;
import io.skein.foundation.world.Transport;
import io.skein.foundation.world.Transport.Connection;
import io.skein.foundation.world.Transport.Handler;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;

/**
 * How many events the bare world gets through: hosts whose lanes set timers, post to each other and
 * send messages that are answered. Run {@link #main} for figures, several rounds long, so that the
 * last ones are those of compiled code.
 */
final class WorldSpeed {
    private static final int HOSTS = 5;
    private static final long SECOND = 1_000_000_000L;
    private static final long BEAT_NANOS = 1_000_000;

    private WorldSpeed() {}

    public static void main(String[] args) {
        int rounds = args.length > 0 ? Integer.parseInt(args[0]) : 8;
        for (int round = 0; round < rounds; round++) {
            System.out.printf("%d events/s%n", (long) eventsPerSecond(round, 60 * SECOND));
        }
    }

    /** Events per second of this thread's processor time, whatever else the machine does. */
    static double eventsPerSecond(long seed, long simulatedNanos) {
        World world = busy(seed);
        long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        world.runFor(simulatedNanos);
        long spent = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before;
        return world.events() * 1e9 / spent;
    }

    private static World busy(long seed) {
        World world = new World(seed, Tempo.calm());
        SimNet<Long> net = new SimNet<>(world, 64);
        for (int n = 0; n < HOSTS; n++) new Node(world.host("n" + n), net).start();
        return world;
    }

    /** Beats every millisecond: a post to the other lane, and a message to every peer. */
    private static final class Node {
        private final SimHost host;
        private final Transport<Long> transport;
        private final Lane front;
        private final Lane back;
        private final List<Connection<Long>> peers = new ArrayList<>();
        private long beats;

        private Node(SimHost host, SimNet<Long> net) {
            this.host = host;
            this.transport = net.transport(host, 7071);
            this.front = host.lane("front", 1_000);
            this.back = host.lane("back", 1_000);
        }

        void start() {
            transport.accept(front, connection -> hearing(() -> connection.send(0L)));
            front.post(() -> {
                for (int n = 0; n < HOSTS; n++) {
                    String peer = "n" + n;
                    if (peer.equals(host.name())) continue;
                    peers.add(transport.dial(peer + ":7071", front, hearing(() -> {})));
                }
                beat();
            });
        }

        private void beat() {
            beats++;
            back.post(() -> front.answer(() -> {}));
            for (Connection<Long> peer : peers) peer.send(beats);
            front.after(BEAT_NANOS, this::beat);
        }

        private static Handler<Long> hearing(Runnable heard) {
            return new Handler<>() {
                @Override
                public void onMessage(Long message) {
                    heard.run();
                }

                @Override
                public void onWritable() {}

                @Override
                public void onClosed(String reason) {}
            };
        }
    }
}
