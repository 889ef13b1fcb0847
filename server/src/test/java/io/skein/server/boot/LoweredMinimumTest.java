package io.skein.server.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.skein.foundation.PartitionId;
import io.skein.server.door.AdminRequest;
import io.skein.server.metadata.PartitionImage;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A topic for which fewer replicas agree than before, on three nodes in a simulated world. */
class LoweredMinimumTest {
    private final SimCluster cluster = SimCluster.start(0);

    /**
     * With two that agree, whoever drops out of them holds all that is agreed. As soon as one
     * agrees alone that is over: the other must not lead with less.
     */
    @Test
    void whoWasEligibleIsNotAnyMoreOnceOthersAgreeWithoutIt() {
        PartitionId lines = new PartitionId(cluster.create("lines", 1, 2), 0);
        cluster.append(lines, "by both");
        PartitionImage both = cluster.seen(lines);
        int leader = both.leader();
        int follower =
                both.inSync().stream().filter(one -> one != leader).findFirst().orElseThrow();
        SimNodes.One dead = cluster.kill(follower);
        cluster.awaitSeen(lines, one -> one.eligible().equals(List.of(follower)));
        cluster.done(
                new AdminRequest.AlterTopicConfig(
                        "lines", Map.of("min.insync.replicas", "1"), List.of(), false));
        assertEquals(1, cluster.append(lines, "by one"));
        assertEquals(List.of(), cluster.seen(lines).eligible());
        SimNodes.One holder = cluster.kill(leader);
        cluster.startAgain(dead, follower);
        cluster.pass(5_000_000_000L);
        assertEquals(PartitionImage.NO_LEADER, cluster.seen(lines).leader());
        cluster.startAgain(holder, leader);
        cluster.awaitSeen(lines, one -> one.leader() == leader);
        assertEquals(2, cluster.count(lines));
    }
}
