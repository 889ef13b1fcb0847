package io.skein.scenarios.run;

import io.skein.scenarios.story.Scenario;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The file that remembers the long runs of the simulator, a row for each. */
record Reliability(Path file) {
    /** At the root of the sources, where the script runs. */
    static final String FILE = "RELIABILITY.md";

    private static final String HEAD =
            """
            # Long runs of the simulator

            Each row is one run of `modules/scenarios/sim run --scenario S --minutes M` of ten
            minutes or more, written by the command itself: of which commit, how many seeds and
            events, how much time passed in the simulated worlds, how many of the seeds failed, and
            how often what went wrong there; see
            [`ops/docs/simulation.md`](ops/docs/simulation.md).

            | commit | scenario | seeds | events | hours simulated | failures | faults by kind |
            |---|---|---|---|---|---|---|
            """;

    void append(Scenario scenario, Totals totals) throws IOException, InterruptedException {
        if (!Files.exists(file)) Files.writeString(file, HEAD);
        String faults =
                totals.mishaps().entrySet().stream()
                        .map(one -> one.getKey() + " " + one.getValue())
                        .collect(Collectors.joining(", "));
        String row =
                "| %s | %s | %d | %d | %.1f | %d | %s |%n"
                        .formatted(
                                commit(),
                                scenario.name(),
                                totals.seeds(),
                                totals.events(),
                                totals.simulatedNanos() / 3.6e12,
                                totals.fallen().size(),
                                faults);
        Files.writeString(file, row, StandardOpenOption.APPEND);
    }

    private static String commit() throws IOException, InterruptedException {
        List<String> command = List.of("git", "describe", "--always", "--dirty", "--abbrev=12");
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try (InputStream out = process.getInputStream()) {
            String said = new String(out.readAllBytes(), StandardCharsets.UTF_8).strip();
            return process.waitFor() == 0 ? said.toLowerCase(Locale.ROOT) : "unknown";
        }
    }
}
