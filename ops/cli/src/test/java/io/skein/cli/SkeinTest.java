package io.skein.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skein.cli.text.ExitCode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is typed wrongly gets one line that says what is wrong and what to type next. */
class SkeinTest {
    private final Typed skein = new Typed();

    @TempDir Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "topcs list | unknown command 'topcs', did you mean topics? (see: skein --help)",
                "topics lst | unknown command 'lst', did you mean list? (see: skein topics --help)",
                "consume t --timout 5s | unknown option '--timout', did you mean --timeout?"
                        + " (see: skein consume --help)",
                "consume | missing required parameter: 'TOPIC' (see: skein consume --help)",
                "topics create -lead | unknown option '-lead'; a name that begins with - comes"
                        + " behind -- (see: skein topics create --help)",
                "produce a b | unknown argument 'b' (see: skein produce --help)",
                "consume t --timeout 5 | '5' is without a unit",
                "consume t --offset -1 | '-1' is less than 0",
                "consume t --max-messages 0 | '0' is less than 1",
                "consume t --offset 1 --from-beginning | exclude each other",
                "produce t --acks 2 | '2' is not one of all, 1, 0",
                "topics create t --config a | 'a' is not of the form key=value",
                "topics create t --config a=1 --config a=2 | a is given twice",
                "topics alter t | nothing to change",
                "topics list -o xml | 'xml' is not one of table, json",
                "topics list --bootstrap nowhere | not an address",
                "nodes drian 1 | unknown command 'drian', did you mean drain?",
                "nodes drain | which node? type its number: neither SKEIN_NODE_ID nor"
                        + " SKEIN_NODE_ID_FROM names one",
                "nodes can-stop one | 'one' is not a",
                "nodes caught-up -- -1 | '-1' is less than 0",
                "nodes can-stop 1 --timeout 5s | --timeout needs --wait",
                "nodes drain 1 --cancel --wait | choose one",
                "dev --port 70000 | --port is 0 to 65533",
            })
    void mistakesAreExplained(String words, String expected) {
        assertEquals(ExitCode.USAGE, skein.run(words));
        String line = skein.complaint();
        assertTrue(line.contains(expected), line);
        assertEquals(1, line.lines().count(), line);
        assertEquals("", skein.answer(), "standard output is for answers");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "topics elect | name a topic, or say --all for all of them",
                "topics elect t --all | name a topic, or say --all for all of them",
                "topics elect --all --partition 1 | --partition is of one topic",
                "reassign execute | name a PLAN, or say --move TOPIC-P=NODE,NODE",
                "reassign execute --move lines=1 | 'lines=1' is not like lines-0=4,1,2",
                "reassign execute --move lines-x=1 | not a whole number",
                "reassign execute --move lines-0= | without a node",
                "reassign execute --move a-0=1 --move a-0=2 | a-0 is moved twice",
                "reassign plan --to 1,x | not a whole number",
                "reassign cancel | name a topic, or say --all for all of them",
                "topics add-partitions t | say --total COUNT",
                "topics add-partitions t --total 0 | '0' is less than 1",
            })
    void mistakesAboutPartitionsAreExplained(String words, String expected) {
        mistakesAreExplained(words, expected);
    }

    /** Beside a node, as in its container, its variables say which one is meant. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SKEIN_NODE_ID_FROM | skein-2 | FAILED | no Skein node answers",
                "SKEIN_NODE_ID | 3 | FAILED | no Skein node answers",
                "SKEIN_NODE_ID_FROM | skein | USAGE | not a name that ends like skein-0",
                "SKEIN_NODE_ID | x | USAGE | not a whole number",
                "SKEIN_NODE_ID_FROM | '' | USAGE | which node?",
                "SKEIN_LOG_DIRS | here | USAGE | which node?",
            })
    void aNodesVariablesNameIt(String name, String value, ExitCode code, String expected) {
        String words = "nodes drain --bootstrap 127.0.0.1:1";
        assertEquals(code, skein.run(words, Map.of(name, value)), skein.complaint());
        assertTrue(skein.complaint().contains(expected), skein.complaint());
    }

    @Test
    void noWordsAtAllShowTheHelp() {
        assertEquals(ExitCode.USAGE, skein.run(""));
        assertTrue(skein.complaint().contains("Exit codes:"));
    }

    @Test
    void helpGoesToStandardOutput() {
        assertEquals(ExitCode.OK, skein.run("consume --help"));
        assertTrue(skein.answer().contains("--print-partition"));
    }

    @Test
    void theVersionIsOneLine() {
        assertEquals(ExitCode.OK, skein.run("--version"));
        assertTrue(skein.answer().matches("skein \\S+ \\(Java \\S+\\)\n"));
    }

    @Test
    void nobodyThereIsSaidAtOnce() throws IOException {
        String address = "127.0.0.1:" + closedPort();
        assertEquals(ExitCode.FAILED, skein.run("topics list --bootstrap " + address));
        assertEquals(
                "skein: no Skein node answers at "
                        + address
                        + " (Connection refused); start one with: ./skein dev\n",
                skein.complaint());
    }

    @Test
    void theAddressMayStandAnywhereAndInTheEnvironment() throws IOException {
        String address = "127.0.0.1:" + closedPort();
        skein.run("--bootstrap " + address + " topics list");
        assertTrue(skein.complaint().contains(address), skein.complaint());
        skein.run("topics list", Map.of("SKEIN_BOOTSTRAP", address));
        assertTrue(skein.complaint().contains(address), skein.complaint());
    }

    @Test
    void wrongSettingsOfANodeAreAllTold() throws IOException {
        Path file = folder.resolve("node.properties");
        Files.writeString(file, "lisseners=127.0.0.1:1\nnode.id=x\n");
        assertEquals(ExitCode.USAGE, skein.run("start --config " + file + " --set a"));
        String lines = skein.complaint();
        assertTrue(lines.contains("lisseners") && lines.contains("listeners"), lines);
        assertTrue(lines.contains("node.id"), lines);
        assertTrue(lines.contains("a (--set): not of the form key=value"), lines);
    }

    @Test
    void aNodeHearsItsEnvironment() {
        // What is odd keeps the node from starting, should it not hear.
        for (String words : List.of("start --set odd", "dev --set odd")) {
            Map<String, String> environment = Map.of("SKEIN_NODE_ID", "x", "SKEIN_HEAP", "1g");
            assertEquals(ExitCode.USAGE, skein.run(words, environment));
            String lines = skein.complaint();
            assertTrue(lines.contains("skein: SKEIN_NODE_ID=x (environment): not a"), lines);
            assertEquals(3, lines.lines().count(), lines);
        }
    }

    @Test
    void flagsOutdoTheEnvironmentAndThatTheFile() throws IOException {
        // None of these batches fits a message, so that no node starts whichever of them counts.
        Path file = folder.resolve("node.properties");
        Files.writeString(file, "max.message.bytes=61MiB\n");
        String start = "start --config " + file;
        Map<String, String> environment = Map.of("SKEIN_MAX_MESSAGE_BYTES", "62MiB");
        assertBatchLimit("61MiB", skein.run(start));
        assertBatchLimit("62MiB", skein.run(start, environment));
        assertBatchLimit("63MiB", skein.run(start + " --set max.message.bytes=63MiB", environment));
        assertBatchLimit("63MiB", skein.run(start + " --set max.message.bytes=63MiB"));
    }

    private void assertBatchLimit(String expected, ExitCode code) {
        assertEquals(ExitCode.USAGE, code);
        String lines = skein.complaint();
        assertTrue(lines.startsWith("skein: max.message.bytes=" + expected + ": "), lines);
    }

    @Test
    void aMissingConfigFileIsNamed() {
        assertEquals(ExitCode.FAILED, skein.run("start --config " + folder.resolve("none")));
        assertTrue(skein.complaint().contains("there is no file"));
    }

    /** As {@code --config /dev/urandom} would give it, or a log that was named by mistake. */
    @Test
    void aConfigFileWithoutEndIsRefusedInALine() {
        String endless = "/dev/zero";
        assertEquals(ExitCode.FAILED, skein.run("start --config " + endless));
        assertEquals(
                "skein: /dev/zero is larger than 1 MiB; it cannot be a file of settings\n",
                skein.complaint());
    }

    @Test
    void theLargestConfigFileIsStillRead() throws IOException {
        Path largest = folder.resolve("largest");
        Files.writeString(largest, "#" + "x".repeat((1 << 20) - 10) + "\nodd=1\n..");
        assertEquals(1 << 20, Files.size(largest));
        assertEquals(ExitCode.USAGE, skein.run("start --config " + largest));
        assertTrue(skein.complaint().contains("odd=1"));
    }

    @Test
    void aConfigFileThatIsNoTextIsRefusedInALine() throws IOException {
        Path file = Files.write(folder.resolve("bytes"), new byte[] {'a', '=', (byte) 0xFF, 0});
        assertEquals(ExitCode.FAILED, skein.run("start --config " + file));
        assertEquals("skein: " + file + " is not a text in UTF-8\n", skein.complaint());
    }

    @Test
    void bashIsToldEveryCommand() {
        assertEquals(ExitCode.OK, skein.run("completion bash"));
        String script = skein.answer();
        assertTrue(script.contains("complete -F _complete_skein"), script);
        assertTrue(script.contains("--from-beginning"), script);
    }

    private static int closedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
