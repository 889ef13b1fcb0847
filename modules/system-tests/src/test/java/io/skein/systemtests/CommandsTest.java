package io.skein.systemtests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skein.systemtests.Program.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Commands against a node, and what becomes of mistakes. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CommandsTest {
    private static final int LINES = 20_000;

    private RunningNode node;

    @BeforeAll
    void startNode(@TempDir Path folder) throws IOException {
        node = RunningNode.start(folder.resolve("data"));
        node.createTopic("filled", 1);
        String lines =
                IntStream.rangeClosed(1, LINES)
                        .mapToObj(number -> "k" + number % 7 + ":" + number + "\n")
                        .collect(Collectors.joining());
        Path input = Files.writeString(folder.resolve("lines"), lines);
        Ended produced =
                Program.run(node.forCommands(), input, "produce", "filled", "--key-separator", ":");
        assertEquals(0, produced.code(), produced.err());
    }

    @AfterAll
    void stopNode() {
        node.close();
    }

    @Test
    void aReaderThatLeavesEndsConsumeQuietly() {
        Ended ended =
                Program.shell(
                        node.forCommands(),
                        "./skein consume filled --from-beginning"
                                + " --print-key | head -n 1; echo ${PIPESTATUS[0]}");
        assertEquals("k1\t1\n0\n", ended.out());
        assertEquals(List.of(), ended.complaints());
    }

    @Test
    void consumeEndsWhenNothingComes() {
        Ended ended = run("consume", "filled", "--offset", "19998", "--timeout", "500ms");
        assertEquals("19999\n20000\n", ended.out());
        assertEquals(0, ended.code(), ended.err());
    }

    @Test
    void mistakesAreOneLineAndAnError() {
        assertMistake("nowhere", run("topics", "describe", "nowhere"));
        assertMistake("../etc/x", run("topics", "create", "../etc/x"));
        assertMistake("filled", run("topics", "create", "filled"));
        assertMistake("1000000", run("topics", "create", "many", "--partitions", "1000000"));
        assertMistake("--partitions", run("topics", "create", "none", "--partitions", "0"));
        assertMistake(
                "segment.bytes", run("topics", "create", "odd", "--config", "segment.byts=1"));
        assertMistake("nowhere", run("consume", "nowhere", "--timeout", "1s"));
        assertMistake("nowhere", run("produce", "nowhere"));
        assertMistake("7", run("produce", "filled", "--partition", "7"));
        assertMistake("99999", run("consume", "filled", "--offset", "99999", "--timeout", "1s"));
        assertMistake("did you mean", run("topcis", "list"));
    }

    @Test
    void nothingToProduceIsNoMistake() {
        Ended ended = run("produce", "filled");
        assertEquals(0, ended.code(), ended.err());
        assertEquals(List.of("skein: 0 acknowledged"), ended.complaints());
    }

    @Test
    void aLineWithoutItsKeySeparatorEndsProduceWithTheCounts() {
        node.createTopic("keyed", 1);
        Ended ended =
                Program.shell(
                        node.forCommands(),
                        "printf 'a:1\\nb:2\\nc\\nd:4\\n'"
                                + " | ./skein produce keyed --key-separator :");
        assertEquals(1, ended.code(), ended.err());
        assertEquals(
                List.of(
                        "skein: 2 acknowledged, 0 unknown, 0 not stored:"
                                + " line 3 has no key separator ':'"),
                ended.complaints());
        assertEquals("1\n2\n", run("consume", "keyed", "--offset", "0", "--timeout", "1s").out());
    }

    /** What is put behind its name to delete it must not make it too long for the file system. */
    @Test
    void theLongestNameIsMadeAndDeleted() {
        String longest = "n".repeat(249);
        assertEquals(0, run("topics", "create", longest).code());
        assertEquals(0, run("topics", "delete", longest).code());
        assertEquals(0, run("topics", "create", longest).code());
        assertEquals("", node.log());
    }

    @Test
    void nobodyThere() {
        String nobody = "127.0.0.1:" + Place.freePorts(1).getFirst();
        assertMistake(nobody, run("topics", "list", "--bootstrap", nobody));
    }

    private Ended run(String... words) {
        return Program.run(node.forCommands(), words);
    }

    private static void assertMistake(String word, Ended ended) {
        assertTrue(ended.code() != 0, () -> "succeeded: " + ended);
        assertEquals("", ended.out());
        assertEquals(1, ended.complaints().size(), () -> "not one line: " + ended.err());
        assertTrue(ended.err().contains(word), () -> word + " is not in: " + ended.err());
    }
}
