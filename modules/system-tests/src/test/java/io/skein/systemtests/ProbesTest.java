package io.skein.systemtests;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the operations port tells of a node that serves. */
class ProbesTest {
    @TempDir private Path folder;

    @Test
    void everyPathAnswers() {
        try (RunningNode node = RunningNode.start(folder.resolve("data"))) {
            node.createTopic("counted", 3);
            for (String probe : List.of("live", "started", "ready")) {
                HttpResponse<String> answer = node.ask("/" + probe);
                assertEquals(200, answer.statusCode());
                assertEquals(probe + "\n", answer.body());
            }
            String status = node.ask("/status").body();
            assertTrue(status.matches("(?s).*phase\\s+serving.*"), status);
            assertEquals(404, node.ask("/etc/passwd").statusCode());
            assertAll(
                    () -> assertEquals(1, node.figure("skein_serving")),
                    () -> assertEquals(1, node.figure("skein_topics")),
                    () -> assertTrue(node.figure("skein_received_bytes_total") > 0));
        }
    }
}
