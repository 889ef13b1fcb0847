package io.skein.server.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skein.foundation.PartitionId;
import io.skein.server.door.AdminRequest;
import io.skein.server.door.LayoutReply.Elected;
import io.skein.server.door.LayoutReply.LeadersElected;
import io.skein.server.door.LayoutRequest.ElectLeaders;
import io.skein.server.door.LayoutRequest.Election;
import io.skein.server.door.TopicPartitions;
import io.skein.server.metadata.PartitionImage;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Who leads one partition, on three nodes in a simulated world. */
class LeaderElectionTest {
    private static final long SECOND = 1_000_000_000L;

    private final SimCluster cluster = SimCluster.start(0);

    private static ElectLeaders elect(Election kind) {
        return new ElectLeaders(kind, List.of(new TopicPartitions("lines", List.of(0))));
    }

    private LeadersElected elected(Election kind) {
        return (LeadersElected) cluster.done(elect(kind));
    }

    private PartitionId lines(int replicas) {
        return new PartitionId(cluster.create("lines", 1, replicas), 0);
    }

    /** The preferred leader dies and comes back: it is in sync, and another one leads. */
    private void displace(PartitionId lines) {
        int first = cluster.seen(lines).preferred();
        SimNodes.One dead = cluster.kill(first);
        cluster.awaitSeen(lines, one -> one.leader() != first && one.inSync().size() == 2);
        cluster.append(lines, "under another");
        cluster.startAgain(dead, first);
        cluster.awaitSeen(lines, one -> one.inSync().size() == 3 && one.leader() != first);
    }

    @Test
    void thePreferredLeaderGetsTheLeadBackByCommand() {
        PartitionId lines = lines(3);
        cluster.append(lines, "first");
        displace(lines);
        int epoch = cluster.seen(lines).leaderEpoch();
        int first = cluster.seen(lines).preferred();
        assertEquals(
                List.of(new Elected("lines", 0, first, epoch + 1, List.of())),
                elected(Election.PREFERRED).elected());
        cluster.awaitSeen(lines, one -> one.leader() == first);
        assertEquals(2, cluster.append(lines, "under the first again"));
        assertEquals(3, cluster.count(lines));
        assertEquals(1, elected(Election.PREFERRED).unchanged());
        assertEquals(epoch + 1, cluster.seen(lines).leaderEpoch(), "asked twice, led anew once");
    }

    @Test
    void andByItselfAfterAWhile() {
        PartitionId lines = lines(3);
        displace(lines);
        int first = cluster.seen(lines).preferred();
        int epoch = cluster.seen(lines).leaderEpoch();
        cluster.pass(301 * SECOND);
        assertEquals(first, cluster.seen(lines).leader());
        cluster.pass(601 * SECOND);
        assertEquals(epoch + 1, cluster.seen(lines).leaderEpoch(), "and then it stays");
        assertEquals(1, cluster.append(lines, "under the first again"));
    }

    /** The leader dies with a record that nobody else has; the other one is there. */
    private int orphan(PartitionId lines, Map<String, String> settings) {
        PartitionImage both = cluster.seen(lines);
        int leader = both.leader();
        int other = both.nodes().stream().filter(one -> one != leader).findFirst().orElseThrow();
        cluster.append(lines, "both have this");
        SimNodes.One dead = cluster.kill(other);
        cluster.done(new AdminRequest.AlterTopicConfig("lines", settings, List.of(), false));
        cluster.awaitSeen(lines, one -> one.inSync().equals(List.of(leader)));
        assertEquals(1, cluster.append(lines, "only the leader has this"));
        cluster.kill(leader);
        cluster.startAgain(dead, other);
        return other;
    }

    @Test
    void nobodyWhoLacksSomethingLeadsButByCommand() {
        PartitionId lines = lines(2);
        int other = orphan(lines, Map.of("min.insync.replicas", "1"));
        cluster.pass(5 * SECOND);
        assertEquals(PartitionImage.NO_LEADER, cluster.seen(lines).leader());
        String why = elected(Election.PREFERRED).refused().getFirst().why().message();
        assertTrue(why.contains("is not in sync"), why);
        Elected lossy = elected(Election.UNCLEAN).elected().getFirst();
        assertEquals(other, lossy.node());
        assertEquals(1, lossy.passedOver().size());
        assertEquals(1, cluster.append(lines, "in place of what is lost"));
        assertEquals(2, cluster.count(lines));
        assertEquals(1, losses());
    }

    @Test
    void orWhereTheTopicWouldRatherLoseThanWait() {
        PartitionId lines = lines(2);
        int other =
                orphan(
                        lines,
                        Map.of(
                                "min.insync.replicas", "1",
                                "unclean.leader.election.enable", "true"));
        cluster.awaitSeen(lines, one -> one.leader() == other);
        assertEquals(1, cluster.append(lines, "in place of what is lost"));
        assertEquals(1, losses());
    }

    private long losses() {
        return cluster.all().stream()
                .flatMap(one -> one.troubles.stream())
                .filter(each -> each.contains("of it is lost"))
                .count();
    }
}
