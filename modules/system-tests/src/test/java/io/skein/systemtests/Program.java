package io.skein.systemtests;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * A process as a user would start it, by the script {@code skein} or by a shell, with nothing
 * inherited from whoever runs the tests, and never building. What it prints goes to files, so that
 * no pipe can fill. It does not outlive {@link #close}.
 */
final class Program implements AutoCloseable {
    private static final long MILLIS_MAX = 60_000;
    private static final ProcessBuilder.Redirect NOTHING =
            ProcessBuilder.Redirect.from(new File("/dev/null"));

    private final List<String> words;
    private final Process process;
    private final Path out;
    private final Path err;

    /** How a process ended. */
    record Ended(int code, String out, String err, long millis) {
        /** What it said on standard error, without empty lines. */
        List<String> complaints() {
            return err.lines().filter(line -> !line.isBlank()).toList();
        }
    }

    private Program(List<String> words, Process process, Path out, Path err) {
        this.words = words;
        this.process = process;
        this.out = out;
        this.err = err;
    }

    /** {@code skein} with these words; its input is a pipe. */
    static Program skein(Map<String, String> environment, String... words) {
        return start(environment, ProcessBuilder.Redirect.PIPE, skeinWords(words));
    }

    /** {@code skein} with these words, run to its end on what the file holds. */
    static Ended run(Map<String, String> environment, Path input, String... words) {
        var from = ProcessBuilder.Redirect.from(input.toFile());
        try (Program program = start(environment, from, skeinWords(words))) {
            return program.await();
        }
    }

    /** {@code skein} with these words, run to its end without any input. */
    static Ended run(Map<String, String> environment, String... words) {
        return run(environment, Path.of("/dev/null"), words);
    }

    /** A command as typed in the program's folder; the shell becomes it. */
    static Program start(Map<String, String> environment, String command) {
        return start(environment, NOTHING, List.of("bash", "-c", "exec " + command));
    }

    /** A line of shell, run to its end in the program's folder. */
    static Ended shell(Map<String, String> environment, String line) {
        List<String> words = List.of("bash", "-o", "pipefail", "-c", line);
        try (Program program = start(environment, NOTHING, words)) {
            return program.await();
        }
    }

    private static List<String> skeinWords(String... words) {
        List<String> all = new ArrayList<>(List.of(Place.ROOT.resolve("skein").toString()));
        all.addAll(List.of(words));
        return all;
    }

    private static Program start(
            Map<String, String> environment, ProcessBuilder.Redirect input, List<String> words) {
        try {
            Path out = Files.createTempFile("skein", ".out");
            Path err = Files.createTempFile("skein", ".err");
            ProcessBuilder builder =
                    new ProcessBuilder(words)
                            .directory(Place.ROOT.toFile())
                            .redirectInput(input)
                            .redirectOutput(out.toFile())
                            .redirectError(err.toFile());
            builder.environment().keySet().removeIf(name -> isOurs(name));
            builder.environment().putAll(new TreeMap<>(environment));
            builder.environment().put("SKEIN_BUILD", "never");
            return new Program(words, builder.start(), out, err);
        } catch (IOException broken) {
            throw new AssertionError("cannot run " + words, broken);
        }
    }

    private static boolean isOurs(String variable) {
        return variable.startsWith("SKEIN_") && !variable.equals("SKEIN_JAVA_HOME");
    }

    /** The process, to feed and to signal. */
    Process process() {
        return process;
    }

    /** What it has printed so far. */
    String out() {
        return read(out);
    }

    /** What it has said on standard error so far. */
    String err() {
        return read(err);
    }

    private static String read(Path file) {
        try {
            return new String(Files.readAllBytes(file), UTF_8);
        } catch (IOException gone) {
            throw new AssertionError(gone);
        }
    }

    /** Waits for it to end by itself. */
    Ended await() {
        long began = System.nanoTime();
        try {
            if (!process.waitFor(MILLIS_MAX, TimeUnit.MILLISECONDS)) {
                throw new AssertionError(words + " does not end; it says: " + out() + err());
            }
            long millis = (System.nanoTime() - began) / 1_000_000;
            return new Ended(process.exitValue(), out(), err(), millis);
        } catch (InterruptedException stopped) {
            throw new AssertionError(stopped);
        }
    }

    /** As {@code kill -9}; returns when it is gone. */
    void kill() {
        process.destroyForcibly();
        await();
    }

    @Override
    public void close() {
        if (process.isAlive()) kill();
        try {
            Files.deleteIfExists(out);
            Files.deleteIfExists(err);
        } catch (IOException busy) {
            throw new AssertionError(busy);
        }
    }
}
