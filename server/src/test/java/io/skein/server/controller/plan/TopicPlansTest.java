package io.skein.server.controller.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skein.foundation.Uuid;
import io.skein.foundation.settings.Outcome;
import io.skein.foundation.settings.Settings;
import io.skein.server.door.AdminReply;
import io.skein.server.door.AdminReply.ConfigValue;
import io.skein.server.door.AdminReply.TopicConfigAltered;
import io.skein.server.door.AdminReply.TopicCreated;
import io.skein.server.door.AdminRequest.AlterTopicConfig;
import io.skein.server.door.AdminRequest.CreateTopic;
import io.skein.server.door.AdminRequest.DeleteTopic;
import io.skein.server.door.Answer;
import io.skein.server.door.Refusal;
import io.skein.server.door.Refusal.Why;
import io.skein.server.metadata.MetadataImage;
import io.skein.server.metadata.MetadataRecord;
import io.skein.server.metadata.MetadataRecord.NodeRegistered;
import io.skein.server.metadata.NodeImage;
import io.skein.server.metadata.PartitionImage;
import io.skein.server.metadata.Replay;
import io.skein.server.metadata.TopicImage;
import io.skein.server.settings.NodeTable;
import io.skein.server.settings.TopicSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TopicPlansTest {
    private static final Uuid ID = new Uuid(7, 7);

    private final TopicPlans plans = new TopicPlans(new TopicSettings(nodeDefaults()), 3);

    private static Settings nodeDefaults() {
        return switch (NodeTable.TABLE.resolve(List.of())) {
            case Outcome.Valid(Settings settings) -> settings;
            case Outcome.Invalid(List<String> problems) -> throw new AssertionError(problems);
        };
    }

    private static MetadataImage brokers(int count) {
        List<MetadataRecord> records = new ArrayList<>();
        for (int id = 1; id <= count; id++) {
            Uuid directory = new Uuid(id, id);
            records.add(
                    new NodeRegistered(
                            new NodeImage(
                                    id,
                                    new Uuid(id, 100),
                                    List.of(directory),
                                    "host:" + id,
                                    new NodeImage.NodePort("host:" + id, 2),
                                    List.of("controller", "broker"),
                                    false)));
        }
        return Replay.apply(MetadataImage.EMPTY, records, count);
    }

    private Decision<AdminReply> delete(MetadataImage image) {
        return plans.trash().delete(image, new DeleteTopic("lines"), 1_000);
    }

    private static CreateTopic topic(String name, int partitions, int replicas) {
        return new CreateTopic(
                name, OptionalInt.of(partitions), OptionalInt.of(replicas), Map.of(), false);
    }

    private MetadataImage with(MetadataImage image, CreateTopic request) {
        Decision<AdminReply> decision = plans.create(image, request, ID, 0);
        assertInstanceOf(Answer.Done.class, decision.answer());
        return Replay.apply(image, decision.records(), image.offset() + 1);
    }

    private static Refusal refusal(Decision<AdminReply> decision) {
        assertEquals(List.of(), decision.records(), "nothing half done");
        return switch (decision.answer()) {
            case Answer.Refused<AdminReply>(Refusal why) -> why;
            case Answer.Done<AdminReply> done -> throw new AssertionError(done);
        };
    }

    @Test
    void aTopicIsOneBatchAndItsReplicasAreFresh() {
        MetadataImage image = with(brokers(1), topic("lines", 3, 1));
        TopicImage made = image.topic("lines").orElseThrow();
        assertEquals(3, made.partitions().size());
        for (PartitionImage partition : made.partitions()) {
            assertEquals(1, partition.leader());
            assertEquals(List.of(1), partition.inSync());
            assertTrue(partition.replicaOn(1).orElseThrow().fresh());
        }
    }

    @Test
    void firstReplicasGoRoundTheBrokersFromTheDrawnStart() {
        MetadataImage image = brokers(3);
        Decision<AdminReply> decision = plans.create(image, topic("lines", 6, 2), ID, 1);
        TopicImage made = Replay.apply(image, decision.records(), 9).topic("lines").orElseThrow();
        List<List<Integer>> inSync =
                made.partitions().stream().map(PartitionImage::inSync).toList();
        assertEquals(
                List.of(
                        List.of(2, 3),
                        List.of(3, 1),
                        List.of(1, 2),
                        List.of(2, 3),
                        List.of(3, 1),
                        List.of(1, 2)),
                inSync);
    }

    @ParameterizedTest
    @CsvSource({
        "bad/name, 1, 1, INVALID_NAME",
        "lines, 0, 1, INVALID_PARTITIONS",
        "lines, -1, 1, INVALID_PARTITIONS",
        "lines, 10001, 1, INVALID_PARTITIONS",
        "lines, 2147483647, 1, INVALID_PARTITIONS",
        "lines, 1, 0, INVALID_REPLICATION",
        "lines, 1, 2, INVALID_REPLICATION",
        "taken, 1, 1, TOPIC_EXISTS"
    })
    void whatCannotBeIsRefusedWhole(String name, int partitions, int replicas, Why why) {
        MetadataImage image = with(brokers(1), topic("taken", 1, 1));
        Refusal refusal = refusal(plans.create(image, topic(name, partitions, replicas), ID, 0));
        assertEquals(why, refusal.why());
        assertEquals(Refusal.Certainty.DEFINITE, refusal.certainty());
    }

    @ParameterizedTest
    @CsvSource({
        "1, 2, '2 replicas are not possible: there is 1 broker, and each broker holds one'",
        "2, 3, '3 replicas are not possible: there are 2 brokers, and each broker holds one'",
    })
    void tooManyReplicasAreRefusedInPlainWords(int brokers, int replicas, String words) {
        CreateTopic request = topic("lines", 1, replicas);
        assertEquals(words, refusal(plans.create(brokers(brokers), request, ID, 0)).message());
    }

    @Test
    void everyBadSettingIsNamed() {
        CreateTopic request =
                new CreateTopic(
                        "lines",
                        OptionalInt.of(1),
                        OptionalInt.empty(),
                        Map.of("segment.byte", "1", "max.message.bytes", "-5", "node.id", "3"),
                        false);
        Refusal refusal = refusal(plans.create(brokers(1), request, ID, 0));
        assertEquals(Why.INVALID_CONFIG, refusal.why());
        for (String part :
                List.of("segment.byte", "segment.bytes", "max.message.bytes", "node.id")) {
            assertTrue(refusal.message().contains(part), refusal.message());
        }
    }

    @Test
    void validateOnlyChangesNothing() {
        CreateTopic request =
                new CreateTopic("a", OptionalInt.of(2), OptionalInt.empty(), Map.of(), true);
        Decision<AdminReply> decision = plans.create(brokers(5), request, ID, 0);
        assertEquals(List.of(), decision.records());
        assertEquals(Answer.done(new TopicCreated(ID, 2, 3)), decision.answer());
    }

    @Test
    void aDeletedTopicFreesItsName() {
        MetadataImage image = with(brokers(1), topic("lines", 2, 1));
        Decision<AdminReply> decision = delete(image);
        image = Replay.apply(image, decision.records(), 50);
        assertTrue(image.topic("lines").isEmpty());
        assertTrue(image.topic(ID).isEmpty());
        assertEquals(Why.UNKNOWN_TOPIC, refusal(delete(image)).why());
    }

    /** Whoever deletes it must have said before that it may be. */
    @Test
    void aProtectedTopicIsNotDeletedUntilItIsNot() {
        Map<String, String> guarded = Map.of("protected", "true");
        OptionalInt one = OptionalInt.of(1);
        MetadataImage image = with(brokers(1), new CreateTopic("lines", one, one, guarded, false));
        Decision<AdminReply> deleted = delete(image);
        assertEquals(List.of(), deleted.records());
        assertEquals(Why.TOPIC_PROTECTED, refusal(deleted).why());
        String told = refusal(deleted).message();
        assertTrue(told.contains("skein topics alter lines --set protected=false"), told);
        AlterTopicConfig free =
                new AlterTopicConfig("lines", Map.of("protected", "false"), List.of(), false);
        MetadataImage freed = Replay.apply(image, plans.alter(image, free).records(), 99);
        assertInstanceOf(Answer.Done.class, delete(freed).answer());
    }

    @Test
    void settingsAreSetAndResetTogether() {
        MetadataImage image = with(brokers(1), topic("lines", 1, 1));
        image = altered(image, Map.of("segment.bytes", "1MiB"), List.of());
        assertEquals(
                new ConfigValue("segment.bytes", "1MiB", false), config(image, "segment.bytes"));
        image = altered(image, Map.of(), List.of("segment.bytes"));
        assertEquals(
                new ConfigValue("segment.bytes", "1GiB", true), config(image, "segment.bytes"));
    }

    private MetadataImage altered(
            MetadataImage image, Map<String, String> set, List<String> reset) {
        Decision<AdminReply> decision =
                plans.alter(image, new AlterTopicConfig("lines", set, reset, false));
        MetadataImage after = Replay.apply(image, decision.records(), image.offset() + 1);
        TopicImage topic = after.topic("lines").orElseThrow();
        List<ConfigValue> told = new TopicSettings(nodeDefaults()).describe(topic.configs());
        assertEquals(Answer.done(new TopicConfigAltered(told)), decision.answer());
        return after;
    }

    private static ConfigValue config(MetadataImage image, String name) {
        TopicImage topic = image.topic("lines").orElseThrow();
        return new TopicSettings(nodeDefaults())
                .describe(topic.configs()).stream()
                        .filter(one -> one.name().equals(name))
                        .findFirst()
                        .orElseThrow();
    }

    @Test
    void oneBadSettingLeavesAllAsTheyWere() {
        MetadataImage image = with(brokers(1), topic("lines", 1, 1));
        AlterTopicConfig request =
                new AlterTopicConfig(
                        "lines", Map.of("segment.bytes", "2MiB"), List.of("no.such"), false);
        assertEquals(Why.INVALID_CONFIG, refusal(plans.alter(image, request)).why());
    }
}
