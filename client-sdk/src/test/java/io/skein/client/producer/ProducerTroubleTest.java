package io.skein.client.producer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skein.client.fake.FakeCluster;
import io.skein.foundation.BrokenInvariant;
import io.skein.protocol.v1.Certainty;
import io.skein.protocol.v1.RefusalReason;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Broken connections, lost time, missing topics, full memory, and the end. */
class ProducerTroubleTest {
    private static final OptionalInt ANY = OptionalInt.empty();

    @Test
    void whatWasSentAndNotAnsweredIsUnknownAndNotSentAgain() {
        ProducerStory story = ProducerStory.begun(ProducerStory.settings().build(), 1);
        story.stage.cluster.holdingAnswers = true;
        story.stage.run(() -> story.send("sent"));
        story.stage.run(() -> story.send("waiting"));
        story.stage.pass(1);
        story.stage.run(() -> {
            story.stage.cluster.breakAll();
            story.stage.cluster.holdingAnswers = false;
        });
        story.stage.pass(2_000);
        assertEquals("UnknownOutcomeException", story.fate("sent"));
        assertEquals("stored at 1", story.fate("waiting"));
        assertEquals(List.of("sent", "waiting"), story.log());
    }

    @Test
    void aRefusalThatIsNotDefiniteIsUnknown() {
        ProducerStory story = ProducerStory.begun(ProducerStory.settings().build(), 1);
        story.stage.cluster.refuse(
                RefusalReason.REFUSAL_REASON_UNAVAILABLE, Certainty.CERTAINTY_UNKNOWN, 10);
        story.stage.run(() -> story.send("a"));
        story.stage.pass(1_000);
        assertEquals("UnknownOutcomeException", story.fate("a"));
        assertEquals(List.of(), story.log());
    }

    /** Whoever refused it refuses all of that number, for some may be on their way by then. */
    @Test
    void whatIsSentAgainIsOfAnotherRun() {
        ProducerStory story = ProducerStory.begun(ProducerStory.settings().build(), 1);
        story.stage.cluster.runs.clear();
        story.stage.cluster.refuse(
                RefusalReason.REFUSAL_REASON_UNAVAILABLE, Certainty.CERTAINTY_DEFINITE, 10);
        story.stage.run(() -> story.send("a"));
        story.stage.pass(1_000);
        story.stage.run(() -> story.send("b"));
        story.stage.pass(1_000);
        assertEquals(List.of("a", "b"), story.log());
        assertEquals(List.of(1, 2, 2), story.stage.cluster.runs);
    }

    @Test
    void whatWasNeverSentIsKeptUntilTheNodeIsBack() {
        ProducerStory story = ProducerStory.begun(ProducerStory.settings().build(), 1);
        story.stage.run(() -> {
            story.stage.cluster.unreachable.add(FakeCluster.ADDRESS);
            story.stage.cluster.breakAll();
        });
        story.stage.run(() -> IntStream.range(0, 10).forEach(i -> story.send("v" + i)));
        story.stage.pass(5_000);
        assertEquals("open", story.fate("v0"));
        story.stage.cluster.unreachable.clear();
        story.stage.pass(3_000);
        assertEquals("stored at 9", story.fate("v9"));
    }

    @Test
    void whatCannotBeSentInTimeFailsForCertain() {
        ProducerStory story =
                ProducerStory.begun(
                        ProducerStory.settings().deliveryTimeout(Duration.ofSeconds(2)).build(), 1);
        story.stage.run(() -> {
            story.stage.cluster.unreachable.add(FakeCluster.ADDRESS);
            story.stage.cluster.breakAll();
        });
        story.stage.run(() -> story.send("a"));
        story.stage.pass(1_990);
        assertEquals("open", story.fate("a"));
        story.stage.pass(20);
        assertEquals("TimedOutException", story.fate("a"));
        assertEquals(0, story.core.bufferedBytes());
    }

    @Test
    void aNodeThatDoesNotAnswerInTimeLeavesTheOutcomeUnknown() {
        ProducerStory story =
                ProducerStory.begun(
                        ProducerStory.settings().deliveryTimeout(Duration.ofSeconds(2)).build(), 1);
        story.stage.cluster.holdingAnswers = true;
        story.stage.run(() -> story.send("a"));
        story.stage.pass(2_010);
        assertEquals("UnknownOutcomeException", story.fate("a"));
    }

    @Test
    void offersAreTurnedDownWhileMemoryIsFull() {
        ProducerStory story =
                ProducerStory.begun(
                        ProducerStory.settings()
                                .requestBytesMax(1_000)
                                .bufferBytesMax(2_000)
                                .build(),
                        1);
        story.stage.cluster.holdingAnswers = true;
        String text = "x".repeat(700);
        story.stage.run(() -> story.send(text + 1));
        story.stage.run(() -> story.send(text + 2));
        assertEquals(Offered.FULL, story.offer("t", ANY, "", text + 3));
        int rooms = story.rooms;
        story.stage.run(story.stage.cluster::answerHeld);
        story.stage.pass(1);
        assertTrue(story.rooms > rooms, "those who wait are told");
        assertEquals(Offered.TAKEN, story.offer("t", ANY, "", text + 3));
    }

    @Test
    void aTopicIsWaitedForAndAMissingOneNamed() {
        ProducerStory story = new ProducerStory(ProducerStory.settings().build());
        story.stage.run(story.core::start);
        assertEquals(Offered.TOPIC_NOT_KNOWN_YET, story.offer("new", ANY, "", "a"));
        story.stage.pass(10);
        assertEquals(Offered.TOPIC_MISSING, story.offer("new", ANY, "", "a"));
        story.stage.run(() -> story.stage.cluster.topic("new", 2));
        story.stage.pass(10);
        assertEquals(Offered.TAKEN, story.offer("new", ANY, "", "a"));
        assertEquals(Offered.PARTITION_MISSING, story.offer("new", OptionalInt.of(2), "", "b"));
        String huge = "x".repeat(2 << 20);
        assertEquals(Offered.TOO_LARGE, story.offer("new", ANY, "", huge));
        story.stage.pass(10);
        assertEquals("stored at 0", story.fate("a"));
    }

    @Test
    void flushEndsWhenAllHasAnOutcome() {
        ProducerStory story =
                ProducerStory.begun(
                        ProducerStory.settings().linger(Duration.ofSeconds(20)).build(), 1);
        story.stage.cluster.holdingAnswers = true;
        story.stage.run(() -> story.send("a"));
        story.stage.run(() -> story.send("b"));
        AtomicBoolean flushed = new AtomicBoolean();
        story.stage.run(() -> story.core.flush(() -> flushed.set(true)));
        story.stage.pass(10);
        assertEquals(List.of("a", "b"), story.log(), "nothing lingers");
        assertTrue(!flushed.get(), "not before the answers");
        story.stage.run(story.stage.cluster::answerHeld);
        story.stage.pass(1);
        assertTrue(flushed.get());
    }

    @Test
    void closingSendsWhatItHasAndTakesNoMore() {
        ProducerStory story =
                ProducerStory.begun(
                        ProducerStory.settings().linger(Duration.ofSeconds(20)).build(), 1);
        story.stage.run(() -> IntStream.range(0, 5).forEach(i -> story.send("v" + i)));
        AtomicBoolean closed = new AtomicBoolean();
        story.stage.run(() -> story.core.close(10_000_000_000L, () -> closed.set(true)));
        assertEquals(Offered.CLOSED, story.offer("t", ANY, "", "late"));
        story.stage.pass(10);
        assertTrue(closed.get());
        assertEquals("stored at 4", story.fate("v4"));
        assertEquals(0, story.stage.cluster.open("Produce"), "no stream is left");
    }

    @Test
    void closingInTimeSettlesEverything() {
        ProducerStory story =
                ProducerStory.begun(ProducerStory.settings().inFlightBytesMax(1).build(), 1);
        story.stage.cluster.holdingAnswers = true;
        story.stage.run(() -> story.send("sent"));
        story.stage.run(() -> story.send("unsent"));
        AtomicBoolean closed = new AtomicBoolean();
        story.stage.run(() -> story.core.close(500_000_000L, () -> closed.set(true)));
        story.stage.pass(499);
        assertTrue(!closed.get());
        story.stage.pass(2);
        assertTrue(closed.get());
        assertEquals("UnknownOutcomeException", story.fate("sent"));
        assertEquals("ClosedException", story.fate("unsent"));
        story.stage.run(story.stage.cluster::answerHeld);
        story.stage.pass(100);
        assertEquals(0, story.core.bufferedBytes());
    }

    @Test
    void afterABugEverythingIsUnknown() {
        ProducerStory story = ProducerStory.begun(ProducerStory.settings().build(), 1);
        story.stage.cluster.holdingAnswers = true;
        story.stage.run(() -> story.send("sent"));
        story.send("waiting");
        story.core.breakDown(new BrokenInvariant("for the test"));
        assertEquals("UnknownOutcomeException", story.fate("sent"));
        assertEquals("UnknownOutcomeException", story.fate("waiting"));
        assertEquals(Offered.CLOSED, story.offer("t", ANY, "", "late"));
    }

    @Test
    void aCallbackThatThrowsHarmsNobodyElse() {
        ProducerStory story = ProducerStory.begun(ProducerStory.settings().build(), 1);
        Outgoing bad =
                new Outgoing(
                        1,
                        io.skein.records.Payload.ABSENT,
                        io.skein.records.Payload.of("bad"),
                        List.of(),
                        delivery -> {
                            throw new IllegalStateException("the user's bug");
                        });
        story.stage.run(() -> assertEquals(Offered.TAKEN, story.core.offer("t", ANY, bad)));
        story.stage.run(() -> story.send("good"));
        story.stage.pass(20);
        assertEquals("stored at 1", story.fate("good"));
    }
}
