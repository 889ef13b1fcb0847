package io.skein.cli.dev;

import io.skein.cli.text.LineReader;
import io.skein.foundation.Check;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * A node in a process of its own, with two threads that pass on what it says. Its standard input is
 * a pipe that nobody writes to: it ends with this process, however that ends, and the node with it.
 * Any thread.
 */
final class NodeChild {
    private static final String PROGRAM = "io.skein.cli.Skein";

    private final int node;
    private final Process process;
    private final CompletableFuture<Integer> ended = new CompletableFuture<>();

    /** Owned by the thread that follows it. */
    private boolean readyTold;

    private NodeChild(int node, Process process) {
        this.node = node;
        this.process = process;
    }

    /**
     * Starts a node by these words of the command line. {@code hears} gets its events, on threads
     * of its own.
     */
    static NodeChild start(int node, List<String> words, Screen screen, Consumer<NodeEvent> hears)
            throws IOException {
        NodeChild child = new NodeChild(node, new ProcessBuilder(command(words)).start());
        Thread err =
                thread(
                        "node-" + node + "-err",
                        () ->
                                pass(
                                        child.process.getErrorStream(),
                                        line -> screen.passErr(node, line)));
        thread("node-" + node + "-out", () -> child.follow(screen, hears, err));
        return child;
    }

    /** This very program with other words: the same Java, its options, and the same classes. */
    private static List<String> command(List<String> words) {
        List<String> all = new ArrayList<>();
        all.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        all.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        all.addAll(List.of("-cp", System.getProperty("java.class.path"), PROGRAM));
        all.addAll(words);
        return all;
    }

    private static Thread thread(String name, Runnable task) {
        return Thread.ofPlatform().daemon().name(name).start(task);
    }

    private static void pass(InputStream from, Consumer<byte[]> lines) {
        LineReader reader = new LineReader(from);
        try {
            while (reader.next(lines)) {}
        } catch (IOException broken) {
            // As its end: a process that is gone says nothing more.
        }
    }

    /** Until its end. The one line that a node has for standard output says that it serves. */
    private void follow(Screen screen, Consumer<NodeEvent> hears, Thread err) {
        pass(
                process.getInputStream(),
                line -> {
                    screen.passOut(node, line);
                    if (!readyTold) hears.accept(new NodeEvent.Ready(node));
                    readyTold = true;
                });
        try {
            err.join();
            int code = process.waitFor();
            ended.complete(code);
            hears.accept(new NodeEvent.Ended(node, code));
        } catch (InterruptedException impossible) {
            Thread.currentThread().interrupt();
        }
    }

    int node() {
        return node;
    }

    long pid() {
        return process.pid();
    }

    boolean hasEnded() {
        return ended.isDone();
    }

    /** Asks it to stop in order. What it says until then is still passed on. */
    void terminate() {
        // The process's own method would close the pipes as well.
        boolean _ = process.toHandle().destroy();
    }

    /** As {@code kill -9}. */
    void kill() {
        boolean _ = process.toHandle().destroyForcibly();
    }

    /** Its exit code, if it ends in that time. */
    OptionalInt await(long nanosMax) throws InterruptedException {
        try {
            return OptionalInt.of(ended.get(nanosMax, TimeUnit.NANOSECONDS));
        } catch (TimeoutException late) {
            return OptionalInt.empty();
        } catch (ExecutionException impossible) {
            throw Check.unreachable("only an exit code completes it");
        }
    }
}
