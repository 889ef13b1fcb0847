package io.skein.server.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skein.foundation.PartitionId;
import io.skein.records.BatchBuilder;
import io.skein.records.Codec;
import io.skein.records.Payload;
import io.skein.records.ProducerStamp;
import io.skein.server.door.AdminReply.TopicCreated;
import io.skein.server.door.AdminRequest.CreateTopic;
import io.skein.server.door.Answer;
import io.skein.server.door.PartitionRequest.Acks;
import io.skein.server.door.PartitionRequest.Append;
import io.skein.server.door.Refusal;
import io.skein.server.door.Refusal.Why;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A node with two data directories, one of which is not always there. */
class SeveralDirectoriesTest {
    private static final int PARTITIONS = 4;

    @TempDir Path place;
    private Path first;
    private Path second;
    private Map<String, String> both = Map.of();

    @BeforeEach
    void chooseFolders() {
        first = place.resolve("first");
        second = place.resolve("second");
        both = Map.of("log.dirs", first + "," + second);
    }

    private RunningNode start() throws Exception {
        return RunningNode.start(first, both);
    }

    private static PartitionId create(RunningNode node) {
        CreateTopic request =
                new CreateTopic(
                        "spread", OptionalInt.of(PARTITIONS), OptionalInt.empty(), Map.of(), false);
        return new PartitionId(((TopicCreated) node.admin(request)).topic(), 0);
    }

    private static Answer<?> append(RunningNode node, PartitionId topic, int number)
            throws Exception {
        BatchBuilder builder = new BatchBuilder(Codec.NONE, 1 << 20);
        builder.add(1_000, Payload.ABSENT, Payload.of("value"), List.of());
        ByteBuffer batch = builder.finish(ProducerStamp.NONE);
        PartitionId partition = new PartitionId(topic.topic(), number);
        return node.ask(partition, new Append(batch, Acks.ALL));
    }

    private static boolean isIn(Path directory, int partition) {
        return Files.isDirectory(directory.resolve("spread-" + partition));
    }

    /** Which partitions can be written, and that the others say that it is their storage. */
    private void assertServesWhatIsIn(Path directory, RunningNode node, PartitionId topic)
            throws Exception {
        for (int i = 0; i < PARTITIONS; i++) {
            Answer<?> answer = append(node, topic, i);
            if (isIn(directory, i)) {
                assertInstanceOf(Answer.Done.class, answer, "partition " + i);
            } else {
                Refusal why =
                        assertInstanceOf(Answer.Refused.class, answer, "partition " + i).refusal();
                assertEquals(Why.STORAGE_FAILED, why.why());
                assertTrue(why.message().contains("data directory"), why.message());
            }
        }
    }

    @Test
    void partitionsAreSpread() throws Exception {
        try (RunningNode node = start()) {
            PartitionId topic = create(node);
            int inFirst = 0;
            for (int i = 0; i < PARTITIONS; i++) {
                assertInstanceOf(Answer.Done.class, append(node, topic, i));
                if (isIn(first, i)) inFirst++;
                assertTrue(isIn(first, i) != isIn(second, i), "in one of them: " + i);
            }
            assertEquals(PARTITIONS / 2, inFirst);
        }
    }

    /** As when a disk is broken, or its file system could not be mounted. */
    @Test
    void theOthersGoOnWithoutADirectoryThatDoesNotWork() throws Exception {
        PartitionId topic;
        try (RunningNode node = start()) {
            topic = create(node);
            for (int i = 0; i < PARTITIONS; i++) append(node, topic, i);
        }
        Path away = place.resolve("away");
        Files.move(second, away);
        Files.writeString(second, "no directory");
        try (RunningNode node = start()) {
            assertServesWhatIsIn(first, node, topic);
            String told = String.join("; ", node.troubles);
            assertTrue(told.contains(second.toString()), told);
        }
        Files.delete(second);
        Files.move(away, second);
        try (RunningNode node = start()) {
            for (int i = 0; i < PARTITIONS; i++) {
                assertInstanceOf(Answer.Done.class, append(node, topic, i));
            }
            assertEquals(List.of(), node.troubles);
        }
    }

    /** A new disk in the place of the old one: what was on that one is not begun anew. */
    @Test
    void anEmptyDirectoryInItsPlaceIsAnotherOne() throws Exception {
        PartitionId topic;
        try (RunningNode node = start()) {
            topic = create(node);
        }
        Files.move(second, place.resolve("away"));
        try (RunningNode node = start()) {
            assertServesWhatIsIn(first, node, topic);
            assertEquals(PARTITIONS / 2, node.troubles.size());
        }
    }

    @Test
    void theFirstHoldsTheMetadataAndMustWork() throws Exception {
        Files.writeString(first, "no directory");
        String refusal = RunningNode.refusal(first, both);
        assertTrue(refusal.contains(first + " cannot be written to"), refusal);
    }
}
