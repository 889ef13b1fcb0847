package io.skein.systemtests;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.skein.client.admin.Admin;
import io.skein.client.admin.NewTopic;
import io.skein.client.producer.Producer;
import io.skein.client.producer.ProducerRecord;
import io.skein.client.producer.ProducerSettings;
import io.skein.protocol.v1.Node;
import io.skein.protocol.v1.PartitionDescription;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A node that falls silent is trusted with nothing, until it is back. */
class FencedNodeTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int PARTITIONS = 6;

    @TempDir private Path folder;

    private static void createTopic(RunningNode at, String name) {
        try (Admin admin = Admin.create(at.forClients())) {
            admin.createTopic(
                    NewTopic.of(name).withPartitions(PARTITIONS).withReplicationFactor(1));
        }
    }

    /** By partition. */
    private static Map<Integer, PartitionDescription> partitions(RunningNode at, String name) {
        Map<Integer, PartitionDescription> found = new TreeMap<>();
        try (Admin admin = Admin.create(at.forClients())) {
            admin.await(admin.calls().describeTopic(name))
                    .getPartitionsList()
                    .forEach(one -> found.put(one.getPartition(), one));
        }
        return found;
    }

    private static List<Integer> fenced(RunningNode at) {
        try (Admin admin = Admin.create(at.forClients())) {
            return admin.await(admin.calls().describeCluster()).getNodesList().stream()
                    .filter(Node::getFenced)
                    .map(Node::getId)
                    .toList();
        }
    }

    private static int active(RunningNode at) {
        try (Admin admin = Admin.create(at.forClients())) {
            return admin.await(admin.calls().describeCluster()).getControllerNodeId();
        }
    }

    private static PartitionDescription at(Map<Integer, PartitionDescription> all, int partition) {
        return Optional.ofNullable(all.get(partition)).orElseThrow();
    }

    private static void produce(RunningNode at, String topic, int partition) throws Exception {
        ProducerSettings settings = ProducerSettings.builder().connection(at.forClients()).build();
        try (Producer<byte[], byte[]> producer = Producer.create(settings)) {
            byte[] value = ("to " + partition).getBytes(UTF_8);
            producer.send(ProducerRecord.<byte[], byte[]>of(topic, value).withPartition(partition))
                    .get(30, TimeUnit.SECONDS);
        }
    }

    @Test
    void whoIsKilledLeadsNothingAndGetsNothingUntilItIsBack() throws Exception {
        try (ThreeNodes three = ThreeNodes.start(folder)) {
            RunningNode first = three.node(1);
            createTopic(first, "before");
            Map<Integer, PartitionDescription> before = partitions(first, "before");
            for (int partition = 0; partition < PARTITIONS; partition++) {
                produce(first, "before", partition);
            }
            three.kill(3);
            await().atMost(PATIENCE).untilAsserted(() -> assertEquals(List.of(3), fenced(first)));
            partitions(first, "before")
                    .forEach((partition, now) -> {
                        int led = at(before, partition).getLeaderNodeId();
                        assertEquals(led == 3 ? -1 : led, now.getLeaderNodeId(), now.toString());
                    });
            createTopic(first, "without");
            for (PartitionDescription one : partitions(first, "without").values()) {
                assertFalse(one.getReplicasList().contains(3), one.toString());
            }
            three.startAgain(3);
            assertEquals(List.of(), fenced(three.node(3)));
            partitions(three.node(3), "before")
                    .forEach((partition, now) -> {
                        PartitionDescription then = at(before, partition);
                        assertEquals(then.getLeaderNodeId(), now.getLeaderNodeId(), now.toString());
                        boolean isAnew = now.getLeaderEpoch() > then.getLeaderEpoch();
                        assertEquals(then.getLeaderNodeId() == 3, isAnew, now.toString());
                    });
            before.forEach((partition, one) -> {
                RunningNode leader = three.node(one.getLeaderNodeId());
                List<String> values = Records.readFrom(leader, "before", partition);
                assertEquals(List.of("to " + partition), values);
            });
        }
    }

    @Test
    void aSecondProcessOfALiveNodeWaitsAndSaysWhy() {
        try (ThreeNodes three = ThreeNodes.start(folder)) {
            createTopic(three.node(1), "before");
            Map<Integer, PartitionDescription> before = partitions(three.node(1), "before");
            List<Integer> ports = Place.freePorts(3);
            Path data = folder.resolve("second");
            int taken = active(three.node(1)) == 3 ? 2 : 3;
            int other = 5 - taken;
            String voters = "1@%s,%d@%s".formatted(three.address(1), other, three.address(other));
            try (RunningNode second =
                    RunningNode.begin(data, ports, ThreeNodes.environment(taken, voters))) {
                String why = "another process is node %d of this cluster".formatted(taken);
                await().atMost(PATIENCE).until(() -> second.log().contains(why));
                assertEquals(before, partitions(three.node(1), "before"));
                assertEquals(List.of(), fenced(three.node(1)));
            }
        }
    }
}
