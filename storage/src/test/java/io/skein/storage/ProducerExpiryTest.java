package io.skein.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skein.records.Batch;
import io.skein.records.Codec;
import io.skein.records.ProducerStamp;
import io.skein.simulation.Survival;
import io.skein.storage.format.SegmentName;
import io.skein.storage.producers.Snapshots;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Who is forgotten: nobody who has sent something lately, whatever the times of his records say,
 * and whatever has become of them since. Records here are of 1970.
 */
class ProducerExpiryTest {
    private static final long DAY = 86_400_000;

    private Story story = new Story(1);

    private AppendResult send(Log log, long producer, int sequence) {
        ByteBuffer batch =
                ProducerTrial.batch(new ProducerStamp(producer, (short) 0, sequence), 1, 400);
        AppendResult result = story.rig.append(log, batch, log.epochs().last().orElse(0));
        story.rig.settle(log, log.end());
        return result;
    }

    private void sent(Log log, long producer, int sequence) {
        assertInstanceOf(AppendResult.Appended.class, send(log, producer, sequence));
    }

    private void assertKnown(Log log, long producer, int sequence) {
        assertInstanceOf(AppendResult.Duplicate.class, send(log, producer, sequence));
    }

    private void assertForgotten(Log log, long producer, int sequence) {
        assertEquals(
                new AppendResult.UnknownProducer(producer, sequence),
                send(log, producer, sequence));
    }

    private void expire(Log log, long nowMillis) {
        story.rig.<Boolean>ask(then -> {
            log.expireProducers(DAY, nowMillis);
            then.accept(true);
        });
    }

    /** Forty turns of producers 1 and 2, in several segments. */
    private Log filled() {
        Log log = story.rig.opened().log(true);
        expire(log, 100 * DAY);
        for (int i = 0; i < 40; i++) {
            sent(log, 1, i);
            sent(log, 2, i);
        }
        return log;
    }

    /** The same; half a day later producer 1 alone goes on, and then it is {@code nowMillis}. */
    private Log leftByOne(long nowMillis) {
        Log log = filled();
        expire(log, 100 * DAY + DAY / 2);
        sent(log, 1, 40);
        expire(log, nowMillis);
        return log;
    }

    private Log reborn(boolean isOrderly, Log log) {
        if (isOrderly) {
            assertEquals(new Outcome.Done(), story.rig.close(log));
            assertEquals(new Outcome.Done(), story.rig.closeDirectory());
        } else {
            story.host.powerCut();
        }
        story.restart();
        return story.rig.opened().log(false);
    }

    @Test
    void aStartGivesEverybodyAWholeLife() {
        for (boolean isOrderly : new boolean[] {true, false}) {
            story = new Story(isOrderly ? 1 : 2);
            Log log = reborn(isOrderly, filled());
            sent(log, 1, 40);
            assertKnown(log, 2, 39);
            expire(log, 500 * DAY);
            assertKnown(log, 1, 40);
            expire(log, 501 * DAY - 1);
            assertKnown(log, 2, 39);
            sent(log, 1, 41);
            expire(log, 501 * DAY);
            assertForgotten(log, 2, 39);
            assertKnown(log, 1, 41);
        }
    }

    @Test
    void whoIsForgottenStaysSoAfterAStart() {
        Log log = leftByOne(101 * DAY);
        assertForgotten(log, 2, 39);
        sent(log, 2, 0);
        Log again = reborn(true, log);
        assertKnown(again, 1, 40);
        assertKnown(again, 2, 0);
        sent(again, 2, 1);
    }

    /** The files tell of the records' times alone, which must not make a living producer old. */
    @Test
    void aCutMakesNobodyOld() {
        Log log = leftByOne(102 * DAY);
        sent(log, 3, 0);
        TruncateResult cut = story.rig.<TruncateResult>ask(then -> log.truncation().to(71, then));
        assertEquals(new TruncateResult.Done(71), cut);
        assertKnown(log, 1, 35);
        expire(log, 102 * DAY + 1);
        assertKnown(log, 1, 35);
        assertKnown(log, 2, 34);
        sent(log, 1, 36);
        expire(log, 103 * DAY - 1);
        assertKnown(log, 2, 34);
        sent(log, 1, 37);
        expire(log, 103 * DAY + 1);
        assertForgotten(log, 2, 34);
        assertKnown(log, 1, 37);
    }

    @Test
    void whoseBatchesAreAllGoneIsKnown() {
        for (boolean isOrderly : new boolean[] {true, false}) {
            story = new Story(isOrderly ? 1 : 2);
            Log log = filled();
            for (int i = 40; i < 80; i++) sent(log, 1, i);
            Retention last = new Retention(-1, 4_000, 0);
            story.rig.<Retention.Freed>ask(
                    then -> log.age(last, 100 * DAY, log.durableEnd(), then));
            assertTrue(log.start() > 80, "no batch of the other is left");
            assertKnown(log, 2, 39);
            Log again = reborn(isOrderly, log);
            assertKnown(again, 2, 39);
            sent(again, 2, 40);
        }
    }

    /** Their last batches stay without records, and tell it if no snapshot does. */
    @Test
    void whoseRecordsWereCompactedAwayIsKnownHoweverOldTheyAre() throws IOException {
        Log log = story.rig.opened().log(true);
        for (int i = 0; i < 3; i++) keyed(log, new ProducerStamp(4, (short) 0, i));
        for (int i = 0; i < 40; i++) keyed(log, ProducerStamp.NONE);
        long later = Keyed.NOW + 1_000 * DAY;
        assertInstanceOf(
                CompactionResult.Done.class, Keyed.compact(story.rig, log, Keyed.THOROUGH, later));
        assertEquals(new Outcome.Done(), story.rig.close(log));
        assertEquals(new Outcome.Done(), story.rig.closeDirectory());
        loseSnapshots();
        Log again = story.rig.opened().log(false);
        assertKnown(again, 4, 2);
    }

    private void keyed(Log log, ProducerStamp stamp) {
        ByteBuffer batch = Keyed.batch(Codec.NONE, stamp, "v".repeat(400), "x");
        assertTrue(story.rig.store(log, batch, 0).isPresent());
    }

    @Test
    void whoIsForgottenLeavesNothingInACompactedLog() {
        Log log = story.rig.opened().log(true);
        for (int i = 0; i < 3; i++) keyed(log, new ProducerStamp(4, (short) 0, i));
        keyed(log, new ProducerStamp(5, (short) 0, 0));
        for (int i = 0; i < 40; i++) keyed(log, ProducerStamp.NONE);
        expire(log, 100 * DAY);
        keyed(log, new ProducerStamp(5, (short) 0, 1));
        for (int i = 0; i < 16; i++) keyed(log, ProducerStamp.NONE);
        expire(log, 101 * DAY - 1);
        keyed(log, new ProducerStamp(5, (short) 0, 2));
        for (int i = 0; i < 16; i++) keyed(log, ProducerStamp.NONE);
        expire(log, 101 * DAY);
        assertInstanceOf(
                CompactionResult.Done.class,
                Keyed.compact(story.rig, log, Keyed.THOROUGH, Keyed.NOW));
        List<Long> producers =
                story.rig.all(log, 5_000).stream()
                        .map(bytes -> Batch.producerId(ByteBuffer.wrap(bytes), 0))
                        .filter(id -> id >= 0)
                        .toList();
        assertEquals(List.of(5L), producers);
    }

    /** All, those that come back with the power too. */
    private void loseSnapshots() throws IOException {
        story.disk().survival(Survival.NONE);
        story.host.powerCut();
        story.restart();
        Snapshots snapshots = new Snapshots(story.rig.disk, Rig.NAME.folder());
        for (long offset : snapshots.offsets()) {
            String file = SegmentName.of(Rig.NAME.folder(), offset, SegmentName.PRODUCERS);
            story.disk().rot(file, 3, 3);
        }
        assertTrue(snapshots.newest(1_000).isEmpty());
    }
}
