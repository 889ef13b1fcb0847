package io.skein.server.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skein.foundation.PartitionId;
import io.skein.foundation.Uuid;
import io.skein.records.Batch;
import io.skein.records.BatchBuilder;
import io.skein.records.BatchCheck;
import io.skein.records.Codec;
import io.skein.records.Payload;
import io.skein.records.ProducerStamp;
import io.skein.server.door.AdminReply;
import io.skein.server.door.AdminReply.TopicCreated;
import io.skein.server.door.AdminRequest.AlterTopicConfig;
import io.skein.server.door.AdminRequest.CreateTopic;
import io.skein.server.door.AdminRequest.DeleteTopic;
import io.skein.server.door.Answer;
import io.skein.server.door.AppendRun;
import io.skein.server.door.PartitionReply;
import io.skein.server.door.PartitionReply.Appended;
import io.skein.server.door.PartitionReply.Batches;
import io.skein.server.door.PartitionReply.FoundTime;
import io.skein.server.door.PartitionReply.Offsets;
import io.skein.server.door.PartitionRequest.Acks;
import io.skein.server.door.PartitionRequest.Append;
import io.skein.server.door.PartitionRequest.Bounds;
import io.skein.server.door.PartitionRequest.OffsetForTime;
import io.skein.server.door.PartitionRequest.Read;
import io.skein.server.door.Refusal;
import io.skein.server.door.Refusal.Why;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole node in the real world, without a transport. */
class NodeTest {
    @TempDir Path data;

    private static ByteBuffer batch(String... values) {
        BatchBuilder builder = new BatchBuilder(Codec.NONE, 1 << 20);
        for (String value : values) {
            builder.add(1_000, Payload.ABSENT, Payload.of(value), List.of());
        }
        return builder.finish(ProducerStamp.NONE);
    }

    private static Uuid create(RunningNode node, String name, int partitions) {
        CreateTopic request =
                new CreateTopic(
                        name, OptionalInt.of(partitions), OptionalInt.empty(), Map.of(), false);
        return ((TopicCreated) node.admin(request)).topic();
    }

    private static <R extends PartitionReply> R done(Answer<R> answer) {
        return switch (answer) {
            case Answer.Done<R>(R reply) -> reply;
            case Answer.Refused<R>(Refusal why) -> throw new AssertionError(why.message());
        };
    }

    private static Refusal refused(Answer<?> answer) {
        return assertInstanceOf(Answer.Refused.class, answer).refusal();
    }

    private static Appended append(RunningNode node, PartitionId id, ByteBuffer batch)
            throws Exception {
        return done(node.ask(id, new Append(batch, Acks.ALL)));
    }

    @Test
    void keepsWhatItIsGivenOverAnOrderlyStop() throws Exception {
        PartitionId id;
        try (RunningNode node = RunningNode.start(data)) {
            id = new PartitionId(create(node, "lines", 3), 1);
            assertEquals(0, append(node, id, batch("a", "b")).baseOffset());
            assertEquals(2, append(node, id, batch("c")).baseOffset());
        }
        try (RunningNode node = RunningNode.start(data)) {
            assertEquals(new Offsets(0, 3), done(node.ask(id, new Bounds())));
            Batches read = done(node.ask(id, new Read(0, 1 << 20, 0)));
            assertEquals(3, read.nextOffset());
            assertEquals(3, append(node, id, batch("d")).baseOffset());
        }
    }

    @Test
    void keepsWhatItAcknowledgedWhenTheProcessDies(@TempDir Path other) throws Exception {
        PartitionId id;
        RunningNode first = RunningNode.start(data);
        id = new PartitionId(create(first, "lines", 1), 0);
        append(first, id, batch("a"));
        first.abandon();
        Path left = other.resolve("left");
        RunningNode.copyTree(data, left);
        try (RunningNode node = RunningNode.start(left)) {
            assertEquals(new Offsets(0, 1), done(node.ask(id, new Bounds())));
        }
    }

    @Test
    void oldSegmentsGoAndStayAway() throws Exception {
        Map<String, String> settings =
                Map.of(
                        "log.retention.check.interval.ms", "100",
                        "segment.bytes", "2000",
                        "retention.ms", "-1",
                        "retention.bytes", "4000");
        PartitionId id;
        long start = 0;
        try (RunningNode node = RunningNode.start(data, settings)) {
            id = new PartitionId(create(node, "lines", 1), 0);
            for (int i = 0; i < 40; i++) append(node, id, batch("x".repeat(400)));
            while (start < 25) start = done(node.ask(id, new Bounds())).logStart();
            assertTrue(start < 36, "two segments stay: " + start);
            Refusal why = refused(node.ask(id, new Read(start - 1, 1 << 20, 0)));
            assertEquals(Why.OFFSET_OUT_OF_RANGE, why.why());
            assertTrue(why.message().contains("" + start), why.message());
        }
        try (RunningNode node = RunningNode.start(data, Map.of())) {
            Offsets left = done(node.ask(id, new Bounds()));
            assertEquals(40, left.highWatermark());
            assertTrue(left.logStart() >= start, left.toString());
        }
    }

    @Test
    void eachIncarnationLeadsInAnEpochOfItsOwn() throws Exception {
        PartitionId id;
        try (RunningNode node = RunningNode.start(data)) {
            id = new PartitionId(create(node, "lines", 1), 0);
            append(node, id, batch("a"));
        }
        try (RunningNode node = RunningNode.start(data)) {
            append(node, id, batch("b"));
            List<ByteBuffer> batches = done(node.ask(id, new Read(1, 1 << 20, 0))).batches();
            ByteBuffer last = batches.getLast();
            assertTrue(Batch.leaderEpoch(last, last.position()) > 0);
        }
    }

    @Test
    void badRequestsAreRefusedByKindAndChangeNothing() throws Exception {
        try (RunningNode node = RunningNode.start(data)) {
            PartitionId id = new PartitionId(create(node, "lines", 1), 0);
            ByteBuffer corrupt = batch("x");
            corrupt.put(corrupt.limit() - 1, (byte) 1);
            assertEquals(
                    Why.CORRUPT_BATCH, refused(node.ask(id, new Append(corrupt, Acks.ALL))).why());
            ByteBuffer large = batch("x".repeat(2 << 20));
            assertEquals(Why.TOO_LARGE, refused(node.ask(id, new Append(large, Acks.ALL))).why());
            ByteBuffer cut = batch("x").limit(40);
            assertEquals(Why.INVALID_BATCH, refused(node.ask(id, new Append(cut, Acks.ALL))).why());
            assertEquals(Why.OFFSET_OUT_OF_RANGE, refused(node.ask(id, new Read(1, 100, 0))).why());
            assertEquals(
                    Why.UNKNOWN_PARTITION,
                    refused(node.ask(new PartitionId(id.topic(), 1), new Bounds())).why());
            assertEquals(
                    Why.UNKNOWN_TOPIC,
                    refused(node.ask(new PartitionId(Uuid.ZERO, 0), new Bounds())).why());
            assertEquals(new Offsets(0, 0), done(node.ask(id, new Bounds())));
        }
    }

    @Test
    void aDeletedTopicTakesItsFilesAlongAndItsNameBeginsAnew() throws Exception {
        try (RunningNode node = RunningNode.start(data)) {
            PartitionId old = new PartitionId(create(node, "lines", 1), 0);
            append(node, old, batch("a"));
            AdminReply deleted = node.admin(new DeleteTopic("lines"));
            assertInstanceOf(AdminReply.TopicDeleted.class, deleted);
            PartitionId fresh = new PartitionId(create(node, "lines", 1), 0);
            assertEquals(0, append(node, fresh, batch("b")).baseOffset());
            assertEquals(Why.UNKNOWN_TOPIC, refused(node.ask(old, new Bounds())).why());
        }
    }

    @Test
    void aLostLogIsNotMadeAnew() throws Exception {
        PartitionId id;
        try (RunningNode node = RunningNode.start(data)) {
            id = new PartitionId(create(node, "lines", 1), 0);
            append(node, id, batch("a"));
        }
        RunningNode.removeTree(data.resolve("lines-0"));
        try (RunningNode node = RunningNode.start(data)) {
            assertEquals(Why.STORAGE_FAILED, refused(node.ask(id, new Bounds())).why());
            assertTrue(Files.notExists(data.resolve("lines-0")));
        }
    }

    @Test
    void alteredSettingsHoldFromTheNextAppendOn() throws Exception {
        try (RunningNode node = RunningNode.start(data)) {
            PartitionId id = new PartitionId(create(node, "lines", 1), 0);
            append(node, id, batch("x".repeat(900)));
            node.admin(
                    new AlterTopicConfig(
                            "lines",
                            Map.of("segment.bytes", "1KiB", "max.message.bytes", "500"),
                            List.of(),
                            false));
            ByteBuffer large = batch("y".repeat(900));
            assertEquals(Why.TOO_LARGE, refused(node.ask(id, new Append(large, Acks.ALL))).why());
            append(node, id, batch("y".repeat(300)));
            assertTrue(Files.exists(data.resolve("lines-0/00000000000000000001.log")));
        }
    }

    @Test
    void recordsBearTheTimeThatTheirTopicSays() throws Exception {
        try (RunningNode node = RunningNode.start(data)) {
            PartitionId id = new PartitionId(create(node, "lines", 1), 0);
            assertTrue(append(node, id, batch("a")).appendTimeMillis().isEmpty());
            Map<String, String> set = Map.of("message.timestamp.type", "LogAppendTime");
            node.admin(new AlterTopicConfig("lines", set, List.of(), false));
            long time = append(node, id, batch("b", "c")).appendTimeMillis().orElseThrow();
            assertTrue(time > 1_700_000_000_000L, "now, and not what the batch said");
            ByteBuffer stored = done(node.ask(id, new Read(1, 1 << 20, 0))).batches().getLast();
            int at = stored.position() + (int) Batch.sizeBytes(stored, stored.position());
            at = Batch.nextOffset(stored, stored.position()) == 1 ? at : stored.position();
            assertTrue(BatchCheck.stored(stored, at, stored.limit()).isValid(), "the CRC too");
            assertTrue(Batch.isAppendTime(stored, at));
            assertEquals(time, Batch.maxTimestampMillis(stored, at));
            FoundTime created = done(node.ask(id, new OffsetForTime(1_000)));
            assertEquals(new FoundTime(0, OptionalLong.of(1_000)), created);
            FoundTime appended = done(node.ask(id, new OffsetForTime(1_001)));
            assertEquals(new FoundTime(1, OptionalLong.of(time)), appended);
            FoundTime later = done(node.ask(id, new OffsetForTime(time + 1)));
            assertEquals(new FoundTime(3, OptionalLong.empty()), later);
        }
    }

    @Test
    void whatIsBehindARefusedBatchIsRefusedToo() throws Exception {
        try (RunningNode node = RunningNode.start(data)) {
            PartitionId id = new PartitionId(create(node, "lines", 1), 0);
            AppendRun run = new AppendRun();
            assertEquals(0, done(node.ask(id, new Append(batch("a"), Acks.ALL, run))).baseOffset());
            run.breakOff();
            Refusal behind = refused(node.ask(id, new Append(batch("b"), Acks.ALL, run)));
            assertEquals(Why.OVERLOADED, behind.why());
            assertTrue(behind.retryAfterMillis() > 0);
            AppendRun elsewhere = new AppendRun();
            elsewhere.way(() -> new AppendRun.Way() {});
            assertEquals(
                    behind, refused(node.ask(id, new Append(batch("b"), Acks.ALL, elsewhere))));
            assertEquals(1, append(node, id, batch("c")).baseOffset());
        }
    }

    @Test
    void readersAtTheEndHearOfNewRecords() throws Exception {
        try (RunningNode node = RunningNode.start(data)) {
            PartitionId id = new PartitionId(create(node, "lines", 1), 0);
            var waiting = node.asked(id, new Read(0, 1 << 20, 60_000_000_000L));
            append(node, id, batch("a"));
            assertEquals(1, done(RunningNode.await(waiting)).nextOffset());
            Batches none = done(node.ask(id, new Read(1, 1 << 20, 0)));
            assertEquals(List.of(), none.batches());
        }
    }
}
