package io.skein.server.rpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skein.foundation.PartitionId;
import io.skein.foundation.Uuid;
import io.skein.protocol.Wire;
import io.skein.protocol.v1.TopicRoute;
import io.skein.protocol.v1.WatchRoutesResponse;
import io.skein.server.metadata.MetadataImage;
import io.skein.server.metadata.MetadataRecord;
import io.skein.server.metadata.MetadataRecord.FeatureLevelSet;
import io.skein.server.metadata.MetadataRecord.PartitionCreated;
import io.skein.server.metadata.MetadataRecord.TopicCreated;
import io.skein.server.metadata.MetadataRecord.TopicDeleted;
import io.skein.server.metadata.MetadataRecord.TopicRestored;
import io.skein.server.metadata.MetadataRecord.TopicTrashed;
import io.skein.server.metadata.PartitionImage;
import io.skein.server.metadata.PartitionImage.Replica;
import io.skein.server.metadata.Replay;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** For whoever watches routes, a topic in the trash is gone. */
class RouteReportTest {
    private static final Uuid ID = new Uuid(1, 2);

    private final MetadataImage there =
            Replay.apply(
                    MetadataImage.EMPTY,
                    List.of(
                            new FeatureLevelSet(Replay.FEATURE_LEVEL_TRASH),
                            new TopicCreated("lines", ID),
                            new PartitionCreated(
                                    new PartitionId(ID, 0),
                                    PartitionImage.created(
                                            List.of(new Replica(1, Uuid.ZERO, false))))),
                    3);
    private final MetadataImage trashed = after(there, new TopicTrashed(ID, 5));
    private final MetadataImage restored = after(trashed, new TopicRestored(ID, "older"));

    private static MetadataImage after(MetadataImage image, MetadataRecord record) {
        return Replay.apply(image, List.of(record), image.offset() + 1);
    }

    private static RouteReport report(MetadataImage from, MetadataImage to) {
        return RouteReport.between(from, to, new TreeSet<>());
    }

    private static List<String> names(WatchRoutesResponse.Builder told) {
        return told.getTopicsList().stream().map(TopicRoute::getName).toList();
    }

    @Test
    void whatIsTrashedIsRemovedAndWhatIsRestoredIsThere() {
        WatchRoutesResponse.Builder removed = report(there, trashed).next();
        assertEquals(List.of(Wire.bytes(ID)), removed.getRemovedTopicIdsList());
        assertEquals(List.of(), names(removed));
        WatchRoutesResponse.Builder back = report(trashed, restored).next();
        assertEquals(List.of(), back.getRemovedTopicIdsList());
        assertEquals(List.of("older"), names(back));
    }

    @Test
    void whoHeardOfNeitherHearsOnlyWhatIsThere() {
        assertEquals(List.of(), names(report(MetadataImage.EMPTY, trashed).next()));
        assertEquals(List.of("older"), names(report(there, restored).next()));
        MetadataImage purged = after(trashed, new TopicDeleted(ID));
        assertTrue(report(trashed, purged).isEmpty(), "it was told already");
    }
}
