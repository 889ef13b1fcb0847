package io.skein.client.consumer;

import static io.skein.client.consumer.ConsumerStory.T0;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skein.client.TopicPartition;
import io.skein.client.fake.FakeCluster;
import io.skein.client.fake.FakeTopic;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Offsets that are not there, broken and silent connections, damage, topics that come and go. */
class ConsumerTroubleTest {
    @Test
    void outOfRangeGoesWhereThePolicySays() {
        for (OffsetReset policy : OffsetReset.values()) {
            ConsumerStory story = new ConsumerStory(ConsumerStory.settings().offsetReset(policy));
            story.append(0, 1, 1, 1);
            story.topic().startAt(0, 1);
            story.assign(T0);
            story.stage.run(() -> story.core.seek(T0, 99));
            story.stage.pass(20);
            String trouble = story.trouble();
            story.stage.pass(20);
            OptionalLong position = story.core.position(T0);
            switch (policy) {
                case EARLIEST -> assertEquals(OptionalLong.of(1), position);
                case LATEST -> assertEquals(OptionalLong.of(3), position);
                case NONE -> {
                    assertEquals("OffsetOutOfRangeException", trouble);
                    assertEquals("OffsetOutOfRangeException", story.trouble(), "until a seek");
                    story.stage.run(() -> story.core.seek(T0, 2));
                    assertEquals(List.of("2"), story.poll(10));
                }
            }
        }
    }

    @Test
    void goesOnWhereItWasAfterABrokenConnection() {
        ConsumerStory story = new ConsumerStory(ConsumerStory.settings());
        story.append(0, 2, 2);
        story.assign(T0);
        assertEquals(List.of("0"), story.poll(1));
        story.stage.run(() -> {
            story.stage.cluster.unreachable.add(FakeCluster.ADDRESS);
            story.stage.cluster.breakAll();
        });
        assertEquals(List.of("1", "2", "3"), story.poll(10), "what had arrived stays");
        story.stage.pass(3_000);
        story.stage.cluster.unreachable.clear();
        story.append(0, 2);
        story.stage.pass(2_000);
        assertEquals(List.of("4", "5"), story.poll(10));
        List<Integer> epochs = story.stage.cluster.lastEpochs;
        assertEquals(-1, epochs.getFirst());
        assertEquals(FakeTopic.EPOCH, epochs.getLast(), "so that no former leader answers");
    }

    /** The node that answers first need not lead what is read. */
    @Test
    void theBeginningIsAskedOfTheNodeThatLeads() {
        ConsumerStory story = new ConsumerStory(ConsumerStory.settings());
        story.stage.run(() -> {
            story.stage.cluster.nodesAt.put("other:7070", 2);
            story.topic().leadBy(0, 2);
        });
        story.append(0, 2);
        story.assign(T0);
        assertEquals(List.of("0", "1"), story.poll(10));
    }

    @Test
    void aSilentNodeIsLeftAndDialledAgain() {
        ConsumerStory story = new ConsumerStory(ConsumerStory.settings());
        story.assign(T0);
        story.stage.pass(100);
        story.stage.cluster.silent = true;
        story.append(0, 1);
        long opened = story.stage.cluster.opened.size();
        story.stage.pass(29_000);
        assertEquals(opened, story.stage.cluster.opened.size());
        story.stage.pass(3_000);
        assertTrue(story.stage.cluster.opened.size() > opened, "dialled again");
        story.stage.cluster.silent = false;
        story.append(0, 1);
        assertEquals(List.of("0", "1"), story.poll(10));
    }

    @Test
    void damageOnTheWayIsReadAgain() {
        ConsumerStory story = new ConsumerStory(ConsumerStory.settings());
        story.append(0, 1);
        story.topic().flipBit(0, 0);
        story.assign(T0);
        story.stage.pass(5);
        assertEquals(List.of(), story.pollNow(10));
        story.topic().flipBit(0, 0);
        story.stage.pass(500);
        assertEquals(List.of("0"), story.poll(10));
    }

    @Test
    void damageThatStaysIsReportedAndCanBePassed() {
        ConsumerStory story = new ConsumerStory(ConsumerStory.settings());
        story.append(0, 1, 1, 1);
        story.topic().flipBit(0, 1);
        story.assign(T0);
        story.stage.pass(1_000);
        assertEquals(List.of("0"), story.poll(10));
        assertEquals("CorruptBatchException", story.trouble());
        assertEquals(OptionalLong.of(1), story.core.position(T0));
        story.stage.run(() -> story.core.seek(T0, 2));
        assertEquals(List.of("2"), story.poll(10));
    }

    @Test
    void aMissingTopicIsNamedAfterAWhileAndReadOnceItIsThere() {
        TopicPartition partition = new TopicPartition("later", 0);
        ConsumerStory story = new ConsumerStory(ConsumerStory.settings());
        story.assign(partition);
        story.stage.pass(4_900);
        assertEquals("nothing", story.trouble());
        story.stage.pass(200);
        assertEquals("RefusedException", story.trouble());
        story.stage.run(() -> story.stage.cluster.topic("later", 1));
        story.stage.run(() -> story.core.seekToBeginning(partition));
        story.stage.pass(100);
        assertEquals("nothing", story.trouble());
        assertEquals(OptionalLong.of(0), story.core.position(partition));
    }

    @Test
    void aPartitionThatIsNotThereIsNamed() {
        ConsumerStory story = new ConsumerStory(ConsumerStory.settings());
        story.assign(new TopicPartition("t", 2));
        story.stage.pass(100);
        assertEquals("RefusedException", story.trouble());
    }

    @Test
    void aTopicMadeAnewIsReadFromItsBeginning() {
        ConsumerStory story = new ConsumerStory(ConsumerStory.settings());
        story.append(0, 3);
        story.assign(T0);
        assertEquals(List.of("0", "1", "2"), story.poll(10));
        story.stage.run(() -> story.stage.cluster.topic("t", 2));
        story.append(0, 4);
        assertEquals(List.of(), story.poll(10), "the position is another topic's");
        assertEquals(List.of("3", "4", "5", "6"), story.poll(10));
    }

    @Test
    void closingEndsTheStreams() {
        ConsumerStory story = new ConsumerStory(ConsumerStory.settings());
        story.append(0, 3);
        story.assign(T0);
        story.stage.pass(20);
        story.stage.run(story.core.fetcher()::close);
        story.stage.pass(60_000);
        assertEquals(0, story.stage.cluster.open("Fetch"));
        assertEquals(List.of("0", "1", "2"), story.pollNow(10), "what had arrived stays");
    }
}
