package io.skein.scenarios.quorum;

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

class QuorumScenarioTest {
    private static final long BATCH_NANOS = 45_000_000_000L;
    private static final int BATCH_SEEDS = 100_000;

    private final QuorumScenario scenario = new QuorumScenario();

    @Test
    void seedsThatNobodyHasSeenBefore() throws Exception {
        FreshSeeds.hold(scenario, BATCH_SEEDS, BATCH_NANOS);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void theSameSeedGoesTheSameWay(long seed) {
        assertEquals(scenario.run(Wish.of(seed)), scenario.run(Wish.of(seed)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"vote-before-sync", "leader-counts-what-is-written"})
    void aPlantedBugIsFound(String bug) throws Exception {
        String said = sim("--bug", bug, "--seeds", "100");
        assertTrue(said.endsWith("1/1 found\nexit 0"), said);
    }

    private static String sim(String... options) throws Exception {
        List<String> words = new ArrayList<>(List.of("planted", "--scenario", "quorum"));
        words.addAll(List.of(options));
        return SimScript.said(words.toArray(String[]::new));
    }
}
