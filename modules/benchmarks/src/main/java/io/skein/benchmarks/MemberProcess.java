package io.skein.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * A process that answers each order, a line, with one line: a member of a quorum that obeys {@link
 * Orders}, or a client that obeys {@link Load}. One thread's.
 */
final class MemberProcess implements AutoCloseable {
    private static final long ANSWER_SECONDS_MAX = 120;
    private static final long STOP_SECONDS_MAX = 15;
    private static final List<String> JVM =
            List.of(
                    "-Xms64m",
                    "-Xmx1g",
                    "-XX:+UseSerialGC",
                    "-Xlog:disable",
                    "-Xlog:all=error:stderr",
                    "--enable-native-access=ALL-UNNAMED",
                    "--sun-misc-unsafe-memory-access=allow",
                    "-Dslf4j.provider=org.slf4j.nop.NOPServiceProvider",
                    "-Dslf4j.internal.verbosity=WARN",
                    "-Dio.grpc.netty.shaded.io.netty.leakDetection.level=disabled");

    private final Process process;
    private final Path log;
    private final Writer orders;
    private final BufferedReader answers;

    private MemberProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
        this.orders = process.outputWriter(StandardCharsets.UTF_8);
        this.answers = process.inputReader(StandardCharsets.UTF_8);
    }

    /**
     * What is run for a member.
     *
     * @param name of the system it is of
     * @param jvmOptions beside those that all have
     */
    record Program(String name, String mainClass, String classPath, List<String> jvmOptions) {
        Program {
            jvmOptions = List.copyOf(jvmOptions);
        }
    }

    /**
     * @param name of its log
     * @param arguments of its main class
     */
    static MemberProcess start(
            Workplace place, Program program, String name, List<String> arguments)
            throws IOException {
        List<String> words = new ArrayList<>();
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        words.addAll(JVM);
        words.addAll(program.jvmOptions());
        words.addAll(List.of("-cp", program.classPath(), program.mainClass()));
        words.addAll(arguments);
        Path log = place.file(name + ".log");
        ProcessBuilder command = new ProcessBuilder(words).redirectError(log.toFile());
        return new MemberProcess(place.start(command), log);
    }

    /** Waits until it is there. */
    void await() throws IOException {
        answer();
    }

    String ask(String order) throws IOException {
        try {
            orders.write(order + "\n");
            orders.flush();
        } catch (IOException gone) {
            throw new BenchFailed("a process is gone:\n" + Files.readString(log), gone);
        }
        return answer();
    }

    private String answer() throws IOException {
        CompletableFuture<String> heard = new CompletableFuture<>();
        CompletableFuture.delayedExecutor(ANSWER_SECONDS_MAX, TimeUnit.SECONDS)
                .execute(() -> {
                    if (!heard.isDone()) process.destroyForcibly();
                });
        String line = answers.readLine();
        if (line == null) throw new BenchFailed("a process is gone:\n" + Files.readString(log));
        heard.complete(line);
        return line;
    }

    /** Lets it end by itself, or by force if it does not. */
    @Override
    public void close() {
        try {
            orders.close();
            if (!process.waitFor(STOP_SECONDS_MAX, TimeUnit.SECONDS)) process.destroyForcibly();
            process.waitFor();
        } catch (IOException gone) {
            process.destroyForcibly();
        } catch (InterruptedException stopped) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
