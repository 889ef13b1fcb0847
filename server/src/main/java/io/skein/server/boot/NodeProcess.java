package io.skein.server.boot;

import io.skein.foundation.BrokenInvariant;
import io.skein.foundation.jdk.JdkHost;
import io.skein.server.settings.NodeSettings;
import io.skein.storage.RoomNews;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A node as a process of its own: ports around it, signals to it, exit codes from it. Ports are
 * taken before any file is touched, so that a second start by mistake changes nothing.
 */
public final class NodeProcess {
    /** The node stopped in order. */
    public static final int EXIT_OK = 0;

    /** The node could not start, or had to stop: the last line says why. */
    public static final int EXIT_FAILED = 1;

    private static final Logger LOG = LoggerFactory.getLogger("skein");
    private static final long GRACE_NANOS = 5_000_000_000L;
    private static final long STOP_SECONDS_MAX = 30;

    private final NodeSettings settings;
    private final String version;
    private final PrintStream out;
    private final JdkHost host;
    private final Node node;
    private final NodeHealth health;
    private final CountDownLatch decided = new CountDownLatch(1);
    private volatile Optional<String> refused = Optional.empty();

    private NodeProcess(NodeSettings settings, String version, PrintStream out) {
        this.settings = settings;
        this.version = version;
        this.out = out;
        this.host = JdkHost.forNode("", NodeProcess::laneFailed);
        this.node = Node.make(settings, host, new News());
        this.health = new NodeHealth(host::figures, node, version);
    }

    /**
     * Runs a node until a signal ends it.
     *
     * @param out gets one line when the node serves, and nothing else
     * @return the exit code; what went wrong has been logged in one line
     */
    public static int run(NodeSettings settings, String version, PrintStream out) {
        try {
            return new NodeProcess(FileLimit.applyTo(settings), version, out).run();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return EXIT_FAILED;
        } catch (IOException failed) {
            LOG.error("{}", failed.getMessage());
            return EXIT_FAILED;
        }
    }

    /** A lane that met a bug of ours, or lost its disk, leaves a node that cannot keep promises. */
    private static void laneFailed(String lane, Throwable thrown) {
        if (thrown instanceof BrokenInvariant && thrown.getCause() instanceof IOException disk) {
            LOG.error("stopping: {}: {}", thrown.getMessage(), disk.getMessage());
        } else {
            LOG.error("stopping: lane {} failed", lane, thrown);
        }
        Runtime.getRuntime().halt(EXIT_FAILED);
    }

    private int run() throws IOException, InterruptedException {
        NodePorts ports = openPorts();
        node.start(ports.addresses());
        decided.await();
        if (refused.isPresent()) {
            LOG.error("{}", refused.get());
            ports.close();
            host.stop(GRACE_NANOS);
            return EXIT_FAILED;
        }
        ports.serving(true);
        CountDownLatch ended = new CountDownLatch(1);
        Runtime.getRuntime()
                .addShutdownHook(
                        Thread.ofPlatform()
                                .name("shutdown")
                                .unstarted(() -> stopInOrder(ports, ended)));
        out.println(
                "Skein %s node %d is ready: %s, data in %s"
                        .formatted(
                                version,
                                settings.nodeId(),
                                ports.shown(),
                                String.join(", ", settings.logDirs())));
        out.flush();
        ended.await();
        return EXIT_OK;
    }

    private NodePorts openPorts() throws IOException, InterruptedException {
        NodePorts.Around around =
                new NodePorts.Around(
                        host, node, health, version, broken -> laneFailed("rpc", broken));
        try {
            return NodePorts.open(settings, around);
        } catch (IOException taken) {
            host.stop(GRACE_NANOS);
            throw taken;
        }
    }

    private void stopInOrder(NodePorts ports, CountDownLatch ended) {
        LOG.info("stopping");
        ports.serving(false);
        try {
            // Clients that are still served hear from this node itself who leads from now on.
            drain();
            ports.endCalls(GRACE_NANOS);
            CountDownLatch closed = new CountDownLatch(1);
            node.stop(closed::countDown);
            if (!closed.await(STOP_SECONDS_MAX, TimeUnit.SECONDS)) {
                LOG.warn("not everything could be closed in {} s", STOP_SECONDS_MAX);
            }
            ports.close();
            host.stop(GRACE_NANOS);
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
        LOG.info("stopped");
        ended.countDown();
    }

    private void drain() throws InterruptedException {
        CountDownLatch drained = new CountDownLatch(1);
        node.drain(drained::countDown);
        long nanosMax = settings.drainNanosMax() + GRACE_NANOS;
        if (!drained.await(nanosMax, TimeUnit.NANOSECONDS)) {
            LOG.warn("others could not be asked to take over what this node leads");
        }
    }

    /** What the node tells, as log lines. */
    private final class News implements NodeNews {
        @Override
        public void onStarted() {
            decided.countDown();
        }

        @Override
        public void onWaiting(String sentence) {
            health.recovery().waits(sentence);
            LOG.info("{}", sentence);
        }

        @Override
        public void onActive(String sentence) {
            LOG.info("{}", sentence);
        }

        @Override
        public void onRefused(String sentence) {
            refused = Optional.of(sentence);
            decided.countDown();
        }

        @Override
        public void onTrouble(String sentence) {
            LOG.warn("{}", sentence);
        }

        @Override
        public void onRoom(RoomNews changed) {
            switch (changed) {
                case RoomNews.Full(String sentence) ->
                        LOG.warn("{}; all but appends goes on", sentence);
                case RoomNews.SpareGone(String sentence) -> LOG.warn("{}", sentence);
                case RoomNews.Back(String sentence) -> LOG.info("{}", sentence);
                case RoomNews.SpareBack(String sentence) -> LOG.info("{}", sentence);
            }
        }

        @Override
        public void onRecovering(String log, long bytesDone, long bytesTotal) {
            health.recovery()
                    .at(log, bytesDone, bytesTotal, host.clock().nanos())
                    .ifPresent(line -> LOG.info("{}", line));
        }
    }
}
