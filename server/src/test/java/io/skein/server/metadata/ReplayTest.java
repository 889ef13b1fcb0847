package io.skein.server.metadata;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.skein.foundation.BrokenInvariant;
import io.skein.foundation.PartitionId;
import io.skein.foundation.Uuid;
import io.skein.server.metadata.MetadataRecord.FeatureLevelSet;
import io.skein.server.metadata.MetadataRecord.PartitionChanged;
import io.skein.server.metadata.MetadataRecord.PartitionCreated;
import io.skein.server.metadata.MetadataRecord.TopicConfigSet;
import io.skein.server.metadata.MetadataRecord.TopicCreated;
import io.skein.server.metadata.PartitionImage.Replica;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReplayTest {
    private static final Uuid DIRECTORY = new Uuid(9, 9);
    private static final Uuid ONE = new Uuid(1, 1);
    private static final Uuid OTHER = new Uuid(2, 2);
    private static final PartitionImage NEW =
            PartitionImage.created(
                    List.of(new Replica(1, DIRECTORY, true), new Replica(2, DIRECTORY, true)));
    private static final PartitionImage SECOND = NEW.madeOn(1).after(NEW);
    private static final PartitionImage THIRD = SECOND.ledBy(2).after(SECOND);

    private static PartitionId id(Uuid topic, int number) {
        return new PartitionId(topic, number);
    }

    /** Changes of two topics' partitions by turns, some of them more than once. */
    private static List<MetadataRecord> changes() {
        return List.of(
                new FeatureLevelSet(1),
                new TopicCreated("one", ONE),
                new PartitionCreated(id(ONE, 0), NEW),
                new PartitionCreated(id(ONE, 1), NEW),
                new PartitionChanged(id(ONE, 1), SECOND),
                new TopicCreated("other", OTHER),
                new PartitionCreated(id(OTHER, 0), NEW),
                new PartitionChanged(id(ONE, 1), THIRD),
                new PartitionCreated(id(ONE, 2), NEW),
                new TopicConfigSet(ONE, "retention.ms", Optional.of("1s")),
                new PartitionChanged(id(OTHER, 0), SECOND),
                new PartitionChanged(id(ONE, 0), SECOND));
    }

    @Test
    void manyAtOnceAreAsOneAfterTheOther() {
        MetadataImage eachAlone = MetadataImage.EMPTY;
        for (MetadataRecord record : changes()) {
            eachAlone = Replay.apply(eachAlone, List.of(record), 11);
        }
        MetadataImage atOnce = Replay.apply(MetadataImage.EMPTY, changes(), 11);
        assertEquals(eachAlone, atOnce);
        assertEquals(List.of(SECOND, THIRD, NEW), atOnce.topic(ONE).orElseThrow().partitions());
        assertEquals(List.of(SECOND), atOnce.topic(OTHER).orElseThrow().partitions());
        assertEquals(List.of(id(ONE, 1)), ids(atOnce));
    }

    private static List<PartitionId> ids(MetadataImage image) {
        List<PartitionId> astray = new ArrayList<>();
        image.astray().keys().forEach(astray::add);
        return astray;
    }

    @Test
    void aChangeThatIsNotTheNextIsNone() {
        MetadataImage image = Replay.apply(MetadataImage.EMPTY, changes(), 11);
        refused(image, new PartitionChanged(id(ONE, 0), SECOND));
        refused(image, new PartitionCreated(id(ONE, 4), NEW));
        refused(image, new PartitionCreated(id(ONE, 1), NEW));
        refused(image, new PartitionChanged(id(new Uuid(3, 3), 0), SECOND));
    }

    private static void refused(MetadataImage image, MetadataRecord record) {
        // Behind one that is good, of the same topic: what comes first counts already.
        List<MetadataRecord> records = List.of(new PartitionChanged(id(ONE, 2), SECOND), record);
        assertThrows(BrokenInvariant.class, () -> Replay.apply(image, records, 13));
    }
}
