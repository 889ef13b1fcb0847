package io.skein.server.metadata;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skein.foundation.BrokenInvariant;
import io.skein.foundation.PartitionId;
import io.skein.foundation.Uuid;
import io.skein.server.metadata.MetadataRecord.FeatureLevelSet;
import io.skein.server.metadata.MetadataRecord.PartitionChanged;
import io.skein.server.metadata.MetadataRecord.PartitionCreated;
import io.skein.server.metadata.MetadataRecord.TopicCreated;
import io.skein.server.metadata.MetadataRecord.TopicDeleted;
import io.skein.server.metadata.PartitionImage.Replica;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A partition that is on its way to other nodes, as records and in images. */
class ReassignmentTest {
    private static final Uuid TOPIC = new Uuid(5, 5);
    private static final PartitionId ID = new PartitionId(TOPIC, 0);
    private static final Uuid DIRECTORY = new Uuid(1, 1);
    private static final Reassignment MOVE = new Reassignment(List.of(3, 1), List.of(3));

    private static PartitionImage settled() {
        return PartitionImage.created(
                List.of(new Replica(1, DIRECTORY, false), new Replica(2, DIRECTORY, false)));
    }

    private static PartitionImage moving() {
        List<Replica> replicas =
                List.of(
                        new Replica(1, DIRECTORY, false),
                        new Replica(2, DIRECTORY, false),
                        new Replica(3, DIRECTORY, true, 1));
        return settled().heldBy(replicas, Optional.of(MOVE)).after(settled());
    }

    private static MetadataImage image(int level) {
        List<MetadataRecord> records =
                List.of(
                        new FeatureLevelSet(level),
                        new TopicCreated("lines", TOPIC),
                        new PartitionCreated(ID, settled()));
        return Replay.apply(MetadataImage.EMPTY, records, 3);
    }

    @Test
    void whoIsAddedIsNotAskedFor() {
        PartitionImage one = moving();
        assertEquals(List.of(1, 2), one.settled());
        assertEquals(List.of(2), one.removing());
        assertEquals(2, one.enough(3));
        assertEquals(1, one.enough(1));
        assertEquals(2, one.replicationFactor());
        assertFalse(one.isWaiting());
        assertFalse(settled().isWaiting());
        Reassignment far = new Reassignment(List.of(1, 9), List.of());
        assertTrue(settled().heldBy(settled().replicas(), Optional.of(far)).isWaiting());
    }

    @Test
    void theImageKnowsWhatIsOnItsWay() {
        MetadataImage before = image(2);
        MetadataImage during = Replay.apply(before, List.of(new PartitionChanged(ID, moving())), 4);
        assertEquals(Optional.of(MOVE), during.moving().get(ID));
        assertEquals(during, Replay.apply(MetadataImage.EMPTY, during.records(), 4), "a snapshot");
        PartitionImage back = settled().after(moving());
        MetadataImage after = Replay.apply(during, List.of(new PartitionChanged(ID, back)), 5);
        assertTrue(after.moving().isEmpty());
        MetadataImage gone = Replay.apply(during, List.of(new TopicDeleted(TOPIC)), 5);
        assertTrue(gone.moving().isEmpty());
    }

    /** A node of that level would take the record for one that moves nothing. */
    @Test
    void noOlderLevelHasMoves() {
        List<MetadataRecord> records = List.of(new PartitionChanged(ID, moving()));
        assertThrows(BrokenInvariant.class, () -> Replay.apply(image(1), records, 4));
    }

    @Test
    void whatMakesNoSenseStops() {
        List<Integer> twice = List.of(1, 1);
        assertThrows(BrokenInvariant.class, () -> new Reassignment(twice, List.of()));
        assertThrows(BrokenInvariant.class, () -> new Reassignment(List.of(), List.of()));
        assertThrows(BrokenInvariant.class, () -> new Reassignment(List.of(1), List.of(2)));
        assertThrows(
                BrokenInvariant.class,
                () -> settled().heldBy(settled().replicas(), Optional.of(MOVE)),
                "who is added holds it");
    }

    @Test
    void aCopyThatCameLaterIsAnother() {
        Replica first = new Replica(1, DIRECTORY, true);
        assertTrue(first.isSame(new Replica(1, DIRECTORY, false)));
        assertFalse(first.isSame(new Replica(1, DIRECTORY, true, 7)));
        assertFalse(first.isSame(new Replica(1, new Uuid(2, 2), true)));
    }

    @Test
    void whoIsLedByAnotherThanThePreferredOneIsKeptInMind() {
        MetadataImage first = image(2);
        assertTrue(first.astray().isEmpty());
        PartitionImage astray = settled().ledBy(2).after(settled());
        MetadataImage then = Replay.apply(first, List.of(new PartitionChanged(ID, astray)), 4);
        assertEquals(Optional.of(1), then.astray().get(ID));
        PartitionImage back = astray.ledBy(1).after(astray);
        MetadataImage after = Replay.apply(then, List.of(new PartitionChanged(ID, back)), 5);
        assertTrue(after.astray().isEmpty());
        MetadataImage gone = Replay.apply(then, List.of(new TopicDeleted(TOPIC)), 5);
        assertTrue(gone.astray().isEmpty());
        PartitionImage none = settled().with(List.of(), List.of(1, 2), -1).after(settled());
        MetadataImage nobody = Replay.apply(first, List.of(new PartitionChanged(ID, none)), 4);
        assertEquals(Optional.of(1), nobody.astray().get(ID), "nobody leads it");
        assertEquals(then, Replay.apply(MetadataImage.EMPTY, then.records(), 4));
    }
}
