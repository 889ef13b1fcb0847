package io.skein.server.controller.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skein.foundation.PartitionId;
import io.skein.foundation.Uuid;
import io.skein.server.door.AdminReply;
import io.skein.server.door.Answer;
import io.skein.server.door.LayoutReply.PartitionsAdded;
import io.skein.server.door.LayoutRequest.AddPartitions;
import io.skein.server.door.Refusal;
import io.skein.server.door.Refusal.Why;
import io.skein.server.metadata.MetadataImage;
import io.skein.server.metadata.MetadataRecord;
import io.skein.server.metadata.MetadataRecord.NodeRegistered;
import io.skein.server.metadata.MetadataRecord.PartitionCreated;
import io.skein.server.metadata.MetadataRecord.TopicCreated;
import io.skein.server.metadata.NodeImage;
import io.skein.server.metadata.PartitionImage;
import io.skein.server.metadata.PartitionImage.Replica;
import io.skein.server.metadata.Replay;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Topic "lines" has three partitions of two replicas each, on nodes 1 to 3. */
class PartitionPlansTest {
    private static final Uuid TOPIC = new Uuid(5, 5);

    private static NodeRegistered node(int id, boolean isFenced) {
        return new NodeRegistered(
                new NodeImage(
                        id,
                        new Uuid(id, 1),
                        List.of(new Uuid(9, id)),
                        "host:1",
                        new NodeImage.NodePort("host:2", 1),
                        List.of("controller", "broker"),
                        isFenced));
    }

    private static MetadataImage image(boolean othersFenced) {
        List<MetadataRecord> records = new ArrayList<>();
        records.add(node(1, false));
        records.add(node(2, othersFenced));
        records.add(node(3, othersFenced));
        records.add(new TopicCreated("lines", TOPIC));
        for (int number = 0; number < 3; number++) {
            List<Replica> replicas = new ArrayList<>();
            for (int at = 0; at < 2; at++) {
                int node = 1 + (number + at) % 3;
                replicas.add(new Replica(node, new Uuid(9, node), false));
            }
            PartitionId id = new PartitionId(TOPIC, number);
            records.add(new PartitionCreated(id, PartitionImage.created(replicas)));
        }
        return Replay.apply(MetadataImage.EMPTY, records, 10);
    }

    private static Decision<AdminReply> add(MetadataImage image, int total, boolean onlyCheck) {
        return PartitionPlans.add(image, new AddPartitions("lines", total, onlyCheck), 1);
    }

    private static Refusal refusal(Decision<AdminReply> decision) {
        assertEquals(List.of(), decision.records(), "nothing half done");
        return switch (decision.answer()) {
            case Answer.Refused<AdminReply>(Refusal why) -> why;
            case Answer.Done<AdminReply> done -> throw new AssertionError(done);
        };
    }

    @Test
    void newPartitionsGoOnRoundTheBrokers() {
        MetadataImage before = image(false);
        Decision<AdminReply> decision = add(before, 7, false);
        assertEquals(Answer.done(new PartitionsAdded(3, 7)), decision.answer());
        List<PartitionImage> all =
                Replay.apply(before, decision.records(), 11)
                        .topic(TOPIC)
                        .orElseThrow()
                        .partitions();
        assertEquals(before.topic(TOPIC).orElseThrow().partitions(), all.subList(0, 3));
        List<PartitionImage> added = all.subList(3, 7);
        assertEquals(
                List.of(List.of(2, 3), List.of(3, 1), List.of(1, 2), List.of(2, 3)),
                added.stream().map(PartitionImage::inSync).toList());
        for (PartitionImage one : added) {
            assertEquals(one.replicas().getFirst().node(), one.leader());
            assertTrue(one.replicas().stream().allMatch(Replica::fresh), "their logs are made");
        }
    }

    @Test
    void aCheckChangesNothing() {
        Decision<AdminReply> decision = add(image(false), 4, true);
        assertEquals(List.of(), decision.records());
        assertEquals(Answer.done(new PartitionsAdded(3, 4)), decision.answer());
    }

    @ParameterizedTest
    @CsvSource({
        "2, 'cannot have fewer: what is in those that went would be lost'",
        "0, 'cannot have fewer'",
        "-1, 'cannot have fewer'",
        "3, 'has 3 partitions already'",
        "10001, 'at most 10000 partitions'",
    })
    void whatCannotBeIsRefusedWithTheReason(int total, String words) {
        Refusal why = refusal(add(image(false), total, false));
        assertEquals(Why.INVALID_PARTITIONS, why.why());
        assertTrue(why.message().contains(words), why.message());
    }

    @Test
    void eachReplicaNeedsABrokerThatIsThere() {
        Refusal why = refusal(add(image(true), 4, false));
        assertEquals(Why.INVALID_REPLICATION, why.why());
        assertTrue(why.message().contains("has 2 replicas, and 1 of"), why.message());
    }

    @Test
    void aTopicThatIsNotThereIsNamed() {
        AddPartitions request = new AddPartitions("lies", 4, false);
        Refusal why = refusal(PartitionPlans.add(image(false), request, 1));
        assertEquals(Why.UNKNOWN_TOPIC, why.why());
        assertTrue(why.message().contains("'lies'"), why.message());
    }
}
