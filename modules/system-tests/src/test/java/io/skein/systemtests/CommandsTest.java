package io.skein.systemtests;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skein.client.producer.Producer;
import io.skein.client.producer.ProducerRecord;
import io.skein.client.producer.ProducerSettings;
import io.skein.systemtests.Program.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
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
    void recordsGoToThePartitionThatIsNamedAndAreReadFromIt() {
        node.createTopic("three", 3);
        for (String partition : List.of("2", "0")) {
            Ended produced =
                    Program.shell(
                            node.forCommands(),
                            "printf 'in %s\\n' | ./skein produce three --partition %s"
                                    .formatted(partition, partition));
            assertEquals(0, produced.code(), produced.err());
        }
        String[] read = {"consume", "three", "--from-beginning", "--timeout", "1s"};
        assertEquals("in 2\n", run(and(read, "--partition", "2")).out());
        assertEquals(
                "0\t0\tin 0\n",
                run(and(read, "--partition", "0", "--print-partition", "--print-offset")).out());
        assertEquals("", run(and(read, "--partition", "1")).out());
    }

    /** Were it the time for all records together, a slow topic could not be read to its end. */
    @Test
    void eachRecordBeginsTheTimeoutAnew() throws Exception {
        node.createTopic("slow", 1);
        String[] reads = {"consume", "slow", "--from-beginning", "--timeout", "10s"};
        ProducerSettings there = ProducerSettings.builder().bootstrap(node.address()).build();
        try (Program consume = Program.skein(node.forCommands(), reads);
                Producer<byte[], byte[]> producer = Producer.create(there)) {
            long sent = 0;
            for (long began = System.nanoTime(); System.nanoTime() - began < 13_000_000_000L; ) {
                producer.send(ProducerRecord.of("slow", new byte[] {'x'})).get();
                long all = ++sent;
                await().until(() -> consume.out().lines().count() == all);
            }
            assertTrue(consume.process().isAlive(), consume.err());
        }
    }

    @Test
    void recordsAreJsonIfAsked() {
        Ended ended = run("consume", "filled", "--offset", "2", "-n", "1", "-o", "json");
        assertTrue(
                ended.out().matches("\\{\"topic\":\"filled\".*\"key\":\"k3\",\"value\":\"3\"}\n"),
                ended.out());
    }

    @Test
    void recordsAreDeletedUpToAnOffsetOrToTheEnd() {
        node.createTopic("cut", 1);
        String produce = "printf 'a\\nb\\nc\\n' | ./skein produce cut";
        assertEquals(0, Program.shell(node.forCommands(), produce).code());
        String[] delete = {"topics", "delete-records", "cut", "--partition", "0", "--before"};
        Ended json = run(and(delete, "2", "-o", "json"));
        assertEquals("{\"topic\":\"cut\",\"partition\":0,\"startOffset\":2}\n", json.out());
        assertEquals("c\n", run("consume", "cut", "--from-beginning", "--timeout", "500ms").out());
        assertMistake("offset 3 at most", run(and(delete, "4")));
        assertMistake("neither an offset nor end", run(and(delete, "all")));
        assertMistake("--before", run("topics", "delete-records", "cut", "--partition", "0"));
        Ended all = run(and(delete, "end"));
        assertTrue(all.out().contains("3"), all.out());
        assertEquals("", run("consume", "cut", "--from-beginning", "--timeout", "500ms").out());
        assertMistake("0", run("consume", "cut", "--offset", "0", "--timeout", "1s"));
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
    void whatWasDeletedComesBack() {
        node.createTopic("mistake", 1);
        String produce = "printf 'a\\nb\\n' | ./skein produce mistake";
        assertEquals(0, Program.shell(node.forCommands(), produce).code());
        Ended deleted = run("topics", "delete", "mistake", "-o", "json");
        assertTrue(deleted.out().contains("\"restorableUntil\":\"2"), deleted.out());
        assertMistake("mistake", run("consume", "mistake", "--timeout", "1s"));
        assertTrue(run("topics", "list", "--deleted").out().contains("mistake"));
        node.createTopic("mistake", 1);
        assertMistake("--as NAME", run("topics", "undelete", "mistake"));
        assertEquals(0, run("topics", "undelete", "mistake", "--as", "saved").code());
        String[] read = {"--from-beginning", "--timeout", "1s"};
        assertEquals("a\nb\n", run(and(new String[] {"consume", "saved"}, read)).out());
        assertEquals("", run(and(new String[] {"consume", "mistake"}, read)).out());
        assertMistake("list --deleted", run("topics", "undelete", "mistake"));
        assertEquals(0, run("topics", "delete", "saved").code());
        assertEquals(0, run("topics", "purge", "saved").code());
        assertMistake(
                "no topic 'saved'", run("topics", "purge", "saved", "--id=" + "A".repeat(22)));
        assertMistake("not an id", run("topics", "purge", "saved", "--id", "7"));
    }

    @Test
    void aProtectedTopicIsNotDeleted() {
        node.createTopic("kept", 1);
        assertEquals(0, run("topics", "alter", "kept", "--set", "protected=true").code());
        assertMistake("skein topics alter kept --set", run("topics", "delete", "kept"));
        assertEquals(0, run("topics", "alter", "kept", "--set", "protected=false").code());
        assertEquals(0, run("topics", "delete", "kept").code());
    }

    @Test
    void nobodyThere() {
        String nobody = "127.0.0.1:" + Place.freePorts(1).getFirst();
        assertMistake(nobody, run("topics", "list", "--bootstrap", nobody));
    }

    /** The script itself: nothing is started, nothing is built. */
    @Test
    void whatTheScriptCannotUse() {
        Ended ended = Program.run(Map.of("SKEIN_JAVA_HOME", "/nowhere"), "topics", "list");
        assertMistake("SKEIN_JAVA_HOME=/nowhere", ended);
        Ended built = Program.shell(Map.of(), "SKEIN_BUILD=perhaps ./skein topics list");
        assertMistake("SKEIN_BUILD is auto or never, not perhaps", built);
    }

    private static String[] and(String[] words, String... more) {
        return Stream.of(words, more).flatMap(Stream::of).toArray(String[]::new);
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
