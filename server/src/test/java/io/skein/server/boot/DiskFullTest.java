package io.skein.server.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.skein.foundation.PartitionId;
import io.skein.records.BatchBuilder;
import io.skein.records.Codec;
import io.skein.records.Payload;
import io.skein.records.ProducerStamp;
import io.skein.server.door.AdminReply.TopicCreated;
import io.skein.server.door.AdminRequest.CreateTopic;
import io.skein.server.door.Answer;
import io.skein.server.door.PartitionReply.Offsets;
import io.skein.server.door.PartitionRequest.Acks;
import io.skein.server.door.PartitionRequest.Append;
import io.skein.server.door.PartitionRequest.Bounds;
import io.skein.server.door.PartitionRequest.Read;
import io.skein.server.door.Refusal;
import io.skein.server.door.Refusal.Why;
import io.skein.storage.RoomNews;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A node that counts the disk of this machine as full: whatever is on it is too much. */
class DiskFullTest {
    private static final Map<String, String> FULL =
            Map.of("disk.full.percent", "1", "disk.resume.percent", "1");

    @TempDir Path data;

    private static ByteBuffer batch() {
        BatchBuilder builder = new BatchBuilder(Codec.NONE, 1 << 20);
        builder.add(1_000, Payload.ABSENT, Payload.of("a"), List.of());
        return builder.finish(ProducerStamp.NONE);
    }

    private static PartitionId create(RunningNode node, String name) {
        CreateTopic request =
                new CreateTopic(name, OptionalInt.of(1), OptionalInt.empty(), Map.of(), false);
        return new PartitionId(((TopicCreated) node.admin(request)).topic(), 0);
    }

    @BeforeEach
    void somethingIsOnTheDisk() throws IOException {
        FileStore store = Files.getFileStore(data);
        long taken = store.getTotalSpace() - store.getUnallocatedSpace();
        assumeTrue(taken > store.getTotalSpace() / 100, "the disk is empty");
    }

    @Test
    void onlyProducersAreRefused() throws Exception {
        PartitionId id;
        try (RunningNode node = RunningNode.start(data)) {
            id = create(node, "lines");
            assertInstanceOf(Answer.Done.class, node.ask(id, new Append(batch(), Acks.ALL)));
            assertEquals(List.of(), node.rooms);
        }
        try (RunningNode node = RunningNode.start(data, FULL)) {
            Refusal why =
                    assertInstanceOf(
                                    Answer.Refused.class,
                                    node.ask(id, new Append(batch(), Acks.ALL)))
                            .refusal();
            assertEquals(Why.DISK_FULL, why.why());
            assertEquals(1_000, why.retryAfterMillis());
            String message = why.message();
            assertTrue(message.startsWith(data + " is full: "), message);
            assertTrue(message.matches(".* \\d+ % of \\d+ MiB are taken, .*"), message);
            assertTrue(message.contains("at 1 % (disk.full.percent)"), message);
            assertInstanceOf(Answer.Done.class, node.ask(id, new Read(0, 1 << 20, 0)));
            PartitionId other = create(node, "others");
            Answer<Offsets> bounds = node.ask(other, new Bounds());
            assertInstanceOf(Answer.Done.class, bounds, "a topic can be made");
            assertEquals(1, node.rooms.size(), node.rooms.toString());
            assertInstanceOf(RoomNews.Full.class, node.rooms.getFirst());
            assertEquals(Optional.empty(), node.health().whyNotReady(), "it serves readers");
            String status = node.health().status();
            String line = "disk +" + data + ": \\d+ % of \\d+ MiB are taken; producers are refused";
            assertTrue(status.lines().anyMatch(each -> each.matches(line)), status);
        }
    }
}
