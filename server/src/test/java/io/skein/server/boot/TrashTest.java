package io.skein.server.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skein.foundation.PartitionId;
import io.skein.foundation.Uuid;
import io.skein.records.BatchBuilder;
import io.skein.records.Codec;
import io.skein.records.Payload;
import io.skein.records.ProducerStamp;
import io.skein.server.door.AdminReply.TopicCreated;
import io.skein.server.door.AdminReply.TopicDeleted;
import io.skein.server.door.AdminReply.TopicPurged;
import io.skein.server.door.AdminReply.TopicUndeleted;
import io.skein.server.door.AdminRequest.CreateTopic;
import io.skein.server.door.AdminRequest.DeleteTopic;
import io.skein.server.door.AdminRequest.Deleted;
import io.skein.server.door.AdminRequest.PurgeTopic;
import io.skein.server.door.AdminRequest.UndeleteTopic;
import io.skein.server.door.Answer;
import io.skein.server.door.PartitionReply.Offsets;
import io.skein.server.door.PartitionRequest.Acks;
import io.skein.server.door.PartitionRequest.Append;
import io.skein.server.door.PartitionRequest.Bounds;
import io.skein.server.door.Refusal.Why;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is deleted can be brought back with all that was in it, until it is purged. */
class TrashTest {
    private static final Deleted LINES = new Deleted("lines", Optional.empty());

    @TempDir Path data;

    private static PartitionId create(RunningNode node) {
        CreateTopic request =
                new CreateTopic("lines", OptionalInt.of(1), OptionalInt.empty(), Map.of(), false);
        return new PartitionId(((TopicCreated) node.admin(request)).topic(), 0);
    }

    /** The offset of the one record. */
    private static void append(RunningNode node, PartitionId id) throws Exception {
        BatchBuilder builder = new BatchBuilder(Codec.NONE, 1 << 20);
        builder.add(1_000, Payload.ABSENT, Payload.of("a"), List.of());
        Append append = new Append(builder.finish(ProducerStamp.NONE), Acks.ALL);
        assertInstanceOf(Answer.Done.class, node.ask(id, append));
    }

    private static void holds(RunningNode node, PartitionId id, long records) throws Exception {
        assertEquals(Answer.done(new Offsets(0, records)), node.ask(id, new Bounds()));
    }

    private static void isUnknown(RunningNode node, PartitionId id) throws Exception {
        Answer<Offsets> answer = node.ask(id, new Bounds());
        assertEquals(
                Why.UNKNOWN_TOPIC, assertInstanceOf(Answer.Refused.class, answer).refusal().why());
    }

    private static UndeleteTopic as(Optional<String> name) {
        return new UndeleteTopic(LINES, name);
    }

    /** The folders of partitions. */
    private long folders() throws Exception {
        try (Stream<Path> all = Files.list(data)) {
            return all.filter(each -> each.getFileName().toString().matches("lines.*-0")).count();
        }
    }

    @Test
    void whatIsBroughtBackIsAllThere() throws Exception {
        try (RunningNode node = RunningNode.start(data)) {
            PartitionId id = create(node);
            append(node, id);
            TopicDeleted deleted = (TopicDeleted) node.admin(new DeleteTopic("lines"));
            assertTrue(deleted.purgeAtMillis().isPresent());
            isUnknown(node, id);
            assertEquals(new TopicUndeleted(id.topic(), "lines"), node.admin(as(Optional.empty())));
            holds(node, id, 1);
            append(node, id);
            holds(node, id, 2);
        }
    }

    /** The folders of the one in the trash have that name, and keep it over a restart. */
    @Test
    void anotherTopicOfTheNameTakesNothingAway() throws Exception {
        PartitionId old;
        PartitionId young;
        try (RunningNode node = RunningNode.start(data)) {
            old = create(node);
            append(node, old);
            node.admin(new DeleteTopic("lines"));
            young = create(node);
            append(node, young);
            append(node, young);
        }
        try (RunningNode node = RunningNode.start(data)) {
            isUnknown(node, old);
            holds(node, young, 2);
            assertEquals(
                    new TopicUndeleted(old.topic(), "older"), node.admin(as(Optional.of("older"))));
            holds(node, old, 1);
        }
        try (RunningNode node = RunningNode.start(data)) {
            holds(node, old, 1);
            holds(node, young, 2);
            append(node, old);
            holds(node, old, 2);
            assertEquals(2, folders());
        }
    }

    @Test
    void whatIsPurgedIsGoneWithItsFiles() throws Exception {
        try (RunningNode node = RunningNode.start(data)) {
            PartitionId id = create(node);
            append(node, id);
            node.admin(new DeleteTopic("lines"));
            assertEquals(1, folders());
            assertEquals(new TopicPurged(id.topic()), node.admin(new PurgeTopic(LINES)));
            isUnknown(node, id);
            // Whatever comes next has the name and the lane, and waits until the files are gone.
            append(node, create(node));
            assertEquals(1, folders());
        }
    }

    @Test
    void withoutATrashDeletedIsDeleted() throws Exception {
        Map<String, String> none = Map.of("topic.trash.retention.ms", "0");
        try (RunningNode node = RunningNode.start(data, none)) {
            Uuid id = create(node).topic();
            assertEquals(
                    new TopicDeleted(id, OptionalLong.empty()),
                    node.admin(new DeleteTopic("lines")));
        }
    }
}
