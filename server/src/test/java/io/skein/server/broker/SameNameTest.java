package io.skein.server.broker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skein.foundation.PartitionId;
import io.skein.foundation.Uuid;
import io.skein.server.broker.replica.LogHost;
import io.skein.server.door.Refusal;
import io.skein.server.metadata.CopyId;
import io.skein.server.metadata.InSyncClaim;
import io.skein.server.metadata.MetadataDelta;
import io.skein.server.metadata.MetadataImage;
import io.skein.server.metadata.MetadataRecord;
import io.skein.server.metadata.MetadataRecord.PartitionCreated;
import io.skein.server.metadata.MetadataRecord.TopicCreated;
import io.skein.server.metadata.MetadataRecord.TopicDeleted;
import io.skein.server.metadata.PartitionImage;
import io.skein.server.metadata.PartitionImage.Replica;
import io.skein.server.settings.Rhythm;
import io.skein.server.settings.TopicConfig;
import io.skein.simulation.Tempo;
import io.skein.simulation.World;
import io.skein.storage.LogName;
import io.skein.storage.Retention;
import io.skein.storage.Shelf;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** A topic is deleted and another one gets its name, and a broker hears of both at once. */
class SameNameTest implements Broker.Reports {
    private static final Uuid DIRECTORY = new Uuid(1, 1);
    private static final TopicConfig CONFIG =
            new TopicConfig(
                    1 << 20,
                    false,
                    LogHost.SETTINGS,
                    true,
                    new Retention(-1, -1, 0),
                    Optional.empty(),
                    1);

    private final World world = new World(1, Tempo.calm());
    private final LogHost home = new LogHost(world, world.host("a"));
    private final List<PartitionId> opened = new ArrayList<>();
    private final List<String> troubles = new ArrayList<>();

    private static List<MetadataRecord> created(Uuid topic) {
        List<Replica> here = List.of(new Replica(1, DIRECTORY, true));
        return List.of(
                new TopicCreated("lines", topic),
                new PartitionCreated(new PartitionId(topic, 0), PartitionImage.created(here)));
    }

    private void awaitOpened(Uuid topic) {
        PartitionId id = new PartitionId(topic, 0);
        assertTrue(world.runUntil(() -> opened.contains(id), 60_000_000_000L), world::report);
    }

    /** Whichever of their ids comes first: that is how changes of topics are put in order. */
    private void takesItsPlace(Uuid old, Uuid next) {
        Broker.Self self = new Broker.Self(1, new Uuid(1, 9));
        Broker broker = new Broker(self, _ -> CONFIG, new Rhythm(1, 1, 1, 1), this);
        TreeMap<Uuid, Shelf> shelves = new TreeMap<>();
        shelves.put(DIRECTORY, home.shelf());
        Slot slot = broker.slot(home.lane, home.clock(), shelves);
        MetadataDelta first = MetadataDelta.of(MetadataImage.EMPTY, created(old), 1);
        broker.activate(first.after(), List.of(), List.of(slot));
        awaitOpened(old);
        List<MetadataRecord> change = new ArrayList<>(List.of(new TopicDeleted(old)));
        change.addAll(created(next));
        broker.follow(MetadataDelta.of(first.after(), change, 2));
        awaitOpened(next);
        assertEquals(List.of(), troubles);
    }

    @Test
    void theNextOneHasTheGreaterId() {
        takesItsPlace(new Uuid(1, 1), new Uuid(2, 2));
    }

    @Test
    void theNextOneHasTheLesserId() {
        takesItsPlace(new Uuid(2, 2), new Uuid(1, 1));
    }

    @Override
    public void onOpen(List<CopyId> logs) {
        logs.forEach(copy -> opened.add(copy.partition()));
    }

    @Override
    public void onClaim(InSyncClaim claim) {}

    @Override
    public void onRecovering(LogName name, long bytesDone, long bytesTotal) {}

    @Override
    public void onTrouble(LogName name, Refusal why) {
        troubles.add(why.message());
    }
}
