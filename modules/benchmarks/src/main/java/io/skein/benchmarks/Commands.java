package io.skein.benchmarks;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** How long commands take, as a person at a terminal waits for them. */
final class Commands {
    private static final int RUNS = 10;
    private static final double MILLIS_GOAL = 500;
    private static final long SECONDS_MAX = 60;
    private static final String TOPIC = "commands";

    private final Workplace place;
    private final PrintStream out;

    Commands(Workplace place, PrintStream out) {
        this.place = place;
        this.out = out;
    }

    Result run() throws IOException, InterruptedException {
        try (NodeUnderTest node = NodeUnderTest.start(place, "node");
                Topics topics = new Topics(node.address())) {
            var _ = topics.make(TOPIC);
            String at = node.address();
            Result result = new Result().put("bench", "cli").put("runs", RUNS);
            measure(result, "topics_list", List.of("topics", "list", "--bootstrap", at));
            measure(result, "produce_one", List.of("produce", TOPIC, "--bootstrap", at));
            measure(
                    result,
                    "consume_one",
                    List.of(
                            "consume",
                            TOPIC,
                            "--from-beginning",
                            "--max-messages",
                            "1",
                            "--bootstrap",
                            at));
            return result;
        }
    }

    private void measure(Result result, String name, List<String> words)
            throws IOException, InterruptedException {
        once(words);
        Samples times = new Samples(RUNS);
        for (int i = 0; i < RUNS; i++) times.add(once(words));
        out.printf("%s: median %.0f ms%n", name, times.medianMillis());
        result.putAtMost(name + "_p50_ms", times.medianMillis(), MILLIS_GOAL);
    }

    private long once(List<String> words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(place.skein()));
        command.addAll(words);
        Path said = place.file("command.log");
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.redirectErrorStream(true).redirectOutput(said.toFile());
        long begin = System.nanoTime();
        Process process = place.start(builder);
        try (OutputStream in = process.getOutputStream()) {
            in.write("one record\n".getBytes(StandardCharsets.UTF_8));
        } catch (IOException endedBefore) {
            // A command that reads nothing may be gone already; its exit code tells.
        }
        if (!process.waitFor(SECONDS_MAX, TimeUnit.SECONDS)) process.destroyForcibly();
        int exit = process.waitFor();
        long nanos = System.nanoTime() - begin;
        if (exit != 0) {
            throw new BenchFailed(String.join(" ", command) + ":\n" + Files.readString(said));
        }
        return nanos;
    }
}
