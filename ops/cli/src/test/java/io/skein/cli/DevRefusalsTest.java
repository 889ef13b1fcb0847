package io.skein.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skein.cli.text.ExitCode;
import io.skein.foundation.jdk.FileDisk;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What keeps {@code skein dev} from starting several nodes is a line, and changes nothing. */
class DevRefusalsTest {
    private final Typed skein = new Typed();

    @TempDir Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "--nodes 0 | --nodes is 1 to 9, not 0",
                "--nodes 10 | --nodes is 1 to 9, not 10",
                "--nodes three | 'three' is",
                "--node 0 | --node is 1 to 99, not 0",
                "--nodes 3 --node 2 | --node and --nodes exclude each other",
                "--node 2 --port 1 | --node takes no --port",
                "--nodes 3 --port 0 | --port with --nodes 3 is 1 to 65513, not 0",
                "--nodes 9 --port 65454 | --port with --nodes 9 is 1 to 65453, not 65454",
                "--nodes 3 --set node.id=5 | node.id=5 (--set): each of several nodes has its own",
            })
    void whatIsTypedWrongly(String words, String expected) {
        assertRefused(ExitCode.USAGE, "dev " + words, expected);
    }

    @Test
    void whatTheEnvironmentSetsForAll() {
        Map<String, String> environment = Map.of("SKEIN_NODE_LISTENERS", "127.0.0.1:1");
        assertEquals(ExitCode.USAGE, skein.run("dev --nodes 2 --data-dir " + folder, environment));
        assertTrue(said().contains("SKEIN_NODE_LISTENERS=127.0.0.1:1 (environment): "), said());
        Map<String, String> folders = Map.of("SKEIN_LOG_DIRS", "a,b");
        assertEquals(ExitCode.USAGE, skein.run("dev --nodes 2", folders));
        assertTrue(said().contains("nodes share one folder, not a, b"), said());
    }

    /** Each node would say it. */
    @Test
    void settingsThatMakeNoSenseAreToldOnce() throws IOException {
        String words = "dev --nodes 3 --set log.dris=x --data-dir " + folder;
        assertEquals(ExitCode.USAGE, skein.run(words, Map.of()));
        assertEquals(2, said().lines().count(), said());
        assertUntouched();
    }

    @Test
    void aPortThatIsTaken() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = taken.getLocalPort();
            String where = "cannot listen on 127.0.0.1:" + port + ", where node 1 is for clients";
            assertRefused(ExitCode.FAILED, "dev --nodes 2 --port " + port, where);
            // The operations port of the second, if nobody else has one of those before it.
            String last = "cannot listen on 127.0.0.1:";
            assertRefused(ExitCode.FAILED, "dev --nodes 2 --port " + (port - 12), last);
        }
        assertUntouched();
    }

    @Test
    void aFolderThatAnotherProcessHolds() throws IOException {
        Path second = Files.createDirectory(folder.resolve("node-2"));
        try (var _ = new FileDisk(second).lock(".lock")) {
            String words = "dev --nodes 2 --port " + freePort();
            assertRefused(ExitCode.FAILED, words, second + " is in use by another process");
        }
        assertEquals(List.of("node-2"), names());
    }

    @Test
    void aFolderOfAnotherNumberOfNodes() throws IOException {
        mark(7070);
        String began = folder + " holds a cluster that began with 3 nodes at port 7070";
        assertRefused(ExitCode.FAILED, "dev --nodes 4", began);
        assertRefused(ExitCode.FAILED, "dev --nodes 3 --port 17070", began);
        assertRefused(ExitCode.FAILED, "dev", folder + " holds a cluster of 3 nodes");
        assertRefused(ExitCode.FAILED, "dev --nodes 1", folder + " holds a cluster of 3 nodes");
        assertEquals(List.of("dev.properties"), names());
    }

    /** Else the cluster of that folder could be begun again beside itself. */
    @Test
    void thePortIsThatOfTheFolder() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            mark(taken.getLocalPort());
            String place = "cannot listen on 127.0.0.1:" + taken.getLocalPort();
            assertRefused(ExitCode.FAILED, "dev --nodes 3", place);
        }
    }

    @Test
    void aFolderOfASingleNode() throws IOException {
        Files.writeString(folder.resolve("meta.properties"), "node.id=1\n");
        assertRefused(ExitCode.FAILED, "dev --nodes 3", folder + " holds a single node");
        assertEquals(List.of("meta.properties"), names());
    }

    @Test
    void aFolderWithoutACluster() throws IOException {
        String expected = folder + " holds no cluster; one begins with: ./skein dev --nodes 3";
        assertRefused(ExitCode.FAILED, "dev --node 4", expected);
        assertUntouched();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "nodes=3 | cannot be read",
                "nodes=x\\nport=1 | cannot be read",
                "nodes=12\\nport=7070 | is not as skein dev --nodes wrote it",
                "nodes=3\\nport=99999 | is not as skein dev --nodes wrote it",
            })
    void aMarkThatMakesNoSense(String text, String expected) throws IOException {
        Path mark = folder.resolve("dev.properties");
        Files.writeString(mark, text.replace("\\n", "\n"));
        assertRefused(ExitCode.FAILED, "dev --nodes 3", mark + " " + expected);
    }

    private void mark(int port) throws IOException {
        Files.writeString(folder.resolve("dev.properties"), "nodes=3\nport=" + port + "\n");
    }

    private void assertRefused(ExitCode code, String words, String expected) {
        assertEquals(code, skein.run(words + " --data-dir " + folder, Map.of()), words);
        assertTrue(said().contains(expected), said());
        assertEquals(1, said().lines().count(), said());
    }

    private String said() {
        assertEquals("", skein.answer(), "standard output is for nodes that run");
        return skein.complaint();
    }

    private void assertUntouched() throws IOException {
        assertEquals(List.of(), names());
    }

    private List<String> names() throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.map(each -> each.getFileName().toString()).toList();
        }
    }

    /** With room for two nodes. */
    private static int freePort() {
        return new Random()
                .ints(20_000, 32_000)
                .filter(first ->
                        IntStream.of(0, 1, 2, 10, 11, 12).allMatch(each -> isFree(first + each)))
                .findFirst()
                .orElseThrow();
    }

    private static boolean isFree(int port) {
        try (var _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return true;
        } catch (IOException taken) {
            return false;
        }
    }
}
