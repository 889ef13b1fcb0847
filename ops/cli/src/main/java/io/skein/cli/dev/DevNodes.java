package io.skein.cli.dev;

import io.skein.cli.command.Interruption;
import io.skein.cli.text.Complaint;
import io.skein.cli.text.ExitCode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * The nodes of a cluster, each a process, from the first to the last: starts them, says what
 * becomes of them, and stops them when this process is to end. A node that ends by itself is left
 * alone: perhaps somebody wants to see how the others do without it. Owned by the command's thread;
 * {@link #stop} runs beside it.
 */
final class DevNodes {
    /** After that a node is killed, which loses nothing that it has acknowledged. */
    private static final long STOP_NANOS_MAX = 20_000_000_000L;

    /** A killed process is gone as soon as the system gets to it. */
    private static final long KILL_NANOS_MAX = 5_000_000_000L;

    /** A node becomes ready once, and ends once. */
    private static final int EVENTS_MAX = 2 * DevCluster.NODES_MAX;

    /** Exit codes above it name the signal that ended a process. */
    private static final int BY_SIGNAL = 128;

    private final DevWords words;
    private final Screen screen;
    private final BlockingQueue<NodeEvent> events = new LinkedBlockingQueue<>(EVENTS_MAX);

    /** By the order of their numbers. Guarded by itself, like {@link #stopping}. */
    private final List<NodeChild> children = new ArrayList<>();

    private boolean stopping;
    private final Set<Integer> ready = new TreeSet<>();
    private boolean serveTold;

    DevNodes(DevWords words, Screen screen) {
        this.words = words;
        this.screen = screen;
    }

    /** Returns when none of them is left. */
    ExitCode run() {
        try (Interruption _ = Interruption.does(this::stop)) {
            for (int node = 1; node <= words.cluster().nodes(); node++) start(node);
            watch();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            stop();
        }
        return ExitCode.FAILED;
    }

    private void start(int node) {
        synchronized (children) {
            if (stopping) return;
            try {
                NodeChild child = NodeChild.start(node, words.process(node), screen, events::add);
                children.add(child);
                screen.say(
                        "node %d: pid %d, clients at %s"
                                .formatted(node, child.pid(), words.cluster().listens(node, 0)));
                return;
            } catch (IOException failed) {
                screen.say("node " + node + " cannot be started: " + failed.getMessage());
            }
        }
        stop();
        throw Complaint.failed("not all nodes could be started");
    }

    private void watch() throws InterruptedException {
        int running = words.cluster().nodes();
        while (running > 0) {
            switch (events.take()) {
                case NodeEvent.Ready(int node) -> ready.add(node);
                case NodeEvent.Ended(int node, int exitCode) -> {
                    running--;
                    ready.remove(node);
                    sayEnded(node, exitCode);
                }
            }
            if (!serveTold && running > 0 && ready.size() == running) sayServing(running);
        }
        if (!isStopping()) screen.say("no node is left; all start again with: " + words.startAll());
    }

    private void sayServing(int running) {
        serveTold = true;
        int nodes = words.cluster().nodes();
        String count = running == nodes ? "" + nodes : running + " of " + nodes;
        screen.say(count + " nodes serve; bootstrap " + words.cluster().bootstrap());
        screen.say("one more joins with: " + words.startOne(nodes + 1));
    }

    private void sayEnded(int node, int exitCode) {
        if (isStopping()) return;
        screen.say(
                "node %d has ended by itself, exit code %s; it starts again with: %s"
                        .formatted(node, shown(exitCode), words.startOne(node)));
    }

    private boolean isStopping() {
        synchronized (children) {
            return stopping;
        }
    }

    private static String shown(int exitCode) {
        if (exitCode <= BY_SIGNAL) return Integer.toString(exitCode);
        return "%d (signal %d)".formatted(exitCode, exitCode - BY_SIGNAL);
    }

    /** Stops all that run, and waits for them, each within its bound. */
    private void stop() {
        List<NodeChild> left;
        synchronized (children) {
            stopping = true;
            left = children.stream().filter(child -> !child.hasEnded()).toList();
        }
        if (left.isEmpty()) return;
        screen.say("stopping " + (left.size() == 1 ? "one node" : left.size() + " nodes"));
        left.forEach(NodeChild::terminate);
        long deadlineNanos = System.nanoTime() + STOP_NANOS_MAX;
        try {
            for (NodeChild child : left) awaitEnd(child, deadlineNanos - System.nanoTime());
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
            left.forEach(NodeChild::kill);
        }
    }

    private void awaitEnd(NodeChild child, long nanosMax) throws InterruptedException {
        OptionalInt exitCode = child.await(Math.max(0, nanosMax));
        String node = "node " + child.node();
        if (exitCode.isPresent()) {
            screen.say(node + " has stopped, exit code " + shown(exitCode.getAsInt()));
            return;
        }
        child.kill();
        boolean isGone = child.await(KILL_NANOS_MAX).isPresent();
        long seconds = STOP_NANOS_MAX / 1_000_000_000;
        String outcome = isGone ? "; it was killed" : "; its process " + child.pid() + " stays";
        screen.say(node + " did not stop within " + seconds + " s" + outcome);
    }
}
