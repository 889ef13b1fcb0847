package io.skein.server.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skein.foundation.PartitionId;
import io.skein.foundation.world.Lane;
import io.skein.foundation.world.Transport;
import io.skein.foundation.world.Transport.Connection;
import io.skein.foundation.world.Transport.Handler;
import io.skein.server.door.LayoutRequest.AlterReassignments;
import io.skein.server.door.LayoutRequest.Order;
import io.skein.server.metadata.NodeImage;
import io.skein.server.metadata.PartitionImage;
import io.skein.server.replication.Lineage;
import io.skein.server.replication.ReplicaMessage;
import io.skein.simulation.SimHost;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * A node that held a partition, gave it up and holds it again, on four nodes in a simulated world:
 * what its old copy had must count for nothing, however late the word of it comes.
 */
class OldCopyTest {
    /** Behind any that the nodes themselves come to: an older one would be dropped. */
    private static final long LATE = 1_000_000;

    private final SimCluster cluster = SimCluster.start(1);
    private final PartitionId lines = new PartitionId(cluster.create("lines", 1, 3), 0);
    private final SimHost host = cluster.nodes.world.host("late");
    private final Lane lane = host.lane("late", 100);
    private final List<ReplicaMessage> heard = new ArrayList<>();

    private final class Hearing implements Handler<ReplicaMessage> {
        @Override
        public void onMessage(ReplicaMessage message) {
            heard.add(message);
        }

        @Override
        public void onWritable() {}

        @Override
        public void onClosed(String reason) {}
    }

    private void move(Integer... target) {
        Order order = new Order("lines", 0, Optional.of(List.of(target)));
        cluster.done(new AlterReassignments(List.of(order), false));
        cluster.awaitSeen(
                lines, one -> one.nodes().equals(List.of(target)) && one.reassignment().isEmpty());
    }

    /** As that node would say it, of its copy that came with that change. */
    private ReplicaMessage attach(int node, int copy) {
        PartitionImage image = cluster.seen(lines);
        NodeImage follower = cluster.image().nodes().get(node).orElseThrow();
        NodeImage leader = cluster.image().nodes().get(image.leader()).orElseThrow();
        heard.clear();
        lane.answer(() -> {
            Transport<ReplicaMessage> transport = cluster.nodes.replicas(host);
            Transport.Place door =
                    new Transport.Place(leader.port().address(), leader.port().doorOf("lines", 0));
            Connection<ReplicaMessage> to = transport.dial(door, lane, new Hearing());
            to.send(new ReplicaMessage.Follower(node, follower.incarnation()));
            Lineage.Position nowhere = new Lineage.Position(-1, 0);
            to.send(new ReplicaMessage.Attach(lines, LATE, image.leaderEpoch(), nowhere, 0, copy));
        });
        cluster.until(() -> !heard.isEmpty());
        return heard.getFirst();
    }

    @Test
    void whatAnOldCopyHadDoesNotCountForTheNewOne() {
        List<Integer> old = cluster.seen(lines).nodes();
        int last = old.get(2);
        int other = List.of(1, 2, 3, 4).stream().filter(n -> !old.contains(n)).findFirst().get();
        cluster.append(lines, "one");
        move(old.get(0), old.get(1), other);
        move(old.get(0), old.get(1), last);
        int since = cluster.seen(lines).replicaOn(last).orElseThrow().since();
        assertTrue(since > 0);
        ReplicaMessage turned = new ReplicaMessage.Turned(LATE, ReplicaMessage.Why.NO_REPLICA);
        assertEquals(turned, attach(last, 0), "the copy that was there first");
        assertEquals(turned, attach(other, 0), "no copy any more");
        assertInstanceOf(ReplicaMessage.Judged.class, attach(last, since));
    }
}
