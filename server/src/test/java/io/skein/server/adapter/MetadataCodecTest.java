package io.skein.server.adapter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.skein.foundation.BrokenInvariant;
import io.skein.foundation.PartitionId;
import io.skein.foundation.Uuid;
import io.skein.server.metadata.MetadataRecord;
import io.skein.server.metadata.MetadataRecord.ClusterCreated;
import io.skein.server.metadata.MetadataRecord.FeatureLevelSet;
import io.skein.server.metadata.MetadataRecord.NodeRegistered;
import io.skein.server.metadata.MetadataRecord.NodeStopping;
import io.skein.server.metadata.MetadataRecord.PartitionChanged;
import io.skein.server.metadata.MetadataRecord.PartitionCreated;
import io.skein.server.metadata.MetadataRecord.ProducerIdsReserved;
import io.skein.server.metadata.MetadataRecord.TopicConfigSet;
import io.skein.server.metadata.MetadataRecord.TopicCreated;
import io.skein.server.metadata.MetadataRecord.TopicDeleted;
import io.skein.server.metadata.MetadataRecord.TopicRestored;
import io.skein.server.metadata.MetadataRecord.TopicTrashed;
import io.skein.server.metadata.NodeImage;
import io.skein.server.metadata.PartitionImage;
import io.skein.server.metadata.PartitionImage.Replica;
import io.skein.server.metadata.Reassignment;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MetadataCodecTest {
    private static final Uuid ID = new Uuid(-1, 42);

    static Stream<MetadataRecord> everyKind() {
        PartitionImage partition =
                new PartitionImage(
                        List.of(new Replica(1, ID, true), new Replica(2, new Uuid(3, 4), false)),
                        List.of(2),
                        List.of(1),
                        PartitionImage.NO_LEADER,
                        7,
                        8);
        PartitionId number = new PartitionId(ID, 9_999);
        NodeImage node =
                new NodeImage(
                        3,
                        ID,
                        List.of(ID),
                        "h:1",
                        new NodeImage.NodePort("h:1", 2),
                        List.of("broker"),
                        true);
        return Stream.of(
                new ClusterCreated(ID.toString()),
                new FeatureLevelSet(1),
                new NodeRegistered(node),
                new NodeStopping(3, ID, true),
                new NodeStopping(3, ID, false),
                new NodeRegistered(node.in("rack-7")),
                new TopicCreated("lines", ID),
                new PartitionCreated(number, partition),
                new PartitionChanged(number, partition),
                new PartitionChanged(number, moving(partition)),
                new TopicConfigSet(ID, "segment.bytes", Optional.of("1KiB")),
                new TopicConfigSet(ID, "segment.bytes", Optional.of("")),
                new TopicConfigSet(ID, "segment.bytes", Optional.empty()),
                new ProducerIdsReserved(1L << 40),
                new TopicCreated("lines", ID, "lines~" + ID),
                new TopicTrashed(ID, 1_700_000_000_000L),
                new TopicRestored(ID, "lines"),
                new TopicDeleted(ID));
    }

    private static PartitionImage moving(PartitionImage partition) {
        List<Replica> replicas = new ArrayList<>(partition.replicas());
        replicas.add(new Replica(3, ID, true, 9));
        return partition.heldBy(replicas, Optional.of(new Reassignment(List.of(3, 1), List.of(3))));
    }

    @ParameterizedTest
    @MethodSource("everyKind")
    void comesBackAsItWas(MetadataRecord record) {
        ByteBuffer bytes = ByteBuffer.wrap(MetadataCodec.encode(record));
        assertEquals(record, MetadataCodec.decode(bytes));
    }

    @Test
    void whatCannotBeReadStopsTheNode() {
        ByteBuffer nothing = ByteBuffer.allocate(0);
        assertThrows(BrokenInvariant.class, () -> MetadataCodec.decode(nothing));
        ByteBuffer garbage = ByteBuffer.wrap(new byte[] {(byte) 0xff, 1, 2});
        assertThrows(BrokenInvariant.class, () -> MetadataCodec.decode(garbage));
    }
}
