package io.skein.server.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.skein.foundation.PartitionId;
import io.skein.foundation.Uuid;
import io.skein.server.metadata.MetadataImage;
import io.skein.server.metadata.MetadataRecord;
import io.skein.server.metadata.MetadataRecord.PartitionCreated;
import io.skein.server.metadata.MetadataRecord.TopicCreated;
import io.skein.server.metadata.PartitionImage;
import io.skein.server.metadata.PartitionImage.Replica;
import io.skein.server.metadata.Replay;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is told when a data directory fails: one line, however many partitions are in it. */
class LostPartitionsTest {
    private static final Uuid HERE = new Uuid(1, 1);
    private static final Uuid ELSEWHERE = new Uuid(2, 2);

    @Test
    void onlyWhatIsInTheDirectoryIsLost() {
        assertEquals(
                "the data directory has failed: /d: broken; no partition is in it",
                told(ELSEWHERE, 3));
        assertEquals(
                "the data directory has failed: /d: broken; its partition takes no records until"
                        + " the node is started again on a disk that works: lines-0",
                told(HERE, 1));
        assertEquals(
                "the data directory has failed: /d: broken; its 3 partitions take no records until"
                        + " the node is started again on a disk that works: lines-0, lines-1,"
                        + " lines-2",
                told(HERE, 3));
    }

    @Test
    void aLineHasOnlySoManyNames() {
        String told = told(HERE, 5_000);
        assertEquals(LostPartitions.NAMES_MAX, told.split("lines-", -1).length - 1, told);
        assertEquals("lines-9 and 4990 more", told.substring(told.indexOf("lines-9")));
    }

    private static String told(Uuid failed, int partitions) {
        Uuid topic = new Uuid(7, 7);
        List<MetadataRecord> records = new ArrayList<>(List.of(new TopicCreated("lines", topic)));
        for (int number = 0; number < partitions; number++) {
            List<Replica> replicas =
                    List.of(new Replica(1, HERE, false), new Replica(2, ELSEWHERE, false));
            records.add(
                    new PartitionCreated(
                            new PartitionId(topic, number), PartitionImage.created(replicas)));
        }
        MetadataImage image = Replay.apply(MetadataImage.EMPTY, records, 1);
        return LostPartitions.of(image, 1, failed).sentence("/d: broken");
    }
}
