package io.skein.client.producer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skein.protocol.v1.Certainty;
import io.skein.protocol.v1.Limits;
import io.skein.protocol.v1.RefusalReason;
import io.skein.records.Codec;
import io.skein.records.Murmur2;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What goes out when, in which order, and how much of it. */
class ProducerCoreTest {
    private static final Certainty DEFINITE = Certainty.CERTAINTY_DEFINITE;

    @Test
    void firstRecordGoesAtOnceAndOthersWaitForItsAnswer() {
        ProducerStory story = ProducerStory.begun(ProducerStory.settings().build(), 1);
        story.stage.run(() -> {
            story.stage.cluster.holdingAnswers = true;
            story.send("a");
        });
        story.stage.run(() -> IntStream.range(0, 5).forEach(i -> story.send("b" + i)));
        story.stage.pass(1);
        assertEquals(List.of(1), story.stage.cluster.batchCounts);
        story.stage.run(story.stage.cluster::answerHeld);
        story.stage.pass(1);
        assertEquals(List.of(1, 5), story.stage.cluster.batchCounts);
        assertEquals("stored at 5", story.fate("b4"));
    }

    @Test
    void recordsWaitNoLongerThanTheLinger() {
        ProducerStory story =
                ProducerStory.begun(
                        ProducerStory.settings().linger(Duration.ofMillis(20)).build(), 1);
        story.stage.cluster.holdingAnswers = true;
        story.stage.run(() -> story.send("a"));
        story.stage.run(() -> story.send("b"));
        story.stage.pass(19);
        assertEquals(List.of("a"), story.log());
        story.stage.pass(2);
        assertEquals(List.of("a", "b"), story.log());
    }

    /** Or a busy producer would send to each node in turn, a record at a time. */
    @Test
    void whatIsUnderWayToOneNodeKeepsThoseForAnotherWaiting() {
        ProducerStory story =
                new ProducerStory(ProducerStory.settings().linger(Duration.ofMillis(20)).build());
        OptionalInt there = OptionalInt.of(1);
        story.stage.run(() -> {
            story.stage.cluster.nodesAt.put("other:7070", 2);
            story.stage.cluster.topic("t", 2).leadBy(1, 2);
        });
        story.start();
        story.offer("t", there, "", "opens the stream");
        story.stage.pass(100);
        story.stage.cluster.holdingAnswers = true;
        story.stage.run(() -> story.send("here"));
        story.stage.run(
                () -> IntStream.range(0, 3).forEach(i -> story.offer("t", there, "", "" + i)));
        story.stage.pass(19);
        assertEquals(List.of(1, 1), story.stage.cluster.batchCounts);
        story.stage.pass(2);
        assertEquals(List.of(1, 1, 3), story.stage.cluster.batchCounts);
    }

    @Test
    void fullBatchesWaitForNothing() {
        ProducerStory story =
                ProducerStory.begun(
                        ProducerStory.settings()
                                .linger(Duration.ofSeconds(10))
                                .batchBytesMax(1_000)
                                .build(),
                        1);
        story.stage.cluster.holdingAnswers = true;
        String text = "x".repeat(300);
        story.stage.run(() -> story.send("a"));
        story.stage.run(() -> IntStream.range(0, 7).forEach(i -> story.send(text + i)));
        story.stage.pass(5);
        assertEquals(List.of(1, 2, 2, 2), story.stage.cluster.batchCounts);
        assertEquals(7, story.log().size());
    }

    @Test
    void batchesAreNoLargerThanTheNodeTakes() {
        ProducerStory story =
                ProducerStory.begun(
                        ProducerStory.settings().linger(Duration.ofSeconds(10)).build(),
                        1,
                        Limits.newBuilder().setBatchBytesMax(1_000).build());
        story.stage.cluster.holdingAnswers = true;
        String text = "x".repeat(300);
        story.stage.run(() -> story.send("a"));
        story.stage.run(() -> IntStream.range(0, 6).forEach(i -> story.send(text + i)));
        story.stage.pass(5);
        assertEquals(List.of(1, 2, 2), story.stage.cluster.batchCounts, "two wait for a third");
    }

    @Test
    void aRecordThatNoMessageCanCarryIsNotTaken() {
        ProducerStory story =
                ProducerStory.begun(
                        ProducerStory.settings().build(),
                        1,
                        Limits.newBuilder().setMessageBytesMax(70_000).build());
        OptionalInt any = OptionalInt.empty();
        assertEquals(Offered.TAKEN, story.offer("t", any, "", "x".repeat(69_000)));
        assertEquals(Offered.TOO_LARGE, story.offer("t", any, "", "x".repeat(70_000)));
    }

    @Test
    void whatIsUnderWayIsNoMoreThanTheNodeLeavesUnanswered() {
        ProducerStory story =
                ProducerStory.begun(
                        ProducerStory.settings().linger(Duration.ZERO).batchBytesMax(1_100).build(),
                        1,
                        Limits.newBuilder().setProduceInFlightBytesMax(2_100).build());
        story.stage.cluster.holdingAnswers = true;
        String text = "x".repeat(900);
        IntStream.range(0, 6).forEach(i -> story.stage.run(() -> story.send(text + i)));
        story.stage.pass(100);
        assertEquals(2, story.log().size());
    }

    @Test
    void whatIsUnderWayToOneNodeIsBounded() {
        ProducerStory story =
                ProducerStory.begun(
                        ProducerStory.settings()
                                .inFlightBytesMax(2_100)
                                .linger(Duration.ZERO)
                                .batchBytesMax(1_100)
                                .build(),
                        1);
        story.stage.cluster.holdingAnswers = true;
        String text = "x".repeat(900);
        IntStream.range(0, 6).forEach(i -> story.stage.run(() -> story.send(text + i)));
        story.stage.pass(100);
        assertEquals(2, story.log().size());
        story.stage.run(story.stage.cluster::answerHeld);
        story.stage.pass(10);
        assertEquals(6, story.log().size());
    }

    @Test
    void nothingIsSentWhileTheStreamHasNoRoom() {
        ProducerStory story = ProducerStory.begun(ProducerStory.settings().build(), 1);
        story.stage.cluster.clogged = true;
        IntStream.range(0, 50).forEach(i -> story.stage.run(() -> story.send("v" + (10 + i))));
        story.stage.pass(100);
        assertEquals(List.of(), story.log());
        story.stage.run(story.stage.cluster::unclog);
        story.stage.pass(10);
        assertEquals(50, story.log().size());
        assertEquals(List.of(50), story.stage.cluster.batchCounts, "one batch, well filled");
    }

    @Test
    void refusedBatchesAreSentAgainInOrder() {
        ProducerStory story =
                ProducerStory.begun(ProducerStory.settings().linger(Duration.ZERO).build(), 1);
        for (int i = 0; i < 3; i++) {
            story.stage.cluster.refuse(RefusalReason.REFUSAL_REASON_OVERLOADED, DEFINITE, 30);
        }
        for (String value : List.of("a", "b", "c")) story.stage.run(() -> story.send(value));
        story.stage.pass(20);
        assertEquals(List.of(), story.log());
        story.stage.pass(100);
        assertEquals(List.of("a", "b", "c"), story.log());
        assertEquals(List.of("a", "b", "c"), story.order);
    }

    @Test
    void nothingIsSentPastARefusedBatchThatWaitsForItsNeighbours() {
        ProducerStory story =
                ProducerStory.begun(ProducerStory.settings().linger(Duration.ZERO).build(), 1);
        for (int i = 0; i < 2; i++) {
            story.stage.cluster.refuse(RefusalReason.REFUSAL_REASON_OVERLOADED, DEFINITE, 30);
        }
        story.stage.cluster.holdingAnswers = true;
        for (String value : List.of("a", "b")) story.stage.run(() -> story.send(value));
        story.stage.pass(1);
        story.stage.run(story.stage.cluster::answerOneHeld);
        story.stage.pass(500);
        story.stage.run(() -> story.send("c"));
        story.stage.pass(500);
        assertEquals(List.of(), story.log(), "b has no answer yet");
        story.stage.run(story.stage.cluster::answerHeld);
        story.stage.pass(500);
        assertEquals(List.of("a", "b", "c"), story.log());
        assertEquals(List.of("a", "b", "c"), story.order);
    }

    @Test
    void refusedBatchFailsRatherThanComeAfterALaterOne() {
        ProducerStory story =
                ProducerStory.begun(ProducerStory.settings().linger(Duration.ZERO).build(), 1);
        story.stage.cluster.refuse(RefusalReason.REFUSAL_REASON_OVERLOADED, DEFINITE, 30);
        story.stage.run(() -> story.send("a"));
        story.stage.run(() -> story.send("b"));
        story.stage.pass(200);
        assertEquals(List.of("b"), story.log());
        assertEquals("RefusedException", story.fate("a"));
        assertEquals("stored at 0", story.fate("b"));
    }

    @Test
    void whatIsRefusedForGoodFailsAndTheRestGoesOn() {
        ProducerStory story =
                ProducerStory.begun(ProducerStory.settings().linger(Duration.ZERO).build(), 1);
        story.stage.cluster.refuse(RefusalReason.REFUSAL_REASON_TOO_LARGE, DEFINITE, 0);
        story.stage.run(() -> story.send("a"));
        story.stage.run(() -> story.send("b"));
        story.stage.pass(10);
        assertEquals("RefusedException", story.fate("a"));
        assertEquals("stored at 0", story.fate("b"));
    }

    @Test
    void keysLandWhereKafkaPutsThemAndOthersAreSpreadEvenly() {
        ProducerStory story = ProducerStory.begun(ProducerStory.settings().build(), 3);
        for (int i = 0; i < 30; i++) {
            String name = "k" + i;
            story.stage.run(() -> story.offer("t", OptionalInt.empty(), name, "keyed-" + name));
            story.stage.pass(2);
        }
        for (int i = 0; i < 30; i++) {
            byte[] key = ("k" + i).getBytes(StandardCharsets.UTF_8);
            List<String> there = story.stage.cluster.values("t", Murmur2.partition(key, 3));
            assertTrue(there.contains("keyed-k" + i), "k" + i);
        }
        List<Integer> before = sizes(story);
        for (int i = 0; i < 30; i++) {
            String value = "loose-" + i;
            story.stage.run(() -> story.offer("t", OptionalInt.empty(), "", value));
            story.stage.pass(2);
        }
        List<Integer> after = sizes(story);
        for (int i = 0; i < 3; i++)
            assertEquals(10, after.get(i) - before.get(i), "partition " + i);
    }

    private static List<Integer> sizes(ProducerStory story) {
        List<Integer> sizes = new ArrayList<>();
        for (int i = 0; i < 3; i++) sizes.add(story.stage.cluster.values("t", i).size());
        return sizes;
    }

    @ParameterizedTest
    @EnumSource
    void batchesOfAnyCodecKeepTheirOrder(Codec codec) {
        ProducerStory story =
                ProducerStory.begun(
                        ProducerStory.settings()
                                .compression(codec)
                                .batchBytesMax(1_000)
                                .linger(Duration.ZERO)
                                .build(),
                        1);
        List<String> values = IntStream.range(100, 130).mapToObj(i -> i + "y".repeat(400)).toList();
        story.stage.run(() -> values.forEach(story::send));
        story.stage.pass(100);
        assertEquals(values, story.log());
        assertEquals(0, story.core.bufferedBytes());
    }
}
