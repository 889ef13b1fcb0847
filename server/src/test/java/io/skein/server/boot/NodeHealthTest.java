package io.skein.server.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.skein.foundation.jdk.LaneFigures;
import io.skein.server.adapter.OperationsPort;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What probes hear in each phase of a node's life, as they hear it. */
class NodeHealthTest {
    @TempDir Path data;

    @Test
    void probesSayNoBeforeAndAfterANodeServes() throws Exception {
        RunningNode node = RunningNode.make(data);
        NodeHealth health = node.health();
        try (OperationsPort port = open(health);
                HttpClient client = HttpClient.newHttpClient()) {
            Probes probes = new Probes(client, port.port());
            probes.assertSay("/live", 200, "live");
            probes.assertSay("/started", 503, "not started: opening its directories");
            probes.assertSay("/ready", 503, "not ready: starting: opening its directories");
            health.recovery().at("lines-0", 63, 100, 0);
            probes.assertSay("/started", 503, "not started: recovering lines-0, 63 %");
            probes.assertSay("/ready", 503, "not ready: starting: recovering lines-0, 63 %");
            node.start();
            for (String each : List.of("live", "started", "ready")) {
                probes.assertSay("/" + each, 200, each);
            }
            node.close();
            probes.assertSay("/live", 200, "live");
            probes.assertSay("/ready", 503, "not ready: stopping");
        }
    }

    @Test
    void aLaneWhoseTurnHasLastedLongerThanAMinuteIsStuck() {
        assertEquals(Optional.empty(), NodeHealth.stuck(List.of(turn("quorum", 60))));
        Optional<String> stuck = NodeHealth.stuck(List.of(turn("quorum", 0), turn("read-0", 61)));
        assertEquals(Optional.of("lane read-0 is stuck"), stuck);
    }

    private static LaneFigures turn(String lane, long seconds) {
        return new LaneFigures(lane, 0, 0, seconds * 1_000_000_000L);
    }

    private static OperationsPort open(OperationsPort.Health health) throws Exception {
        InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        return OperationsPort.open(any, health, () -> "");
    }

    private record Probes(HttpClient client, int port) {
        void assertSay(String path, int code, String line) throws Exception {
            URI place = URI.create("http://127.0.0.1:" + port + path);
            HttpResponse<String> answer =
                    client.send(HttpRequest.newBuilder(place).build(), BodyHandlers.ofString());
            assertEquals(code, answer.statusCode(), path);
            assertEquals(line + "\n", answer.body());
        }
    }
}
