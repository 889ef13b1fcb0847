package io.skein.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skein.cli.command.Terminal;
import io.skein.cli.text.ExitCode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
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
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

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
                "dev --port 70000 | --port is 0 to 65533",
            })
    void mistakesAreExplained(String words, String expected) {
        assertEquals(ExitCode.USAGE, run(words));
        String line = err.toString(StandardCharsets.UTF_8);
        assertTrue(line.contains(expected), line);
        assertEquals(1, line.lines().count(), line);
        assertEquals(0, out.size(), "standard output is for answers");
    }

    @Test
    void noWordsAtAllShowTheHelp() {
        assertEquals(ExitCode.USAGE, run(""));
        assertTrue(err.toString(StandardCharsets.UTF_8).contains("Exit codes:"));
    }

    @Test
    void helpGoesToStandardOutput() {
        assertEquals(ExitCode.OK, run("consume --help"));
        assertTrue(out.toString(StandardCharsets.UTF_8).contains("--print-partition"));
    }

    @Test
    void theVersionIsOneLine() {
        assertEquals(ExitCode.OK, run("--version"));
        assertTrue(out.toString(StandardCharsets.UTF_8).matches("skein \\S+ \\(Java \\S+\\)\n"));
    }

    @Test
    void nobodyThereIsSaidAtOnce() throws IOException {
        String address = "127.0.0.1:" + closedPort();
        assertEquals(ExitCode.FAILED, run("topics list --bootstrap " + address));
        assertEquals(
                "skein: no Skein node answers at "
                        + address
                        + " (Connection refused); start one with: ./skein dev\n",
                err.toString(StandardCharsets.UTF_8));
    }

    @Test
    void theAddressMayStandAnywhereAndInTheEnvironment() throws IOException {
        String address = "127.0.0.1:" + closedPort();
        run("--bootstrap " + address + " topics list");
        run("topics list", Map.of("SKEIN_BOOTSTRAP", address));
        assertEquals(2, err.toString(StandardCharsets.UTF_8).split(address, -1).length - 1);
    }

    @Test
    void wrongSettingsOfANodeAreAllTold() throws IOException {
        Path file = folder.resolve("node.properties");
        Files.writeString(file, "lisseners=127.0.0.1:1\nnode.id=x\n");
        assertEquals(ExitCode.USAGE, run("start --config " + file + " --set a"));
        String lines = err.toString(StandardCharsets.UTF_8);
        assertTrue(lines.contains("lisseners") && lines.contains("listeners"), lines);
        assertTrue(lines.contains("node.id"), lines);
        assertTrue(lines.contains("a (--set): not of the form key=value"), lines);
    }

    @Test
    void aNodeHearsItsEnvironment() {
        // What is odd keeps the node from starting, should it not hear.
        for (String words : List.of("start --set odd", "dev --set odd")) {
            err.reset();
            Map<String, String> environment = Map.of("SKEIN_NODE_ID", "x", "SKEIN_HEAP", "1g");
            assertEquals(ExitCode.USAGE, run(words, environment));
            String lines = err.toString(StandardCharsets.UTF_8);
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
        assertBatchLimit("61MiB", run(start));
        assertBatchLimit("62MiB", run(start, environment));
        assertBatchLimit("63MiB", run(start + " --set max.message.bytes=63MiB", environment));
        assertBatchLimit("63MiB", run(start + " --set max.message.bytes=63MiB"));
    }

    private void assertBatchLimit(String expected, ExitCode code) {
        assertEquals(ExitCode.USAGE, code);
        String lines = err.toString(StandardCharsets.UTF_8);
        assertTrue(lines.startsWith("skein: max.message.bytes=" + expected + ": "), lines);
        err.reset();
    }

    @Test
    void aMissingConfigFileIsNamed() {
        assertEquals(ExitCode.FAILED, run("start --config " + folder.resolve("none")));
        assertTrue(err.toString(StandardCharsets.UTF_8).contains("there is no file"));
    }

    /** As {@code --config /dev/urandom} would give it, or a log that was named by mistake. */
    @Test
    void aConfigFileWithoutEndIsRefusedInALine() {
        String endless = "/dev/zero";
        assertEquals(ExitCode.FAILED, run("start --config " + endless));
        assertEquals(
                "skein: /dev/zero is larger than 1 MiB; it cannot be a file of settings\n",
                err.toString(StandardCharsets.UTF_8));
    }

    @Test
    void theLargestConfigFileIsStillRead() throws IOException {
        Path largest = folder.resolve("largest");
        Files.writeString(largest, "#" + "x".repeat((1 << 20) - 10) + "\nodd=1\n..");
        assertEquals(1 << 20, Files.size(largest));
        assertEquals(ExitCode.USAGE, run("start --config " + largest));
        assertTrue(err.toString(StandardCharsets.UTF_8).contains("odd=1"));
    }

    @Test
    void aConfigFileThatIsNoTextIsRefusedInALine() throws IOException {
        Path file = Files.write(folder.resolve("bytes"), new byte[] {'a', '=', (byte) 0xFF, 0});
        assertEquals(ExitCode.FAILED, run("start --config " + file));
        assertEquals(
                "skein: " + file + " is not a text in UTF-8\n",
                err.toString(StandardCharsets.UTF_8));
    }

    @Test
    void bashIsToldEveryCommand() {
        assertEquals(ExitCode.OK, run("completion bash"));
        String script = out.toString(StandardCharsets.UTF_8);
        assertTrue(script.contains("complete -F _complete_skein"), script);
        assertTrue(script.contains("--from-beginning"), script);
    }

    private ExitCode run(String words) {
        return run(words, Map.of());
    }

    private ExitCode run(String words, Map<String, String> environment) {
        PrintStream errors = new PrintStream(err, true, StandardCharsets.UTF_8);
        Terminal terminal = new Terminal(InputStream.nullInputStream(), out, errors, environment);
        String[] each = words.isEmpty() ? new String[0] : words.split(" ");
        return Skein.program(terminal).run(each);
    }

    private static int closedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
