package io.skein.systemtests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skein.systemtests.Program.Ended;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A node that cannot start says why in a line, ends with an error, and has touched nothing. */
class RefusedStartTest {
    /** Two seconds are the goal, which "bench start" measures; a busy machine gets some more. */
    private static final long MILLIS_MAX = 10_000;

    @TempDir private Path folder;

    @Test
    void aFolderThatAnotherProcessHolds() {
        Path data = folder.resolve("data");
        try (RunningNode node = RunningNode.start(data)) {
            assertRefused(start(data), data.toString(), "in use by another process");
            node.createTopic("still-there", 1);
            assertEquals("", node.log());
        }
        assertRefused(start(data, "--set", "node.id=2"), "belongs to node 1", "this is node 2");
    }

    @Test
    void aPortThatIsTakenAndAHostThatIsNot() throws IOException {
        Path data = folder.resolve("data");
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String place = "127.0.0.1:" + taken.getLocalPort();
            for (String which : List.of("listeners", "node.listeners", "operations.listeners")) {
                Ended ended = start(data, "--set", which + "=" + place);
                assertRefused(ended, place, "in use", "set " + which + " to another");
            }
        }
        for (String which : List.of("node.listeners", "operations.listeners")) {
            Ended ended = start(data, "--set", which + "=nowhere.invalid:1");
            assertRefused(ended, "nowhere.invalid:1: there is no host");
        }
        assertTrue(Files.notExists(data), "no file is made before the ports are taken");
    }

    @Test
    void settingsThatMakeNoSense() {
        Path data = folder.resolve("data");
        List<List<String>> cases =
                List.of(
                        List.of("log.dris=x", "log.dris", "log.dirs"),
                        List.of("node.id=minus", "node.id", "minus"),
                        List.of("listeners=nowhere:99999", "listeners", "99999"),
                        List.of("segment.bytes=9e18", "segment.bytes", "9e18"),
                        List.of("num.partitions=0", "num.partitions", "0"));
        List<String> words = new ArrayList<>();
        cases.forEach(each -> words.addAll(List.of("--set", each.getFirst())));
        Ended ended = start(data, words.toArray(String[]::new));
        assertNotEquals(0, ended.code());
        cases.forEach(each ->
                assertTrue(
                        ended.err()
                                .lines()
                                .anyMatch(line ->
                                        line.contains(each.get(1)) && line.contains(each.get(2))),
                        () -> each + " is not in: " + ended.err()));
        assertEquals(cases.size() + 1, ended.complaints().size(), ended.err());
        assertTrue(Files.notExists(data), "nothing is made");
    }

    /** The disk of who tries it out may be fuller than that of a server. */
    @Test
    void aShareOfTheDiskThatEndsAfterItBegins() {
        Path data = folder.resolve("data");
        Ended ended = start(data, "--set", "disk.resume.percent=100");
        assertNotEquals(0, ended.code());
        String why = "disk.resume.percent=100: must not be above disk.full.percent=99";
        assertTrue(ended.err().contains(why), ended.err());
        assertTrue(Files.notExists(data), "nothing is made");
    }

    @Test
    void aVariableThatIsMisspelt() {
        Map<String, String> misspelt = new TreeMap<>(free());
        misspelt.put("SKEIN_LOG_DRIS", folder.toString());
        Ended ended = Program.run(misspelt, "dev", "--data-dir", folder.resolve("data").toString());
        assertNotEquals(0, ended.code());
        assertTrue(ended.err().contains("SKEIN_LOG_DRIS"), ended.err());
        assertTrue(ended.err().contains("SKEIN_LOG_DIRS"), ended.err());
    }

    /** The user root may write everywhere, but not even root where there are no files. */
    @Test
    void aPlaceWhereNothingCanBeWritten() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "I am a file\n");
        assertRefused(start(file), file.toString());
        assertRefused(start(file.resolve("below")), file.toString());
        assertRefused(start(Path.of("/proc/skein")), "/proc/skein");
        assertEquals("I am a file\n", Files.readString(file));
    }

    @Test
    void aFileOfSettingsThatIsNotThere() {
        String missing = folder.resolve("missing.properties").toString();
        assertRefused(Program.run(Map.of(), "start", "--config", missing), missing);
    }

    @Test
    void aFolderThatIsNotOurs() throws IOException {
        Path newer = Files.createDirectories(folder.resolve("newer"));
        Files.writeString(newer.resolve("meta.properties"), "version=999\nnode.id=1\n");
        Path garbage = Files.createDirectories(folder.resolve("garbage"));
        Files.write(garbage.resolve("meta.properties"), new byte[] {0, -1, 7, 7, 7});
        assertRefused(start(newer), newer.toString());
        assertRefused(start(garbage), garbage.toString());
        Path elsewhere = Files.createDirectories(folder.resolve("elsewhere/very/deep"));
        try (RunningNode node = RunningNode.start(elsewhere)) {
            assertEquals("", node.log());
        }
    }

    private static Map<String, String> free() {
        return RunningNode.environment(Place.freePorts(3));
    }

    private static Ended start(Path data, String... more) {
        List<String> words = new ArrayList<>(List.of("dev", "--data-dir", data.toString()));
        words.addAll(List.of(more));
        return Program.run(free(), words.toArray(String[]::new));
    }

    private static void assertRefused(Ended ended, String... words) {
        assertNotEquals(0, ended.code(), "exit code");
        assertEquals("", ended.out());
        assertEquals(1, ended.complaints().size(), () -> "not one line: " + ended.err());
        for (String word : words) {
            assertTrue(ended.err().contains(word), () -> word + " is not in: " + ended.err());
        }
        assertTrue(ended.millis() < MILLIS_MAX, () -> "took " + ended.millis() + " ms");
    }
}
