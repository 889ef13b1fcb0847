package io.skein.systemtests;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skein.systemtests.Program.Ended;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk that fails under a node is one line in its log, however much is lost with it. */
class FailedDiskTest {
    private final List<Integer> ports = Place.freePorts(3);
    private final Map<String, String> there =
            Map.of("SKEIN_BOOTSTRAP", "127.0.0.1:" + ports.getFirst());

    @TempDir private Path folder;

    @Test
    void aNodeGoesOnWithoutADataDirectory() {
        try (Program node = start(256)) {
            run("topics create lines --partitions 6");
            assertNotEquals(0, run("produce lines < <(seq 1 500000)").code());
            // Made where nothing can be made any more: nothing new is to be said.
            run("topics create more --partitions 7");
            assertNotEquals(0, run("produce more <<<x").code());
            node.process().destroy();
            List<String> said = node.await().complaints();
            assertEquals(3, said.size(), said.toString());
            assertTrue(
                    said.getFirst().contains("its 6 partitions take no records"), said.getFirst());
            assertTrue(said.getFirst().contains(folder.toString()), said.getFirst());
            assertTrue(said.getFirst().contains("lines-0, lines-1"), said.getFirst());
            assertTrue(said.getLast().endsWith("stopped"), said.toString());
        }
    }

    @Test
    void aNodeEndsWithItsMetadataLog() {
        try (Program node = start(4)) {
            assertNotEquals(0, run("topics create lines --partitions 1000").code());
            Ended ended = node.await();
            assertEquals(1, ended.code());
            assertEquals(1, ended.complaints().size(), ended.err());
            assertTrue(ended.err().contains("the metadata log has failed"), ended.err());
        }
    }

    /** No file may grow beyond that many KiB: to the node that is a disk that cannot write. */
    private Program start(int kibibytesMax) {
        Program node =
                Program.start(
                        RunningNode.environment(ports),
                        "bash -c 'ulimit -f %d; exec ./skein dev --data-dir %s'"
                                .formatted(kibibytesMax, folder.resolve("data")));
        await().atMost(Duration.ofSeconds(60))
                .until(() -> node.out().endsWith("\n") || !node.process().isAlive());
        return node;
    }

    private Ended run(String command) {
        return Program.shell(there, "./skein " + command);
    }
}
