package io.skein.server.controller.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skein.foundation.BrokenInvariant;
import io.skein.foundation.PartitionId;
import io.skein.foundation.Uuid;
import io.skein.server.metadata.CopyId;
import io.skein.server.metadata.MetadataImage;
import io.skein.server.metadata.MetadataRecord;
import io.skein.server.metadata.MetadataRecord.FeatureLevelSet;
import io.skein.server.metadata.MetadataRecord.NodeRegistered;
import io.skein.server.metadata.MetadataRecord.PartitionChanged;
import io.skein.server.metadata.MetadataRecord.PartitionCreated;
import io.skein.server.metadata.MetadataRecord.TopicCreated;
import io.skein.server.metadata.NodeImage;
import io.skein.server.metadata.PartitionImage;
import io.skein.server.metadata.PartitionImage.Replica;
import io.skein.server.metadata.Replay;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Topic "lines" has three partitions: two on nodes 1 and 2, led by each, and one on node 2 alone.
 */
class NodePlansTest {
    private static final Uuid TOPIC = new Uuid(5, 5);
    private static final Uuid DIRECTORY = new Uuid(1, 1);

    private final Set<PartitionId> openOnOne = new TreeSet<>(List.of(id(0), id(1)));
    private final Set<PartitionId> openOnTwo = new TreeSet<>(List.of(id(0), id(1), id(2)));
    private final NodePlans plans =
            new NodePlans(
                    _ -> 2,
                    (node, id) -> node == 1 ? openOnOne.contains(id) : openOnTwo.contains(id));
    private MetadataImage image = image();

    private static PartitionId id(int partition) {
        return new PartitionId(TOPIC, partition);
    }

    private static NodeImage node(int id, long incarnation) {
        return new NodeImage(
                id,
                new Uuid(id, incarnation),
                List.of(DIRECTORY),
                "host:1",
                new NodeImage.NodePort("host:1", 2),
                List.of("controller", "broker"),
                false);
    }

    private static PartitionImage onBoth(int leader) {
        return new PartitionImage(
                List.of(new Replica(1, DIRECTORY, false), new Replica(2, DIRECTORY, false)),
                List.of(1, 2),
                List.of(),
                leader,
                4,
                9);
    }

    private static MetadataImage image() {
        PartitionImage onTwo = PartitionImage.created(List.of(new Replica(2, DIRECTORY, false)));
        List<MetadataRecord> records =
                List.of(
                        new NodeRegistered(node(1, 1)),
                        new NodeRegistered(node(2, 1)),
                        new TopicCreated("lines", TOPIC),
                        new PartitionCreated(id(0), onBoth(1)),
                        new PartitionCreated(id(1), onBoth(2)),
                        new PartitionCreated(id(2), onTwo));
        return Replay.apply(MetadataImage.EMPTY, records, 10);
    }

    private void commit(List<MetadataRecord> records) {
        image = Replay.apply(image, records, image.offset() + 1);
    }

    private PartitionImage partition(int number) {
        return image.topic(TOPIC).orElseThrow().partitions().get(number);
    }

    private String stand(int number) {
        PartitionImage one = partition(number);
        return one.inSync() + " " + one.eligible() + " led by " + one.leader();
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
    void whatIsSaidTwiceChangesOnce() {
        commit(plans.register(image, node(2, 7)));
        commit(plans.trust(image, 2, new Uuid(2, 7)));
        int before = partition(2).partitionEpoch();
        openOnTwo.clear();
        commit(plans.fence(image, 2));
        commit(plans.trust(image, 2, new Uuid(2, 7)));
        openOnTwo.add(id(2));
        commit(plans.logsOpen(image, 2, copies(id(2), id(2))));
        assertEquals("[2] [] led by 2", stand(2));
        assertTrue(partition(2).partitionEpoch() > before);
    }

    @Test
    void whoIsFencedLeadsNothing() {
        commit(plans.fence(image, 2));
        assertEquals(true, image.nodes().get(2).orElseThrow().fenced());
        assertEquals("[1] [2] led by 1", stand(0));
        assertEquals("[1] [2] led by 1", stand(1));
        assertEquals("[] [2] led by -1", stand(2));
        assertEquals(4, partition(0).leaderEpoch());
        assertEquals(5, partition(1).leaderEpoch());
        assertEquals(10, partition(0).partitionEpoch());
        assertEquals(List.of(), plans.fence(image, 2), "once");
        assertEquals(List.of(), plans.fence(image, 7), "a node that nobody knows");
    }

    @Test
    void whoIsTrustedAgainLeadsWhatWaitsForIt() {
        commit(plans.fence(image, 2));
        assertEquals(List.of(), plans.trust(image, 2, new Uuid(2, 9)), "another run");
        openOnTwo.remove(id(2));
        commit(plans.trust(image, 2, new Uuid(2, 1)));
        assertEquals("[] [2] led by -1", stand(2), "its log is not open");
        openOnTwo.add(id(2));
        commit(plans.logsOpen(image, 2, copies(id(2))));
        assertEquals("[2] [] led by 2", stand(2));
        assertEquals(2, partition(2).leaderEpoch());
        assertEquals("[1] [2] led by 1", stand(0), "who follows has to catch up first");
        assertEquals(List.of(), plans.logsOpen(image, 2, copies(id(2))), "told again");
        assertEquals(List.of(), plans.trust(image, 2, new Uuid(2, 1)), "trusted already");
    }

    @Test
    void aNewRunIsTrustedWithNothingYet() {
        commit(plans.register(image, node(2, 2)));
        assertEquals(node(2, 2).withFenced(true), image.nodes().get(2).orElseThrow());
        assertEquals("[1] [2] led by 1", stand(1));
        assertEquals("[] [2] led by -1", stand(2));
        assertEquals(List.of(), plans.register(image, node(2, 2)), "it asks again");
        commit(plans.trust(image, 2, new Uuid(2, 2)));
        assertEquals("[2] [] led by 2", stand(2));
        assertEquals(2, partition(2).leaderEpoch(), "the same leader, in a newer epoch");
        assertEquals(List.of(), plans.register(image, node(2, 2)), "a late word of the start");
    }

    /** It would be lost with every snapshot of a node that does not know it. */
    @Test
    void whereANodeStandsIsNotedOnceTheMetadataHasAPlaceForIt() {
        NodeImage node = node(2, 2).in("rack-7");
        commit(plans.register(image, node));
        assertEquals("", image.nodes().get(2).orElseThrow().rack());
        assertEquals(List.of(), plans.register(image, node), "it asks again");
        commit(List.of(new FeatureLevelSet(2)));
        commit(plans.register(image, node));
        assertEquals("rack-7", image.nodes().get(2).orElseThrow().rack());
    }

    @Test
    void aLogThatIsOpenIsFreshNoMore() {
        PartitionImage fresh =
                PartitionImage.created(
                        List.of(new Replica(1, DIRECTORY, true), new Replica(2, DIRECTORY, true)));
        commit(List.of(new PartitionCreated(id(3), fresh)));
        commit(plans.logsOpen(image, 1, copies(id(3))));
        assertEquals(false, partition(3).replicaOn(1).orElseThrow().fresh());
        assertEquals(true, partition(3).replicaOn(2).orElseThrow().fresh());
        assertEquals(1, partition(3).partitionEpoch());
        assertEquals(List.of(), plans.logsOpen(image, 1, copies(id(3))), "changed once");
    }

    /** What a node says of a copy may arrive when that one is gone and another has come. */
    @Test
    void aCopyThatCameAgainIsAnother() {
        Replica again = new Replica(1, DIRECTORY, true, 4);
        commit(List.of(new PartitionCreated(id(3), PartitionImage.created(List.of(again)))));
        assertEquals(List.of(), plans.logsOpen(image, 1, copies(id(3))));
        commit(plans.logsOpen(image, 1, List.of(new CopyId(id(3), 4))));
        assertEquals(false, partition(3).replicaOn(1).orElseThrow().fresh());
    }

    private static List<CopyId> copies(PartitionId... ids) {
        return Stream.of(ids).map(id -> new CopyId(id, 0)).toList();
    }

    @Test
    void newsOfWhatIsNotThereChangeNothing() {
        PartitionId deleted = new PartitionId(new Uuid(8, 8), 0);
        assertEquals(List.of(), plans.logsOpen(image, 1, copies(deleted, id(2), id(99))));
    }

    @Test
    void changesOfAPartitionAreNumbered() {
        PartitionChanged skipped = new PartitionChanged(id(0), onBoth(1));
        assertThrows(BrokenInvariant.class, () -> Replay.apply(image, List.of(skipped), 11));
    }
}
