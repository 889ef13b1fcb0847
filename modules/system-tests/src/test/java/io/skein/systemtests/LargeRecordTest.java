package io.skein.systemtests;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skein.client.TopicPartition;
import io.skein.client.admin.Admin;
import io.skein.client.consumer.Consumer;
import io.skein.client.consumer.ConsumerRecord;
import io.skein.client.consumer.ConsumerSettings;
import io.skein.client.consumer.OffsetReset;
import io.skein.client.producer.Producer;
import io.skein.client.producer.ProducerRecord;
import io.skein.client.producer.ProducerSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a node is set to take, it tells, it takes, and it gives back. */
class LargeRecordTest {
    private static final int RECORD_BYTES = 20 << 20;
    private static final int BATCH_BYTES_MAX = 24 << 20;
    private static final Map<String, String> SET =
            Map.of("SKEIN_GRPC_MESSAGE_MAX_BYTES", "32MiB", "SKEIN_MAX_MESSAGE_BYTES", "24MiB");

    @TempDir private Path folder;

    @Test
    void aRecordLargerThanUsualGoesAllTheWay() throws IOException {
        Path data = folder.resolve("data");
        byte[] value = new byte[RECORD_BYTES];
        new Random(1).nextBytes(value);
        try (RunningNode node = RunningNode.start(data, Place.freePorts(3), SET)) {
            try (Admin admin = Admin.create(node.forClients())) {
                var limits = admin.await(admin.calls().serverInfo()).getLimits();
                assertEquals(BATCH_BYTES_MAX, limits.getBatchBytesMax());
                assertEquals(32 << 20, limits.getMessageBytesMax());
            }
            node.createTopic("large", 1);
            produce(node, value);
            assertArrayEquals(value, consume(node).value().orElseThrow());
            node.kill();
        }
        // However fast this machine is: as if it had been killed before the first point was saved.
        Files.deleteIfExists(data.resolve("recovery-point-offset-checkpoint"));
        try (RunningNode node = RunningNode.start(data, Place.freePorts(3), SET)) {
            assertTrue(node.log().contains("recovering large-0, 100 %"), node.log());
            assertArrayEquals(value, consume(node).value().orElseThrow());
        }
    }

    private static void produce(RunningNode node, byte[] value) {
        ProducerSettings settings =
                ProducerSettings.builder()
                        .connection(node.forClients())
                        .requestBytesMax(BATCH_BYTES_MAX)
                        .bufferBytesMax(2 * BATCH_BYTES_MAX)
                        .build();
        try (Producer<byte[], byte[]> producer = Producer.create(settings)) {
            assertEquals(0, producer.send(ProducerRecord.of("large", value)).join().offset());
        }
    }

    private static ConsumerRecord<byte[], byte[]> consume(RunningNode node) {
        ConsumerSettings settings =
                ConsumerSettings.builder()
                        .connection(node.forClients())
                        .offsetReset(OffsetReset.EARLIEST)
                        .build();
        try (Consumer<byte[], byte[]> consumer = Consumer.create(settings)) {
            consumer.assign(List.of(new TopicPartition("large", 0)));
            return consumer.poll(Duration.ofSeconds(30)).getFirst();
        }
    }
}
