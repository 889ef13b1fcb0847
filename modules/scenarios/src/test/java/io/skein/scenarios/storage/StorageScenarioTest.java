package io.skein.scenarios.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skein.scenarios.run.FreshSeeds;
import io.skein.scenarios.run.SimScript;
import io.skein.scenarios.story.Wish;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StorageScenarioTest {
    private static final long BATCH_NANOS = 15_000_000_000L;
    private static final int BATCH_SEEDS = 500;

    private final StorageScenario scenario = new StorageScenario();

    @Test
    void seedsThatNobodyHasSeenBefore() throws Exception {
        FreshSeeds.hold(scenario, BATCH_SEEDS, BATCH_NANOS);
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

    private static String sim(String... options) throws Exception {
        List<String> words = new ArrayList<>(List.of("planted", "--scenario", "storage"));
        words.addAll(List.of(options));
        return SimScript.said(words.toArray(String[]::new));
    }
}
