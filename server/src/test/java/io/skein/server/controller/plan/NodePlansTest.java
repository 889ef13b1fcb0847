package io.skein.server.controller.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.skein.foundation.BrokenInvariant;
import io.skein.foundation.PartitionId;
import io.skein.foundation.Uuid;
import io.skein.server.metadata.MetadataImage;
import io.skein.server.metadata.MetadataRecord;
import io.skein.server.metadata.MetadataRecord.PartitionChanged;
import io.skein.server.metadata.MetadataRecord.PartitionCreated;
import io.skein.server.metadata.MetadataRecord.TopicCreated;
import io.skein.server.metadata.NodeImage;
import io.skein.server.metadata.PartitionImage;
import io.skein.server.metadata.PartitionImage.Replica;
import io.skein.server.metadata.Replay;
import java.util.List;
import org.junit.jupiter.api.Test;

class NodePlansTest {
    private static final Uuid TOPIC = new Uuid(5, 5);
    private static final Uuid DIRECTORY = new Uuid(1, 1);

    private static NodeImage node(int id, long incarnation) {
        return new NodeImage(
                id,
                new Uuid(id, incarnation),
                List.of(DIRECTORY),
                "host:1",
                List.of("controller", "broker"),
                false);
    }

    private static PartitionImage ledBy(int leader) {
        return new PartitionImage(
                List.of(new Replica(1, DIRECTORY, true), new Replica(2, DIRECTORY, true)),
                List.of(1, 2),
                List.of(),
                leader,
                4,
                9);
    }

    private static MetadataImage image() {
        List<MetadataRecord> records =
                List.of(
                        new TopicCreated("lines", TOPIC),
                        new PartitionCreated(new PartitionId(TOPIC, 0), ledBy(1)),
                        new PartitionCreated(new PartitionId(TOPIC, 1), ledBy(2)));
        return Replay.apply(MetadataImage.EMPTY, records, 10);
    }

    @Test
    void theClusterBeginsOnce() {
        List<MetadataRecord> begin = NodePlans.begin(MetadataImage.EMPTY, "abc");
        MetadataImage begun = Replay.apply(MetadataImage.EMPTY, begin, 2);
        assertEquals("abc", begun.clusterId().orElseThrow());
        assertEquals(Replay.FEATURE_LEVEL_MAX, begun.featureLevel());
        assertEquals(List.of(), NodePlans.begin(begun, "other"));
    }

    @Test
    void aNewIncarnationLeadsInANewEpochEvenThoughItIsTheSameLeader() {
        List<MetadataRecord> facts = NodePlans.register(image(), node(1, 2));
        MetadataImage after = Replay.apply(image(), facts, 11);
        PartitionImage ours = after.topic(TOPIC).orElseThrow().partitions().get(0);
        assertEquals(5, ours.leaderEpoch());
        assertEquals(10, ours.partitionEpoch());
        assertEquals(1, ours.leader());
        PartitionImage others = after.topic(TOPIC).orElseThrow().partitions().get(1);
        assertEquals(ledBy(2), others);
    }

    @Test
    void aMadeLogIsNotFreshAnyMore() {
        List<PartitionId> made = List.of(new PartitionId(TOPIC, 0));
        MetadataImage after = Replay.apply(image(), NodePlans.logsMade(image(), 1, made), 11);
        PartitionImage partition = after.topic(TOPIC).orElseThrow().partitions().get(0);
        assertFalse(partition.replicaOn(1).orElseThrow().fresh());
        assertEquals(true, partition.replicaOn(2).orElseThrow().fresh());
        assertEquals(List.of(), NodePlans.logsMade(after, 1, made), "told twice, changed once");
    }

    @Test
    void newsOfDeletedTopicsChangeNothing() {
        List<PartitionId> gone = List.of(new PartitionId(new Uuid(8, 8), 0));
        assertEquals(List.of(), NodePlans.logsMade(image(), 1, gone));
    }

    @Test
    void changesOfAPartitionAreNumbered() {
        PartitionChanged skipped =
                new PartitionChanged(
                        new PartitionId(TOPIC, 0),
                        new PartitionImage(ledBy(1).replicas(), List.of(1), List.of(), 1, 5, 11));
        assertThrows(BrokenInvariant.class, () -> Replay.apply(image(), List.of(skipped), 11));
    }
}
