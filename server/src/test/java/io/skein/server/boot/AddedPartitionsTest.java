package io.skein.server.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skein.foundation.PartitionId;
import io.skein.foundation.Uuid;
import io.skein.server.door.LayoutReply.PartitionsAdded;
import io.skein.server.door.LayoutRequest.AddPartitions;
import io.skein.server.metadata.PartitionImage.Replica;
import org.junit.jupiter.api.Test;

/** A topic that gets more partitions, on three nodes in a simulated world. */
class AddedPartitionsTest {
    private final SimCluster cluster = SimCluster.start(0);

    @Test
    void newPartitionsAreWrittenToAndOldOnesGoOn() {
        Uuid topic = cluster.create("lines", 1, 3);
        PartitionId first = new PartitionId(topic, 0);
        assertEquals(0, cluster.append(first, "before"));
        assertEquals(new PartitionsAdded(1, 4), cluster.done(new AddPartitions("lines", 4, false)));
        for (int number = 1; number < 4; number++) {
            PartitionId added = new PartitionId(topic, number);
            cluster.awaitSeen(added, one -> one.replicas().stream().noneMatch(Replica::fresh));
            assertEquals(0, cluster.append(added, "in a new one"));
        }
        assertEquals(1, cluster.append(first, "after"));
        assertEquals(2, cluster.count(first));
    }

    @Test
    void fewerAreRefusedAndNothingChanges() {
        Uuid topic = cluster.create("lines", 2, 3);
        String why = cluster.refused(new AddPartitions("lines", 1, false)).message();
        assertTrue(why.contains("cannot have fewer"), why);
        assertEquals(2, cluster.image().topic(topic).orElseThrow().partitions().size());
    }
}
