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
    private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+(\\d+) kB");
    private static final int KIB_SHIFT = 10;
    private static final String READ = "rchar: ";
    private static final long READY_SECONDS_MAX = 120;
    private static final long STOP_SECONDS_MAX = 60;

    private final Process process;
    private final Path log;
    private final long beganNanos;
    private String address = "";
    private long startNanos;

    private NodeUnderTest(Process process, Path log, long beganNanos) {
        this.process = process;
        this.log = log;
        this.beganNanos = beganNanos;
    }

    /** Starts a node on the data in {@code folder} of the workplace, and waits until it serves. */
    static NodeUnderTest start(Workplace place, String folder) {
        NodeUnderTest node = begin(place, place.dev(folder), folder);
        node.whenReady();
        return node;
    }

    /** Starts a node by that command, and does not wait; what it says goes to a log of its name. */
    static NodeUnderTest begin(Workplace place, ProcessBuilder command, String name) {
        Path log = place.file(name + ".log");
        command.redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
        long before = System.nanoTime();
        try {
            return new NodeUnderTest(place.start(command), log, before);
        } catch (IOException failed) {
            throw new BenchFailed("cannot run " + place.skein() + ": " + failed, failed);
        }
    }

    /** Waits until it serves. */
    @SuppressWarnings("resource") // Closing it would close the node's standard output.
    void whenReady() {
        AtomicBoolean isReady = new AtomicBoolean();
        CompletableFuture.delayedExecutor(READY_SECONDS_MAX, TimeUnit.SECONDS)
                .execute(() -> {
                    if (!isReady.get()) process.destroyForcibly();
                });
        try {
            BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
            while (!isReady.get()) {
                String line = out.readLine();
                if (line == null) {
                    throw new BenchFailed("the node did not start:\n" + Files.readString(log));
                }
                Matcher ready = READY.matcher(line);
                if (!ready.find()) continue;
                address = ready.group(1);
                startNanos = System.nanoTime() - beganNanos;
                isReady.set(true);
            }
        } catch (IOException failed) {
            throw new BenchFailed("the node does not answer: " + failed, failed);
        }
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

    /** Memory of it that is in use, in bytes; by Linux alone. */
    long residentBytes() throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc/" + process.pid() + "/status"))) {
            Matcher told = RESIDENT.matcher(line);
            if (told.matches()) return Long.parseLong(told.group(1)) << KIB_SHIFT;
        }
        throw new BenchFailed("this system does not tell what memory a process uses");
    }

    /** Bytes it has asked the system for so far, from files and connections; by Linux alone. */
    long readBytes() throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc/" + process.pid() + "/io"))) {
            if (line.startsWith(READ)) return Long.parseLong(line.substring(READ.length()));
        }
        throw new BenchFailed("this system does not tell what a process has read");
    }

    /** Ends it as a crash would. */
    void kill() {
        process.destroyForcibly().onExit().join();
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
