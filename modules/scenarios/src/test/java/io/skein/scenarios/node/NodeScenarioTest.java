package io.skein.scenarios.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skein.scenarios.run.FreshSeeds;
import io.skein.scenarios.run.SimScript;
import io.skein.scenarios.story.Scenario;
import io.skein.scenarios.story.Verdict;
import io.skein.scenarios.story.Wish;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NodeScenarioTest {
    private static final long BATCH_NANOS = 50_000_000_000L;
    private static final int BATCH_SEEDS = 100_000;
    private static final Pattern SEED = Pattern.compile("found in \\d+/\\d+ seeds, seed (\\d+):");

    private final Scenario scenario = NodeScenario.SCENARIO;

    @Test
    void seedsThatNobodyHasSeenBefore() throws Exception {
        FreshSeeds.hold(scenario, BATCH_SEEDS, BATCH_NANOS);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void theSameSeedGoesTheSameWay(long seed) {
        Verdict once = scenario.run(Wish.of(seed));
        Verdict again = scenario.run(Wish.of(seed));
        assertEquals(once, again);
    }

    @ParameterizedTest
    @ValueSource(strings = {"answer-before-sync", "clean-marker-trusted-wrongly"})
    void aPlantedBugIsFound(String bug) throws Exception {
        SimScript.finds(scenario.name(), bug);
    }

    /** What {@code sim run} says of a seed that fails, and that it fails with it. */
    @Test
    void aSeedThatFailsFailsTheRunAndSaysHowToReplayIt() throws Exception {
        String bug = "answer-before-sync";
        Matcher found = SEED.matcher(sim("planted", "--bug", bug));
        assertTrue(found.find(), "the bug is found");
        String seed = found.group(1);
        String said = sim("run", "--first", seed, "--seeds", "1", "--bug", bug);
        assertTrue(said.contains("sim replay --scenario node --seed " + seed + "\n"), said);
        assertTrue(said.contains("\n1 seeds, ") && said.contains(" 1 failures, "), said);
        assertTrue(said.endsWith("exit 1"), said);
        String replayed = sim("replay", "--seed", seed, "--bug", bug);
        assertTrue(replayed.endsWith("exit 1"), replayed);
    }

    /** What the script says to that, all of it, and how it ends. */
    private static String sim(String command, String... options) throws Exception {
        List<String> words = new ArrayList<>(List.of(command, "--scenario", "node"));
        words.addAll(List.of(options));
        return SimScript.said(words.toArray(String[]::new));
    }
}
