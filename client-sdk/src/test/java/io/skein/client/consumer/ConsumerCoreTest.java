package io.skein.client.consumer;

import static io.skein.client.consumer.ConsumerStory.T0;
import static io.skein.client.consumer.ConsumerStory.T1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is handed out, from where, and how much is fetched ahead. */
class ConsumerCoreTest {
    private static List<String> numbers(int from, int before) {
        return IntStream.range(from, before).mapToObj(String::valueOf).toList();
    }

    @Test
    void readsFromTheBeginningInBoundedPolls() {
        ConsumerStory story = new ConsumerStory(ConsumerStory.settings());
        story.append(0, 3, 4, 5);
        story.assign(T0);
        assertEquals(numbers(0, 5), story.poll(5));
        assertEquals(OptionalLong.of(5), story.core.position(T0));
        assertEquals(numbers(5, 10), story.pollNow(5));
        assertEquals(numbers(10, 12), story.pollNow(5));
        assertEquals(List.of(), story.pollNow(5));
        story.append(0, 2);
        assertEquals(numbers(12, 14), story.poll(5));
    }

    @Test
    void readsFromTheEndWhatComesLater() {
        ConsumerStory story =
                new ConsumerStory(ConsumerStory.settings().offsetReset(OffsetReset.LATEST));
        story.append(0, 3);
        story.assign(T0);
        assertEquals(List.of(), story.poll(10));
        assertEquals(OptionalLong.of(3), story.core.position(T0));
        story.append(0, 1);
        assertEquals(numbers(3, 4), story.poll(10));
    }

    @Test
    void seeksIntoTheMiddleOfABatchAndDropsWhatWasFetchedBefore() {
        ConsumerStory story = new ConsumerStory(ConsumerStory.settings());
        story.append(0, 5, 5);
        story.assign(T0);
        assertEquals(numbers(0, 2), story.poll(2));
        story.stage.run(() -> story.core.seek(T0, 7));
        assertEquals(List.of(), story.pollNow(10), "nothing of before the seek");
        assertEquals(numbers(7, 10), story.poll(10));
        story.stage.run(() -> story.core.seekToBeginning(T0));
        assertEquals(numbers(0, 10), story.poll(10));
        story.stage.run(() -> story.core.seekToEnd(T0));
        assertEquals(List.of(), story.poll(10));
    }

    @Test
    void aNodeSendsNoMoreThanTheCredit() {
        ConsumerStory story = new ConsumerStory(ConsumerStory.settings().fetchBytesMax(1_000));
        story.append(0, IntStream.range(0, 100).map(i -> 1).toArray());
        story.assign(T0);
        List<String> read = new ArrayList<>(story.poll(1));
        assertEquals(0, story.stage.cluster.creditRenewed, "one batch is not worth a message");
        List<String> burst = story.pollNow(100);
        assertTrue(burst.size() < 20, "only what the credit allowed: " + burst.size());
        read.addAll(burst);
        for (int i = 0; i < 20; i++) read.addAll(story.poll(100));
        assertEquals(numbers(0, 100), read);
        assertTrue(story.stage.cluster.creditRenewed > 5_000);
    }

    @Test
    void creditComesBackForWhatASeekDropped() {
        ConsumerStory story = new ConsumerStory(ConsumerStory.settings().fetchBytesMax(1_000));
        story.append(0, IntStream.range(0, 50).map(i -> 1).toArray());
        story.assign(T0);
        for (int i = 0; i < 20; i++) {
            story.stage.pass(20);
            story.stage.run(() -> story.core.seek(T0, 40));
        }
        List<String> read = new ArrayList<>();
        for (int i = 0; i < 5; i++) read.addAll(story.poll(100));
        assertEquals(numbers(40, 50), read);
    }

    @Test
    void pausedPartitionsAreNotReadAndHoldNobodyUp() {
        ConsumerStory story = new ConsumerStory(ConsumerStory.settings().fetchBytesMax(1_000));
        story.append(0, 1, 1, 1);
        story.assign(T0, T1);
        assertEquals(numbers(0, 1), story.poll(1));
        story.stage.run(() -> story.core.pause(T0));
        story.append(0, IntStream.range(0, 50).map(i -> 1).toArray());
        story.append(1, 2);
        assertEquals(numbers(53, 55), story.poll(100));
        story.stage.run(() -> story.core.resume(T0));
        List<String> read = new ArrayList<>();
        for (int i = 0; i < 20; i++) read.addAll(story.poll(100));
        assertEquals(numbers(1, 53), read);
    }

    @Test
    void whatIsNoLongerAssignedIsNotHandedOut() {
        ConsumerStory story = new ConsumerStory(ConsumerStory.settings());
        story.append(0, 3);
        story.append(1, 3);
        story.assign(T0, T1);
        story.stage.pass(20);
        story.assign(T1);
        assertEquals(numbers(3, 6), story.poll(10));
        assertThrows(IllegalStateException.class, () -> story.core.seek(T0, 0));
    }

    @Test
    void aRecordThatIsNotTakenComesAgain() {
        ConsumerStory story = new ConsumerStory(ConsumerStory.settings());
        story.append(0, 3);
        story.assign(T0);
        story.stage.pass(20);
        List<String> taken = new ArrayList<>();
        RecordSink picky =
                (partition, record) -> {
                    if (record.offset() == 1) throw new IllegalArgumentException("not this one");
                    taken.add(record.value().text());
                };
        story.stage.run(() -> assertEquals(1, story.core.poll(10, picky)));
        for (int i = 0; i < 2; i++) {
            story.stage.run(() ->
                    assertThrows(IllegalArgumentException.class, () -> story.core.poll(10, picky)));
            assertEquals(OptionalLong.of(1), story.core.position(T0));
        }
        story.stage.run(() -> story.core.seek(T0, 2));
        story.stage.pass(20);
        story.stage.run(() -> story.core.poll(10, picky));
        assertEquals(List.of("0", "2"), taken);
    }

    @Test
    void knowsWhenItHasCaughtUpAndHowFarItIsBehind() {
        ConsumerStory story = new ConsumerStory(ConsumerStory.settings());
        story.append(0, 4);
        story.assign(T0);
        assertEquals(OptionalLong.empty(), story.core.lag(T0));
        assertEquals(numbers(0, 1), story.poll(1));
        assertEquals(OptionalLong.of(3), story.core.lag(T0));
        assertTrue(!story.core.isCaughtUp());
        assertEquals(numbers(1, 4), story.poll(10));
        assertTrue(story.core.isCaughtUp());
        story.append(0, 1);
        assertEquals(numbers(4, 5), story.poll(10));
        assertEquals(OptionalLong.of(0), story.core.lag(T0));
    }
}
