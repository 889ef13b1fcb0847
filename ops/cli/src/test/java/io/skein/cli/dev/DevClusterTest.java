package io.skein.cli.dev;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which node is where, and who votes. */
class DevClusterTest {
    private static final String VOTERS = "controller.quorum.voters";

    @Test
    void eachNodeHasItsPlace() {
        DevCluster three = new DevCluster("there", 7070, 3);
        Map<String, String> second =
                Map.of(
                        "node.id",
                        "2",
                        "listeners",
                        "127.0.0.1:7080",
                        "node.listeners",
                        "127.0.0.1:7081",
                        "operations.listeners",
                        "127.0.0.1:7082",
                        VOTERS,
                        "1@127.0.0.1:7071,2@127.0.0.1:7081,3@127.0.0.1:7091",
                        "log.dirs",
                        "there/node-2");
        assertEquals(new TreeMap<>(second), new TreeMap<>(three.settings(2)));
        assertEquals("127.0.0.1:7070,127.0.0.1:7080,127.0.0.1:7090", three.bootstrap());
    }

    @ParameterizedTest
    @CsvSource({"2, 2", "3, 3", "4, 3", "9, 3"})
    void atMostThreeVote(int nodes, int voters) {
        DevCluster cluster = new DevCluster("there", 7070, nodes);
        for (int node = 1; node <= nodes; node++) {
            assertEquals(voters, cluster.settings(node).getOrDefault(VOTERS, "").split(",").length);
        }
    }

    /** It has a place of its own, and finds those who vote. */
    @Test
    void oneThatJoinsOnlyObserves() {
        DevCluster three = new DevCluster("there", 7070, 3);
        assertEquals("127.0.0.1:7100", three.settings(4).get("listeners"));
        assertEquals("there/node-4", three.settings(4).get("log.dirs"));
        assertEquals(three.settings(1).get(VOTERS), three.settings(4).get(VOTERS));
    }

    @Test
    void theLastPortIsStillOne() {
        DevCluster high = new DevCluster("/", DevCluster.portMax(9), 9);
        assertEquals("127.0.0.1:65535", high.settings(9).get("operations.listeners"));
        assertEquals("/node-9", high.folderOf(9));
    }
}
