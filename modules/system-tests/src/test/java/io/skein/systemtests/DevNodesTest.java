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
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Three nodes by one command, each a process that its parent speaks of, and takes along. */
class DevNodesTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** A JVM that ends by a signal says so: 128 and the number of SIGTERM. */
    private static final int BY_SIGTERM = 143;

    private static final Pattern CHILD =
            Pattern.compile("^node (\\d): pid (\\d+), clients at \\S+$", Pattern.MULTILINE);

    private final int port = Place.freePortsApart(4);

    @TempDir private Path folder;

    @Test
    void nodesComeAndGoAndTheOthersGoOn() throws IOException {
        Path lines = Files.writeString(folder.resolve("lines"), "a\nb\nc\n");
        try (Program parent = start()) {
            String all = bootstrap();
            assertTrue(parent.out().contains("\n3 nodes serve; bootstrap " + all + "\n"));
            List<ProcessHandle> children = children(parent);
            assertEquals(0, run(all, "topics", "create", "t", "--replication-factor", "1").code());
            assertEquals(0, Program.run(at(all), lines, "produce", "t").code());
            assertEquals("a\nb\nc\n", read(all));

            assertTrue(children.getFirst().destroyForcibly());
            String again = "./skein dev --node 1 --data-dir " + data();
            awaitSaid(
                    parent,
                    "node 1 has ended by itself, exit code 137 (signal 9); it starts again with: "
                            + again);
            assertTrue(parent.process().isAlive(), "goes on");
            Ended others = run(all, "topics", "list");
            assertTrue(others.out().contains("t "), others.err());

            String joins = "./skein dev --node 4 --data-dir " + data();
            assertTrue(parent.out().contains("one more joins with: " + joins + "\n"));
            try (Program first = Program.start(Map.of(), again);
                    Program fourth = Program.start(Map.of(), joins)) {
                awaitSaid(first, "node 1 is ready");
                awaitSaid(fourth, "node 4 is ready");
                assertEquals("a\nb\nc\n", read(all));
                assertTrue(run(all, "nodes").out().contains("127.0.0.1:" + (port + 30)));
            }
            assertStops(parent, List.of(2, 3));
            children.forEach(child -> assertFalse(child.isAlive(), "gone: " + child));
        }
    }

    /** When it is asked to, with those of its nodes that are left. */
    private static void assertStops(Program parent, List<Integer> left) {
        parent.process().destroy();
        Ended ended = parent.await();
        assertEquals(BY_SIGTERM, ended.code());
        assertTrue(ended.out().contains("\nstopping " + left.size() + " nodes\n"), ended.out());
        for (int node : left) {
            String stopped = "node " + node + " has stopped, exit code 143 (signal 15)\n";
            assertTrue(ended.out().contains(stopped), ended.out());
            Pattern log = Pattern.compile("^node-" + node + " \\| .* stopped$", Pattern.MULTILINE);
            assertTrue(log.matcher(ended.err()).find(), ended.err());
        }
    }

    @Test
    void nobodyIsLeftBehindByAParentThatIsKilled() {
        try (Program parent = start()) {
            List<ProcessHandle> children = children(parent);
            children.forEach(child -> assertTrue(child.isAlive(), "runs: " + child));
            parent.kill();
            await().atMost(PATIENCE)
                    .until(() -> children.stream().noneMatch(ProcessHandle::isAlive));
        }
        assertTrue(Files.exists(folder.resolve("data/node-1/.skein_cleanshutdown")), "in order");
    }

    private Path data() {
        return folder.resolve("data");
    }

    /** Returns once it says that all of them serve. */
    private Program start() {
        String where = "--data-dir " + data() + " --port " + port;
        Program parent = Program.start(Map.of(), "./skein dev --nodes 3 " + where);
        awaitSaid(parent, "one more joins with");
        return parent;
    }

    private static void awaitSaid(Program program, String words) {
        await().atMost(PATIENCE)
                .until(() -> program.out().contains(words) || !program.process().isAlive());
        assertTrue(program.out().contains(words), () -> program.out() + program.err());
    }

    private static List<ProcessHandle> children(Program parent) {
        List<MatchResult> told = CHILD.matcher(parent.out()).results().toList();
        assertEquals(List.of("1", "2", "3"), told.stream().map(each -> each.group(1)).toList());
        return told.stream()
                .map(each -> ProcessHandle.of(Long.parseLong(each.group(2))).orElseThrow())
                .toList();
    }

    private String bootstrap() {
        return "127.0.0.1:%d,127.0.0.1:%d,127.0.0.1:%d".formatted(port, port + 10, port + 20);
    }

    private static Map<String, String> at(String bootstrap) {
        return Map.of("SKEIN_BOOTSTRAP", bootstrap);
    }

    private static Ended run(String bootstrap, String... words) {
        return Program.run(at(bootstrap), words);
    }

    private static String read(String bootstrap) {
        Ended read = run(bootstrap, "consume", "t", "--from-beginning", "-n", "3");
        assertEquals(0, read.code(), read.err());
        return read.out();
    }
}
