package io.skein.scenarios.exhaustive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skein.scenarios.run.SimScript;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code sim exhaustive} goes through whole, in its smallest parts. */
class SearchTest {
    private static final String LAST_STEP =
            """
            n2 ← n1 FetchAsked epoch 2 by n1, end 4@1, agreed 3
              n2 commits before 4
              n2 → n1 Entries epoch 2 after 4@1 [4@2], agreed 4
            R8 counts an old epoch: n2, 4@1
            """;

    private static Terms terms(Terms.Start start, int epochsMax, Budget budget) {
        return new Terms("a test", 3, 0, start, false, epochsMax, 2, budget);
    }

    private static Result whole(Terms terms) {
        Result result = new Search(terms).run();
        assertEquals(List.of(), result.fault().map(Result.Fault::story).stream().toList());
        assertEquals(0, result.frontier(), result.line());
        return result;
    }

    @Test
    void aNewEpochIsWonInAllWaysThereAre() {
        Result all = whole(terms(Terms.Start.LED, 2, new Budget(2, 0, 0, 0, 0, 0)));
        assertTrue(all.states() > 5_000, all.line());
    }

    @Test
    void aRestartedClusterFindsItsLeader() {
        Result all = whole(terms(Terms.Start.RESTARTED, 2, new Budget(2, 0, 0, 0, 0, 0)));
        assertTrue(all.states() > 15_000, all.line());
    }

    @Test
    void aVoterIsRemoved() {
        Result all = whole(terms(Terms.Start.LED, 2, new Budget(1, 0, 0, 1, 0, 0)));
        assertTrue(all.states() > 5_000, all.line());
    }

    @Test
    void disksConfirmWhenTheyLikeAndProcessesDie() {
        Terms terms = terms(Terms.Start.LED, 1, new Budget(0, 1, 1, 0, 1, 0)).withLateDisks();
        Result all = whole(terms);
        assertTrue(all.states() > 5_000, all.line());
    }

    @Test
    void thereAreNoStatesWithoutAnythingThatHappens() {
        assertEquals(1, whole(terms(Terms.Start.LED, 2, Budget.NONE)).states());
    }

    @Test
    void whatIsWrongIsToldInAFewSteps() throws IOException, InterruptedException {
        String said =
                SimScript.said(
                        "exhaustive", "--bug", "older-epoch-counted", "--part", "slow disks");
        // That n2 begins nothing before its own vote is on its disk, and that an entry of epoch 1
        // is only counted together with one of epoch 2: eleven steps go well, the twelfth does not.
        assertEquals(12, said.lines().filter(SearchTest::isStep).count(), said);
        assertTrue(said.contains(LAST_STEP), said);
        assertTrue(said.endsWith("1 violations\nexit 1"), said);
    }

    /** Those at the margin, behind the three lines that say how it begins. */
    private static boolean isStep(String line) {
        return line.matches("n[123] (←|disk confirms|waits no longer|is proposed).*");
    }

    @ParameterizedTest
    @CsvSource({
        "written-taken-for-durable, slow disks",
        "two-votes-in-one-epoch, 'founding, crashes'",
    })
    void aPlantedBugIsFound(String bug, String part) throws IOException, InterruptedException {
        String said =
                SimScript.said("planted", "--scenario", "exhaustive", "--bug", bug, "--part", part);
        assertTrue(said.endsWith("1/1 found\nexit 0"), said);
    }
}
