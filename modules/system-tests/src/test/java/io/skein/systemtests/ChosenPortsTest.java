package io.skein.systemtests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skein.systemtests.Program.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A node that is given port 0 takes free ports, and tells everybody which. */
class ChosenPortsTest {
    private static final List<Integer> ANY = List.of(0, 0, 0);

    @TempDir private Path folder;

    @Test
    void everyoneIsToldThePortsThatTheNodeGot() throws IOException {
        Path line = Files.writeString(folder.resolve("line"), "kept\n");
        Path data = folder.resolve("data");
        try (RunningNode node = RunningNode.start(data, ANY)) {
            assertTold(node);
            node.createTopic("lines", 1);
            Ended produced = Program.run(node.forCommands(), line, "produce", "lines");
            assertEquals(0, produced.code(), produced.err());
            node.terminate();
        }
        // Other ports than before, most likely: what was registered then must not be told now.
        try (RunningNode node = RunningNode.start(data, ANY)) {
            assertTold(node);
            assertEquals(List.of("kept"), Records.readOnly(node, "lines"));
        }
    }

    private static void assertTold(RunningNode node) {
        assertFalse(node.address().endsWith(":0"), node.address());
        assertEquals(200, node.ask("/ready").statusCode());
        Ended nodes = Program.run(node.forCommands(), "nodes");
        assertTrue(nodes.out().contains(node.address()), nodes.out());
        assertFalse(nodes.out().contains("127.0.0.1:0"), nodes.out());
    }
}
