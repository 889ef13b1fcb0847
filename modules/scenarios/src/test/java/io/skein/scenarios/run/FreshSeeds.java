package io.skein.scenarios.run;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skein.scenarios.story.Scenario;
import io.skein.scenarios.story.Verdict;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Others with every commit, the same for whoever looks at that commit again. */
public final class FreshSeeds {
    private FreshSeeds() {}

    /** So many of them hold, or as many as there is time for. */
    public static void hold(Scenario scenario, int count, long nanosMax) throws Exception {
        SeedBatch.Bounds bounds = new SeedBatch.Bounds(nanosMax, 1);
        SeedRange fresh = new SeedRange(firstSeed(), count);
        Totals totals = new SeedBatch(scenario, bounds, _ -> {}).run(fresh);
        System.out.println(scenario.name() + ": " + totals.line(scenario));
        assertTrue(totals.fallen().isEmpty(), () -> told(scenario, totals.fallen().getFirst()));
        assertTrue(totals.acknowledged() > 0, "something was promised");
    }

    private static String told(Scenario scenario, Verdict verdict) {
        Verdict.Fall fall = verdict.fall().orElseThrow();
        return "%s%n%s%n%s"
                .formatted(
                        SimMain.failLine(scenario, verdict),
                        fall.story(),
                        String.join("\n", fall.last()));
    }

    private static long firstSeed() throws IOException, InterruptedException {
        String commit = saidBy(List.of("git", "rev-parse", "HEAD"));
        return commit.length() < 12 ? 1_000_000 : Long.parseLong(commit.substring(0, 12), 16);
    }

    private static String saidBy(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try (InputStream out = process.getInputStream()) {
            String said = new String(out.readAllBytes(), StandardCharsets.UTF_8).strip();
            return process.waitFor() == 0 ? said : "";
        } catch (IOException noSuchCommand) {
            return "";
        }
    }
}
