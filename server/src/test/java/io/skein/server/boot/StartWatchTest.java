package io.skein.server.boot;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class StartWatchTest {
    private static final long MINUTE_NANOS = 60_000_000_000L;
    private static final String FOUNDING =
            "waiting for the cluster, which begins when all of controller.quorum.voters have met: ";

    private final SimNodes nodes = new SimNodes();

    @Test
    void whoeverHearsAllAndFoundsNothingIsToldWhatToLookFor() {
        SimNodes.One first = nodes.start(1, List.of(1, 2));
        SimNodes.One second = nodes.start(2, List.of(1, 2, 3));
        String hint =
                "all that are known can be heard; controller.quorum.voters may differ among the"
                        + " nodes, or one of them has lost its disk";
        assertTold(first, FOUNDING + hint);
        assertTold(second, FOUNDING + "nothing is heard of node 3 at n3:7071 (");
        assertTrue(second.waits.stream().noneMatch(line -> line.contains("may differ")));
    }

    private void assertTold(SimNodes.One one, String words) {
        boolean isTold =
                nodes.world.runUntil(
                        () -> one.waits.stream().anyMatch(line -> line.startsWith(words)),
                        MINUTE_NANOS);
        assertTrue(isTold, () -> words + " is not among " + one.waits);
    }
}
