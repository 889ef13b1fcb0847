package io.skein.systemtests;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skein.systemtests.Program.Ended;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What operators type at a cluster of three, as the page about clusters has it. */
class OperatorsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir private Path folder;

    private static Ended run(RunningNode at, String... words) {
        return Program.run(at.forCommands(), words);
    }

    private static Ended fine(RunningNode at, String... words) {
        Ended ended = run(at, words);
        assertEquals(0, ended.code(), ended.err());
        return ended;
    }

    /** The cells of the line that begins with that node's number. */
    private static List<String> row(Ended told, int node) {
        return told.out()
                .lines()
                .map(line -> List.of(line.split(" +", -1)))
                .filter(cells -> cells.getFirst().equals("" + node))
                .findFirst()
                .orElseThrow(() -> new AssertionError(told.out() + told.err()));
    }

    @Test
    void whoStopsAndWhoAgreesIsShownByWhateverNodeIsAsked() {
        try (ThreeNodes three = ThreeNodes.start(folder)) {
            assertTrue(fine(three.node(2), "doctor").out().contains("no findings"));
            fine(three.node(2), "nodes", "drain", "3", "--wait");
            Ended drained = run(three.node(1), "doctor", "-o", "json");
            assertEquals(1, drained.code(), drained.err());
            assertTrue(drained.out().contains("\"kind\":\"nodeStopping\""), drained.out());
            for (int number : three.numbers()) {
                RunningNode at = three.node(number);
                await().atMost(PATIENCE)
                        .until(() -> row(fine(at, "nodes"), 3).get(4).equals("yes"));
                Ended quorum = fine(at, "quorum");
                assertTrue(quorum.out().contains("no observers"), quorum.out());
                long leaders =
                        List.of(1, 2, 3).stream()
                                .filter(node -> row(quorum, node).get(1).equals("yes"))
                                .count();
                assertEquals(1, leaders, quorum.out());
            }
            assertEquals("no", row(fine(three.node(1), "nodes"), 2).get(4));
            three.kill(3);
            RunningNode first = three.node(1);
            await().atMost(PATIENCE)
                    .until(() -> Long.parseLong(row(fine(first, "quorum"), 3).get(5)) > 500);
            Ended two = run(first, "doctor");
            assertEquals(1, two.code(), two.err());
            assertTrue(two.out().contains("kind: nodeFenced\nnodes: 3\n"), two.out());
            three.kill(2);
            Ended none = run(first, "doctor");
            assertEquals(1, none.code(), none.err());
            assertTrue(none.out().contains("kind: noQuorum"), none.out());
            Ended alone = run(first, "quorum");
            assertEquals(1, alone.code(), alone.out() + alone.err());
            assertTrue(alone.err().contains("no leader"), alone.err());
        }
    }
}
