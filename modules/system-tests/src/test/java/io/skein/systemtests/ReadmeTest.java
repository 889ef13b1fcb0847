package io.skein.systemtests;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skein.systemtests.Program.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The README's commands, as they stand there and in that order, do what it says. Only {@code mvn -B
 * verify} is left out: it runs this test. The environment moves ports and folder.
 */
class ReadmeTest {
    private static final String RUNS_A_NODE = "./skein dev";
    private static final String RUNS_SEVERAL = "./skein dev --nodes 3 --data-dir skein-three";
    private static final String RUNS_THIS_TEST = "mvn -B verify";
    private static final String CONSUMES =
            "./skein consume lines --from-beginning --max-messages 5";
    private static final Pattern BLOCK =
            Pattern.compile("^```sh\\R(.*?)^```", Pattern.DOTALL | Pattern.MULTILINE);
    private static final Pattern SHOWN =
            Pattern.compile("^```text\\R(Skein .* is ready: .*)\\R```", Pattern.MULTILINE);

    @TempDir private Path folder;

    @Test
    void everyCommandDoesWhatTheReadmeSays() throws IOException {
        String readme = Files.readString(Place.ROOT.resolve("README.md"));
        List<String> commands = commands(readme);
        assertTrue(commands.remove(RUNS_THIS_TEST), "says how to test");
        assertTrue(commands.remove(RUNS_SEVERAL), "says how to run several nodes");
        assertEquals(RUNS_A_NODE, commands.removeFirst(), "the first command runs it");
        assertFalse(commands.isEmpty(), "and then something is done with it");
        List<Integer> ports = Place.freePorts(3);
        Path data = folder.resolve("data");
        Map<String, String> moved = new TreeMap<>(RunningNode.environment(ports));
        moved.put("SKEIN_LOG_DIRS", data.toString());
        try (Program node = Program.start(moved, RUNS_A_NODE)) {
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> node.out().endsWith("\n") || !node.process().isAlive());
            assertEquals(shown(readme, ports, data), likeShown(node.out()), node.err());
            Map<String, String> there = Map.of("SKEIN_BOOTSTRAP", "127.0.0.1:" + ports.getFirst());
            for (String command : commands) check(command, Program.shell(there, command));
            assertEquals("", node.err(), "what the node says on standard error");
        }
    }

    @Test
    void severalNodesServe() {
        String moved = RUNS_SEVERAL.replace("skein-three", folder.resolve("three").toString());
        int port = Place.freePortsApart(3);
        try (Program nodes = Program.start(Map.of(), moved + " --port " + port)) {
            await().atMost(Duration.ofSeconds(60))
                    .until(() ->
                            nodes.out().contains("3 nodes serve") || !nodes.process().isAlive());
            assertTrue(nodes.process().isAlive(), () -> nodes.out() + nodes.err());
            nodes.process().destroy();
            nodes.await();
        }
    }

    private static List<String> commands(String readme) {
        List<String> commands = new ArrayList<>();
        Matcher blocks = BLOCK.matcher(readme);
        while (blocks.find()) blocks.group(1).lines().forEach(commands::add);
        return commands;
    }

    /** The line that the README shows, as it reads with these ports and this folder. */
    private static String shown(String readme, List<Integer> ports, Path data) {
        Matcher line = SHOWN.matcher(readme);
        assertTrue(line.find(), "shows what the node says");
        return likeShown(line.group(1) + "\n")
                .replace("7070", ports.get(0).toString())
                .replace("7071", ports.get(1).toString())
                .replace("7072", ports.get(2).toString())
                .replace("skein-data", data.toString());
    }

    /** Without the version, which changes. */
    private static String likeShown(String line) {
        return line.replaceFirst("Skein \\S+", "Skein VERSION");
    }

    private static void check(String command, Ended ended) {
        assertEquals(0, ended.code(), () -> command + ": " + ended.err());
        if (command.equals(CONSUMES)) assertEquals(5, ended.out().lines().count(), ended.out());
    }
}
