package io.skein.systemtests;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skein.client.admin.Admin;
import io.skein.client.admin.NewTopic;
import io.skein.client.producer.Producer;
import io.skein.client.producer.ProducerRecord;
import io.skein.client.producer.ProducerSettings;
import io.skein.protocol.v1.PartitionDescription;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A partition on three real nodes goes on without the one that leads it. */
class ReplicatedTopicTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String TOPIC = "lines";

    @TempDir private Path folder;

    private final List<String> acknowledged = new ArrayList<>();

    private static PartitionDescription partition(RunningNode at) {
        try (Admin admin = Admin.create(at.forClients())) {
            return admin.await(admin.calls().describeTopic(TOPIC)).getPartitions(0);
        }
    }

    private static PartitionDescription awaitInSync(RunningNode at, int count) {
        await().atMost(PATIENCE).until(() -> partition(at), one -> one.getInSyncCount() == count);
        return partition(at);
    }

    private void produce(RunningNode at, int count) throws Exception {
        ProducerSettings settings = ProducerSettings.builder().connection(at.forClients()).build();
        try (Producer<byte[], byte[]> producer = Producer.create(settings)) {
            for (int i = 0; i < count; i++) {
                String line = "line " + acknowledged.size();
                producer.send(ProducerRecord.<byte[], byte[]>of(TOPIC, line.getBytes(UTF_8)))
                        .get(60, TimeUnit.SECONDS);
                acknowledged.add(line);
            }
        }
    }

    private static String logs(ThreeNodes three) {
        StringBuilder all = new StringBuilder();
        for (int number : three.numbers()) {
            all.append("\nnode ").append(number).append(": ").append(three.node(number).log());
        }
        return all.toString();
    }

    @Test
    void whatIsAcknowledgedOutlivesWhoeverLeads() throws Exception {
        try (ThreeNodes three = ThreeNodes.start(folder)) {
            try (Admin admin = Admin.create(three.node(1).forClients())) {
                admin.createTopic(
                        NewTopic.of(TOPIC)
                                .withPartitions(1)
                                .withReplicationFactor(3)
                                .withConfig("min.insync.replicas", "2"));
            }
            produce(three.node(1), 50);
            for (int round = 0; round < 3; round++) {
                PartitionDescription before = awaitInSync(three.node(1), 3);
                int led = before.getLeaderNodeId();
                three.kill(led);
                RunningNode other = three.node(led == 1 ? 2 : 1);
                PartitionDescription after = awaitInSync(other, 2);
                assertTrue(
                        after.getLeaderEpoch() > before.getLeaderEpoch(),
                        () -> before + " then " + after + logs(three));
                produce(other, 50);
                assertEquals(
                        acknowledged, Records.readOnly(three.node(after.getLeaderNodeId()), TOPIC));
                three.startAgain(led);
            }
            awaitInSync(three.node(1), 3);
        }
    }
}
