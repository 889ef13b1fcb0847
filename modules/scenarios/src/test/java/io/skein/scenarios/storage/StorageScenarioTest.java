package io.skein.scenarios.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.skein.scenarios.run.FreshSeeds;
import io.skein.scenarios.run.SimScript;
import io.skein.scenarios.story.Scenario;
import io.skein.scenarios.story.Wish;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StorageScenarioTest {
    private static final long BATCH_NANOS = 15_000_000_000L;
    private static final int BATCH_SEEDS = 500;

    private final Scenario scenario = StorageScenario.SCENARIO;

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
        SimScript.finds(scenario.name(), bug);
    }
}
