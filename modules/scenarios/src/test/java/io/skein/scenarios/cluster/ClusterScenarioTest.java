package io.skein.scenarios.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.skein.scenarios.run.FreshSeeds;
import io.skein.scenarios.run.SimScript;
import io.skein.scenarios.story.Scenario;
import io.skein.scenarios.story.Wish;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClusterScenarioTest {
    private static final long BATCH_NANOS = 45_000_000_000L;
    private static final int BATCH_SEEDS = 100_000;

    private final Scenario scenario = ClusterScenario.SCENARIO;

    @Test
    void seedsThatNobodyHasSeenBefore() throws Exception {
        FreshSeeds.hold(scenario, BATCH_SEEDS, BATCH_NANOS);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void theSameSeedGoesTheSameWay(long seed) {
        assertEquals(scenario.run(Wish.of(seed)), scenario.run(Wish.of(seed)));
    }

    @Test
    void aPlantedBugIsFound() throws Exception {
        SimScript.finds(scenario.name(), "follower-confirms-what-is-written");
    }
}
