package io.skein.scenarios.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skein.scenarios.run.FreshSeeds;
import io.skein.scenarios.run.SeedBatch;
import io.skein.scenarios.run.Totals;
import io.skein.scenarios.story.Wish;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StorageScenarioTest {
    private static final long BATCH_NANOS = 15_000_000_000L;
    private static final int BATCH_SEEDS = 500;
    private static final int SECONDS_MAX = 120;

    private final StorageScenario scenario = new StorageScenario();

    @Test
    void seedsThatNobodyHasSeenBefore() throws Exception {
        SeedBatch.Bounds bounds = new SeedBatch.Bounds(BATCH_NANOS, 1);
        Totals totals = new SeedBatch(scenario, bounds, _ -> {}).run(FreshSeeds.of(BATCH_SEEDS));
        System.out.println("storage: " + totals.line(scenario));
        assertTrue(
                totals.fallen().isEmpty(),
                () -> {
                    var first = totals.fallen().getFirst();
                    return "seed " + first.seed() + ": " + first.fall().orElseThrow().story();
                });
        assertTrue(totals.acknowledged() > 0, "something was taken");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void theSameSeedGoesTheSameWay(long seed) {
        assertEquals(scenario.run(Wish.of(seed)), scenario.run(Wish.of(seed)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"old-folder-reused", "sequence-wrap-off-by-one"})
    void aPlantedBugIsFound(String bug) throws Exception {
        String said = sim("--bug", bug, "--seeds", "50");
        assertTrue(said.endsWith("1/1 found\nexit 0"), said);
    }

    @Test
    void allBugsStillFitTheSources() throws Exception {
        String said = sim("--seeds", "1");
        assertTrue(said.contains("frames-of-an-earlier-opening"), said);
        assertTrue(!said.contains("could not be planted"), said);
    }

    private static String sim(String... options) throws Exception {
        var words = new ArrayList<>(List.of("./sim", "planted"));
        words.addAll(List.of("--scenario", "storage"));
        words.addAll(List.of(options));
        ProcessBuilder builder = new ProcessBuilder(words);
        builder.environment().put("SKEIN_BUILD", "never");
        builder.environment().put("SKEIN_JAVA_HOME", System.getProperty("java.home"));
        Process process = builder.redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(process.waitFor(SECONDS_MAX, TimeUnit.SECONDS), said);
        return said.strip() + "\nexit " + process.exitValue();
    }
}
