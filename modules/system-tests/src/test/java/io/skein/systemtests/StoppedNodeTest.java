package io.skein.systemtests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skein.systemtests.Program.Ended;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A node that is asked to stop does so in order. */
class StoppedNodeTest {
    /** A JVM that ends by a signal says so: 128 and the number of SIGTERM. */
    private static final int BY_SIGTERM = 143;

    @TempDir private Path folder;

    @Test
    void stopsInOrderAndStartsAgain() throws Exception {
        Path line = Files.writeString(folder.resolve("line"), "kept\n");
        Path data = folder.resolve("data");
        try (RunningNode node = RunningNode.start(data)) {
            node.createTopic("lines", 1);
            assertEquals(0, Program.run(node.forCommands(), line, "produce", "lines").code());
            Ended ended = node.terminate();
            assertEquals(BY_SIGTERM, ended.code());
            List<String> said = ended.complaints();
            assertTrue(said.getFirst().endsWith("stopping"), ended.err());
            assertTrue(said.getLast().endsWith("stopped"), ended.err());
            assertEquals(2, said.size(), ended.err());
            assertEquals(1, ended.out().lines().count(), ended.out());
        }
        try (RunningNode node = RunningNode.start(data)) {
            assertEquals(List.of("kept"), Records.readOnly(node, "lines"));
            assertEquals("", node.log(), "nothing needs to be said about a clean start");
        }
    }
}
