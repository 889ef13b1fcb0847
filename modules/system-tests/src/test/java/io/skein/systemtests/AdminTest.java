package io.skein.systemtests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skein.client.RefusedException;
import io.skein.client.TopicPartition;
import io.skein.client.admin.Admin;
import io.skein.client.admin.ConfigChange;
import io.skein.client.admin.DeleteBefore;
import io.skein.client.admin.NewTopic;
import io.skein.client.admin.OffsetSpec;
import io.skein.client.consumer.Consumer;
import io.skein.client.consumer.ConsumerSettings;
import io.skein.client.consumer.OffsetAndTimestamp;
import io.skein.client.producer.Producer;
import io.skein.client.producer.ProducerRecord;
import io.skein.client.producer.ProducerSettings;
import io.skein.protocol.v1.ConfigEntry;
import io.skein.protocol.v1.RefusalReason;
import io.skein.protocol.v1.TopicSummary;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every call of Admin, and of the consumer that asks for offsets, against a real node. */
class AdminTest {
    private static final TopicPartition FIRST = new TopicPartition("times", 0);
    private static final TopicPartition SECOND = new TopicPartition("times", 1);

    @TempDir private static Path folder;
    private static Optional<RunningNode> running = Optional.empty();
    private static Optional<Admin> asking = Optional.empty();

    @BeforeAll
    static void startNode() {
        running = Optional.of(RunningNode.start(folder.resolve("data")));
        asking = Optional.of(Admin.create(node().forClients()));
        admin().createTopic(NewTopic.of("times").withPartitions(2));
        produceTimes();
    }

    @AfterAll
    static void stopNode() {
        asking.ifPresent(Admin::close);
        running.ifPresent(RunningNode::close);
    }

    private static RunningNode node() {
        return running.orElseThrow();
    }

    private static Admin admin() {
        return asking.orElseThrow();
    }

    /** In the first partition, with the times 1000, 2000 and so on; none in the second. */
    private static void produceTimes() {
        ProducerSettings settings =
                ProducerSettings.builder().connection(node().forClients()).build();
        try (Producer<byte[], byte[]> producer = Producer.create(settings)) {
            for (int i = 1; i <= 5; i++) {
                ProducerRecord<byte[], byte[]> record = ProducerRecord.of("times", new byte[i]);
                producer.send(record.withPartition(0).withTimestamp(i * 1_000L)).join();
            }
        }
    }

    @Test
    void aConsumerAsksWherePartitionsBeginAndEnd() {
        ConsumerSettings settings =
                ConsumerSettings.builder().connection(node().forClients()).build();
        Collection<TopicPartition> both = List.of(FIRST, SECOND);
        try (Consumer<byte[], byte[]> consumer = Consumer.create(settings)) {
            assertEquals(Map.of(FIRST, 0L, SECOND, 0L), consumer.beginningOffsets(both));
            assertEquals(Map.of(FIRST, 5L, SECOND, 0L), consumer.endOffsets(both));
            assertEquals(
                    Map.of(FIRST, new OffsetAndTimestamp(2, 3_000)),
                    consumer.offsetsForTimes(Map.of(FIRST, 2_001L, SECOND, 0L)),
                    "partitions that have none are left out");
            TopicPartition missing = new TopicPartition("times", 2);
            RefusedException refused =
                    assertThrows(
                            RefusedException.class, () -> consumer.endOffsets(List.of(missing)));
            assertEquals(RefusalReason.REFUSAL_REASON_UNKNOWN_PARTITION, refused.reason());
        }
    }

    @Test
    void anAdminAsksForOffsetsOfAllPartitions() {
        assertEquals(List.of(0L, 0L), offsets(new OffsetSpec.Earliest()));
        assertEquals(List.of(5L, 0L), offsets(new OffsetSpec.Latest()));
        assertEquals(List.of(4L, 0L), offsets(new OffsetSpec.AtTime(4_500)));
    }

    private static List<Long> offsets(OffsetSpec which) {
        return admin()
                .await(admin().calls().listOffsets("times", List.of(), which))
                .getOffsetsList()
                .stream()
                .map(found -> found.getOffset())
                .toList();
    }

    @Test
    void recordsAreDeletedInSeveralPartitionsAtOnce() {
        admin().createTopic(NewTopic.of("shrinking").withPartitions(2));
        ProducerSettings settings =
                ProducerSettings.builder().connection(node().forClients()).build();
        try (Producer<byte[], byte[]> producer = Producer.create(settings)) {
            for (int i = 0; i < 10; i++) {
                ProducerRecord<byte[], byte[]> record = ProducerRecord.of("shrinking", new byte[3]);
                producer.send(record.withPartition(i % 2)).join();
            }
        }
        TopicPartition one = new TopicPartition("shrinking", 0);
        TopicPartition other = new TopicPartition("shrinking", 1);
        assertEquals(
                Map.of(one, 3L, other, 5L),
                admin().deleteRecords(
                                Map.of(
                                        one,
                                        new DeleteBefore.Offset(3),
                                        other,
                                        new DeleteBefore.End())));
        ConsumerSettings reading =
                ConsumerSettings.builder().connection(node().forClients()).build();
        try (Consumer<byte[], byte[]> consumer = Consumer.create(reading)) {
            Collection<TopicPartition> both = List.of(one, other);
            assertEquals(Map.of(one, 3L, other, 5L), consumer.beginningOffsets(both));
        }
        RefusedException refused =
                assertThrows(
                        RefusedException.class,
                        () -> admin().deleteRecords(Map.of(one, new DeleteBefore.Offset(6))));
        assertEquals(RefusalReason.REFUSAL_REASON_OFFSET_OUT_OF_RANGE, refused.reason());
        String said = String.valueOf(refused.getMessage());
        assertTrue(said.startsWith("shrinking-0: ") && said.contains("offset 5 at most"), said);
    }

    @Test
    void settingsAreGivenAlteredAndReset() {
        admin().createTopic(NewTopic.of("set").withConfig("segment.bytes", "2MiB"));
        var before = admin().await(admin().calls().describeTopic("set"));
        assertEquals(1, before.getPartitionsCount());
        assertEquals(Map.of("segment.bytes", "2MiB"), own(before.getConfigsList()));
        TreeMap<String, String> set = new TreeMap<>(Map.of("retention.ms", "1h"));
        ConfigChange change = new ConfigChange(set, new TreeSet<>(List.of("segment.bytes")));
        var checked = admin().await(admin().calls().alterTopicConfig("set", change, true));
        assertTrue(checked.getConfigsCount() > 0);
        assertEquals(before, admin().await(admin().calls().describeTopic("set")), "only a check");
        var altered = admin().await(admin().calls().alterTopicConfig("set", change, false));
        assertEquals(Map.of("retention.ms", "1h"), own(altered.getConfigsList()));
        var after = admin().await(admin().calls().describeTopic("set"));
        assertEquals(altered.getConfigsList(), after.getConfigsList());
    }

    private static Map<String, String> own(List<ConfigEntry> configs) {
        Map<String, String> own = new TreeMap<>();
        for (ConfigEntry each : configs) {
            if (!each.getIsDefault()) own.put(each.getName(), each.getValue());
        }
        return own;
    }

    @Test
    void topicsAreListedAPageAtATimeUntilTheyAreDeleted() {
        for (String name : List.of("page-c", "page-a", "page-b")) {
            admin().createTopic(NewTopic.of(name).withReplicationFactor(1));
        }
        var page = admin().await(admin().calls().listTopics("page-", 2));
        assertEquals(List.of("page-a", "page-b"), names(page.getTopicsList()));
        assertTrue(page.getMore());
        var rest = admin().await(admin().calls().listTopics("page-b", 1));
        assertEquals(List.of("page-c"), names(rest.getTopicsList()));
        admin().deleteTopic("page-b");
        assertFalse(names(admin().listTopics()).contains("page-b"));
        assertTrue(names(admin().listTopics()).containsAll(List.of("page-a", "page-c")));
    }

    private static List<String> names(List<TopicSummary> topics) {
        return topics.stream().map(TopicSummary::getName).toList();
    }

    @Test
    void aTopicThatIsOnlyCheckedIsNotMade() {
        var checked = admin().calls().createTopic(NewTopic.of("checked").withPartitions(3), true);
        assertEquals(3, admin().await(checked).getPartitions());
        RefusedException refused =
                assertThrows(
                        RefusedException.class,
                        () -> admin().await(admin().calls().describeTopic("checked")));
        assertEquals(RefusalReason.REFUSAL_REASON_UNKNOWN_TOPIC, refused.reason());
    }

    @Test
    void theNodeTellsWhoItIs() {
        var server = admin().await(admin().calls().serverInfo());
        var cluster = admin().await(admin().calls().describeCluster());
        assertEquals(22, server.getClusterId().length());
        assertEquals(server.getClusterId(), cluster.getClusterId());
        assertEquals(server.getNodeId(), cluster.getControllerNodeId());
        assertEquals(node().address(), cluster.getNodes(0).getAddress());
    }
}
