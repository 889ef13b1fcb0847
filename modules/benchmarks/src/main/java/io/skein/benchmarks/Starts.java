package io.skein.benchmarks;

import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * How long a node takes from the start of its process to the line that says it is ready, and to its
 * end if it cannot have its port.
 */
final class Starts {
    private static final int RUNS = 5;
    private static final double MILLIS_GOAL = 1500;
    private static final double REFUSED_MILLIS_GOAL = 2000;
    private static final long REFUSED_SECONDS_MAX = 60;

    private final Workplace place;
    private final PrintStream out;

    Starts(Workplace place, PrintStream out) {
        this.place = place;
        this.out = out;
    }

    Result run() throws IOException, InterruptedException {
        once("the first, which does not count");
        Samples starts = new Samples(RUNS);
        for (int i = 1; i <= RUNS; i++) starts.add(once("start " + i + " of " + RUNS));
        return new Result()
                .put("bench", "start")
                .put("runs", RUNS)
                .putAtMost("start_p50_ms", starts.medianMillis(), MILLIS_GOAL)
                .putAtMost("refused_p50_ms", refused().medianMillis(), REFUSED_MILLIS_GOAL);
    }

    private long once(String which) {
        // Always the same data, as for users: what is measured is a node that comes back.
        try (NodeUnderTest node = NodeUnderTest.start(place, "node")) {
            out.printf("%s: %.0f ms%n", which, node.startNanos() / 1e6);
            return node.startNanos();
        }
    }

    /** What everybody meets who starts a second node by mistake: the port is in use. */
    private Samples refused() throws IOException, InterruptedException {
        Samples samples = new Samples(RUNS);
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            for (int i = 1; i <= RUNS; i++) {
                long nanos = refusedBy(taken.getLocalPort());
                out.printf("refused %d of %d: %.0f ms%n", i, RUNS, nanos / 1e6);
                samples.add(nanos);
            }
        }
        return samples;
    }

    private long refusedBy(int port) throws IOException, InterruptedException {
        Path said = place.file("refused.log");
        ProcessBuilder command = place.dev("refused", "--set", "listeners=127.0.0.1:" + port);
        command.redirectErrorStream(true).redirectOutput(said.toFile());
        long begin = System.nanoTime();
        Process process = place.start(command);
        boolean isOver = process.waitFor(REFUSED_SECONDS_MAX, TimeUnit.SECONDS);
        long nanos = System.nanoTime() - begin;
        if (!isOver) process.destroyForcibly();
        List<String> lines = Files.readAllLines(said, StandardCharsets.UTF_8);
        if (!isOver || process.exitValue() == 0 || lines.size() != 1) {
            throw new BenchFailed("a port in use was not refused in one line: " + lines);
        }
        return nanos;
    }
}
