package io.skein.server.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skein.foundation.PartitionId;
import io.skein.records.BatchBuilder;
import io.skein.records.Codec;
import io.skein.records.DecompressionBound;
import io.skein.records.Payload;
import io.skein.records.ProducerStamp;
import io.skein.records.RecordReader;
import io.skein.server.broker.CompactionFigures;
import io.skein.server.door.AdminReply.TopicCreated;
import io.skein.server.door.AdminRequest.AlterTopicConfig;
import io.skein.server.door.AdminRequest.CreateTopic;
import io.skein.server.door.Answer;
import io.skein.server.door.PartitionReply.Batches;
import io.skein.server.door.PartitionRequest.Acks;
import io.skein.server.door.PartitionRequest.Append;
import io.skein.server.door.PartitionRequest.Read;
import io.skein.server.door.Refusal.Why;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompactedTopicTest {
    private static final Map<String, String> OFTEN = Map.of("log.cleaner.backoff.ms", "100ms");
    private static final Map<String, String> COMPACTED =
            Map.of("cleanup.policy", "compact", "segment.bytes", "1KiB");
    private static final long WAIT_NANOS = 20_000_000_000L;

    @TempDir Path data;

    private static ByteBuffer batch(Payload key) {
        BatchBuilder builder = new BatchBuilder(Codec.NONE, 1 << 20);
        builder.add(1_000, key, Payload.of("v".repeat(200)), List.of());
        return builder.finish(ProducerStamp.NONE);
    }

    private static PartitionId create(RunningNode node, Map<String, String> configs) {
        CreateTopic request =
                new CreateTopic("users", OptionalInt.of(1), OptionalInt.empty(), configs, false);
        return new PartitionId(((TopicCreated) node.admin(request)).topic(), 0);
    }

    private static Answer<?> append(RunningNode node, PartitionId id, Payload key)
            throws Exception {
        return node.ask(id, new Append(batch(key), Acks.ALL));
    }

    private static List<Long> offsets(RunningNode node, PartitionId id, long end) throws Exception {
        List<Long> offsets = new ArrayList<>();
        long next = 0;
        while (next < end) {
            Batches read =
                    (Batches)
                            assertInstanceOf(
                                            Answer.Done.class,
                                            node.ask(id, new Read(next, 1_000, 0)))
                                    .reply();
            for (ByteBuffer batches : read.batches()) {
                RecordReader records =
                        RecordReader.open(batches.slice(), 0, DecompressionBound.DEFAULT);
                while (records.next()) offsets.add(records.offset());
            }
            assertTrue(read.nextOffset() > next, "offsets that are gone are stepped over");
            next = read.nextOffset();
        }
        return offsets;
    }

    @Test
    void recordsThatNewerOnesFollowGo() throws Exception {
        try (RunningNode node = RunningNode.start(data, OFTEN)) {
            PartitionId id = create(node, COMPACTED);
            for (int i = 0; i < 40; i++) append(node, id, Payload.of("key " + i % 2));
            long deadline = System.nanoTime() + WAIT_NANOS;
            List<Long> left = offsets(node, id, 40);
            while (left.size() > 8 && System.nanoTime() < deadline) left = offsets(node, id, 40);
            assertTrue(left.size() <= 8, left.toString());
            assertTrue(left.containsAll(List.of(38L, 39L)), left.toString());
            CompactionFigures figures = node.figures().compactions();
            while (figures.passes().sum() == 0 && System.nanoTime() < deadline) {
                offsets(node, id, 40);
            }
            assertTrue(figures.passes().sum() > 0, "passes");
            assertTrue(figures.readBytes().sum() > figures.writtenBytes().sum(), "bytes read");
            assertTrue(figures.removedBytes().sum() > 6_000, "bytes removed");
            assertEquals(0, figures.failures().sum());
        }
        try (RunningNode node = RunningNode.start(data, OFTEN)) {
            CreateTopic again =
                    new CreateTopic(
                            "others", OptionalInt.of(1), OptionalInt.empty(), Map.of(), false);
            assertInstanceOf(TopicCreated.class, node.admin(again), "it starts with such files");
        }
    }

    @Test
    void whatCannotBeCompactedIsToldAndCounted() throws Exception {
        PartitionId id;
        try (RunningNode node = RunningNode.start(data)) {
            id = create(node, COMPACTED);
            for (int i = 0; i < 40; i++) append(node, id, Payload.of("key " + i % 2));
        }
        Path first = data.resolve("users-0/00000000000000000000.log");
        byte[] bytes = Files.readAllBytes(first);
        bytes[100] ^= 1;
        Files.write(first, bytes);
        try (RunningNode node = RunningNode.start(data, OFTEN)) {
            long deadline = System.nanoTime() + WAIT_NANOS;
            while (node.troubles.isEmpty() && System.nanoTime() < deadline) {
                append(node, id, Payload.of("other"));
            }
            assertEquals(1, node.figures().compactions().failures().sum());
            assertEquals(1, node.troubles.size(), "" + node.troubles);
            assertTrue(node.troubles.getFirst().contains("users-0"), "" + node.troubles);
        }
    }

    @Test
    void recordsWithoutAKeyAreRefusedThere() throws Exception {
        try (RunningNode node = RunningNode.start(data)) {
            PartitionId id = create(node, COMPACTED);
            var refusal =
                    assertInstanceOf(Answer.Refused.class, append(node, id, Payload.ABSENT))
                            .refusal();
            assertEquals(Why.INVALID_BATCH, refusal.why());
            assertEquals(
                    "bad batch: record 0 has no key, and the topic is compacted by key"
                            + " (cleanup.policy)",
                    refusal.message());
            assertInstanceOf(Answer.Done.class, append(node, id, Payload.of("")));
            node.admin(
                    new AlterTopicConfig(
                            "users", Map.of("cleanup.policy", "delete"), List.of(), false));
            assertInstanceOf(Answer.Done.class, append(node, id, Payload.ABSENT));
        }
    }
}
