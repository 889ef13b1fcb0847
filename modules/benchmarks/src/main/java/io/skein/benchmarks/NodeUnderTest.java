package io.skein.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A node in a process of its own, started as users start it, on free ports. One thread's. */
final class NodeUnderTest implements AutoCloseable {
    private static final Pattern READY = Pattern.compile("clients at ([^ ,]+:\\d+)");
    private static final String READ = "rchar: ";
    private static final long READY_SECONDS_MAX = 60;
    private static final long STOP_SECONDS_MAX = 15;

    private final Process process;
    private final String address;
    private final long startNanos;

    private NodeUnderTest(Process process, String address, long startNanos) {
        this.process = process;
        this.address = address;
        this.startNanos = startNanos;
    }

    /** Starts a node on the data in {@code folder} of the workplace, and waits until it serves. */
    static NodeUnderTest start(Workplace place, String folder) {
        Path log = place.file(folder + ".log");
        ProcessBuilder command = place.dev(folder);
        command.redirectError(log.toFile());
        long before = System.nanoTime();
        try {
            Process process = place.start(command);
            String address = firstAddress(process, log);
            return new NodeUnderTest(process, address, System.nanoTime() - before);
        } catch (IOException failed) {
            throw new BenchFailed("cannot run " + place.skein() + ": " + failed, failed);
        }
    }

    @SuppressWarnings("resource") // Closing it would close the node's standard output.
    private static String firstAddress(Process process, Path log) throws IOException {
        AtomicBoolean isReady = new AtomicBoolean();
        CompletableFuture.delayedExecutor(READY_SECONDS_MAX, TimeUnit.SECONDS)
                .execute(() -> {
                    if (!isReady.get()) process.destroyForcibly();
                });
        BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
        while (true) {
            String line = out.readLine();
            if (line == null) break;
            Matcher ready = READY.matcher(line);
            isReady.set(ready.find());
            if (isReady.get()) return ready.group(1);
        }
        throw new BenchFailed("the node did not start:\n" + Files.readString(log));
    }

    /** Where clients connect, "host:port". */
    String address() {
        return address;
    }

    long pid() {
        return process.pid();
    }

    /** From the start of the process to the line that says it is ready. */
    long startNanos() {
        return startNanos;
    }

    /** Processor time of all its threads so far. */
    long cpuNanos() {
        return process.toHandle()
                .info()
                .totalCpuDuration()
                .map(Duration::toNanos)
                .orElseThrow(() -> new BenchFailed("the node is gone"));
    }

    /** Bytes it has asked the system for so far, from files and connections; by Linux alone. */
    long readBytes() throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc/" + process.pid() + "/io"))) {
            if (line.startsWith(READ)) return Long.parseLong(line.substring(READ.length()));
        }
        throw new BenchFailed("this system does not tell what a process has read");
    }

    /** Ends it as a crash would. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Stops it in order, or by force if it does not. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(STOP_SECONDS_MAX, TimeUnit.SECONDS)) process.destroyForcibly();
            process.waitFor();
        } catch (InterruptedException stopped) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
