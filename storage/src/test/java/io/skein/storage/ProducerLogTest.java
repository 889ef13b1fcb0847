package io.skein.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skein.records.ProducerStamp;
import io.skein.simulation.DiskFault;
import io.skein.simulation.Survival;
import io.skein.storage.format.SegmentName;
import io.skein.storage.producers.Producers;
import io.skein.storage.producers.Snapshots;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A log stores what its idempotent producers send exactly once. */
class ProducerLogTest {
    private static final long SECOND_NANOS = 1_000_000_000L;
    private static final long DAY = 86_400_000;

    private final Story story = new Story(1);

    /** Two producers in turns, three batches of two records a turn. */
    private void fill(Log log, int first, int turns) {
        for (int i = first; i < first + turns; i++) {
            List<ByteBuffer> made = new ArrayList<>();
            for (int j = 0; j < 3; j++) {
                int sequence = (3 * i + j) * 2;
                made.add(ProducerTrial.batch(4, 0, sequence));
                made.add(ProducerTrial.batch(5, 1, sequence));
            }
            story.append(log, made, 0);
        }
    }

    private Log filled(int turns) {
        Log log = story.open();
        fill(log, 0, turns);
        return log;
    }

    private List<Long> snapshots() throws IOException {
        return new Snapshots(story.rig.disk, Rig.NAME.folder()).offsets();
    }

    private List<Long> bases() throws IOException {
        return LogFolder.segments(story.rig.disk, Rig.NAME.folder());
    }

    @Test
    void answersAsTheSequencesSay() {
        Log log = filled(4);
        ProducerTrial.assertKnown(story, log);
        fill(log, 4, 1);
        ProducerTrial.assertKnown(story, log);
    }

    @Test
    void aBatchIsADuplicateBeforeItIsDurable() {
        Log log = story.open();
        List<AppendResult> results =
                story.rig.<List<AppendResult>>ask(then -> {
                    AppendResult first = log.append(ProducerTrial.batch(4, 0, 0), 0);
                    AppendResult second = log.append(ProducerTrial.batch(4, 0, 0), 0);
                    assertEquals(0, log.durableEnd());
                    then.accept(List.of(first, second));
                });
        assertEquals(new AppendResult.Appended(0, 2), results.get(0));
        assertEquals(new AppendResult.Duplicate(0, 2), results.get(1));
    }

    @Test
    void aLogWithoutProducersHasNoSnapshots() throws IOException {
        Log log = story.open();
        for (int i = 0; i < 8; i++) story.append(log, 3, i);
        story.world.runFor(6 * SECOND_NANOS);
        assertEquals(new Outcome.Done(), story.rig.close(log));
        assertEquals(List.of(), snapshots());
    }

    @Test
    void snapshotsAreTakenOfTheFirstOfEachSegmentAndAreFew() throws IOException {
        Log log = story.open();
        story.append(log, 1, 0);
        long before = log.end();
        fill(log, 0, 1);
        assertEquals(List.of(before), snapshots());
        fill(log, 1, 9);
        assertTrue(bases().size() > 2);
        assertTrue(snapshots().contains(bases().getLast()));
        int between = 0;
        for (int i = 10; i < 40; i++) {
            fill(log, i, 1);
            story.world.runFor(6 * SECOND_NANOS);
            assertTrue(snapshots().size() <= 3, snapshots().toString());
            assertTrue(snapshots().contains(bases().getLast()));
            if (snapshots().getLast() > bases().getLast()) between++;
        }
        assertTrue(between > 3, between + " were saved within a segment");
    }

    @Test
    void anOrderlyStartKnowsThemFromTheSnapshotAtTheEnd() throws IOException {
        Log log = filled(9);
        long end = log.end();
        assertEquals(new Outcome.Done(), story.rig.close(log));
        assertEquals(new Outcome.Done(), story.rig.closeDirectory());
        assertEquals(end, snapshots().getLast());
        story.restart();
        story.rig.opened();
        long reads = story.disk().reads();
        Log again = story.rig.log(false);
        assertTrue(story.disk().reads() - reads <= 12, "read " + (story.disk().reads() - reads));
        ProducerTrial.assertKnown(story, again);
    }

    @Test
    void aStartAfterACrashKnowsThem() {
        for (boolean isPowerCut : new boolean[] {true, false}) {
            for (boolean isSaved : new boolean[] {true, false}) {
                Story own = new Story(3);
                Log log = own.open();
                for (int i = 0; i < 30; i++) {
                    own.append(log, List.of(ProducerTrial.batch(i % 3, 2, i / 3 * 2)), 0);
                    if (isSaved && i % 7 == 0) own.world.runFor(6 * SECOND_NANOS);
                }
                if (isPowerCut) own.host.powerCut();
                own.restart();
                ProducerTrial.assertKnown(own, own.open());
            }
        }
    }

    @Test
    void aCutGoesBackToWhatWasKnownThen() throws IOException {
        filled(12);
        assertTrue(bases().size() > 3);
        for (int part = 7; part > 0; part--) {
            story.restart();
            Log log = story.open();
            long offset = log.end() * part / 8;
            TruncateResult result =
                    story.rig.<TruncateResult>ask(then -> log.truncation().to(offset, then));
            story.taken(assertInstanceOf(TruncateResult.Done.class, result).end());
            ProducerTrial.assertKnown(story, log);
            assertTrue(snapshots().stream().allMatch(each -> each <= log.end()));
            assertTrue(snapshots().size() <= 3, snapshots().toString());
            if (part % 2 == 0) story.host.powerCut();
        }
        story.restart();
        ProducerTrial.assertKnown(story, story.open());
    }

    @Test
    void anEmptiedLogKnowsNobody() throws IOException {
        Log log = filled(6);
        story.rig.<TruncateResult>ask(then -> log.truncation().wholly(7, then));
        assertEquals(List.of(), snapshots());
        AppendResult unknown = story.rig.append(log, ProducerTrial.batch(4, 0, 36), 0);
        assertEquals(new AppendResult.UnknownProducer(4, 36), unknown);
        assertEquals(
                new AppendResult.Appended(7, 9),
                story.rig.append(log, ProducerTrial.batch(4, 0, 0), 0));
    }

    @Test
    void whatADiskWithoutRoomTookBackCanBeSentAgain() {
        Log log = filled(3);
        story.disk().failAt(story.disk().operations() + 1, DiskFault.FULL);
        ByteBuffer next = ProducerTrial.batch(4, 0, 18);
        story.append(log, List.of(next), 0);
        story.world.runFor(3 * SECOND_NANOS);
        ProducerTrial.assertKnown(story, log);
        fill(log, 3, 1);
        ProducerTrial.assertKnown(story, log);
        assertEquals(48, log.end());
    }

    @Test
    void withoutASoundSnapshotTheWholeLogTells() throws IOException {
        Log log = filled(9);
        assertEquals(new Outcome.Done(), story.rig.close(log));
        assertEquals(new Outcome.Done(), story.rig.closeDirectory());
        assertTrue(bases().size() > 2);
        loseSnapshots();
        ProducerTrial.assertKnown(story, story.open());
    }

    @Test
    void whoseBatchCannotBeReadIsNotGuessed() throws IOException {
        Log log = filled(9);
        assertEquals(new Outcome.Done(), story.rig.close(log));
        assertEquals(new Outcome.Done(), story.rig.closeDirectory());
        story.disk().rot(SegmentName.of(Rig.NAME.folder(), 0, SegmentName.LOG), 50, 0);
        loseSnapshots();
        story.rig.opened();
        assertInstanceOf(LogOpening.Damaged.class, story.rig.open(false));
    }

    /** All but the first, which says nothing and comes back with the power. */
    private void loseSnapshots() throws IOException {
        String folder = Rig.NAME.folder();
        for (long offset : snapshots()) {
            story.disk().rot(SegmentName.of(folder, offset, SegmentName.PRODUCERS), 3, 3);
        }
        story.disk().survival(Survival.NONE);
        story.host.powerCut();
        story.restart();
        Snapshots snapshots = new Snapshots(story.rig.disk, folder);
        assertEquals(new Snapshots.Found(0, Producers.NONE), snapshots.newest(1_000).orElseThrow());
    }

    @Test
    void theSilentAreForgottenHoweverOldTheirRecordsAre() {
        Log log = filled(2);
        story.rig.<Boolean>ask(then -> {
            log.expireProducers(DAY, 500 * DAY);
            then.accept(true);
        });
        ProducerTrial.assertKnown(story, log);
        AppendResult next = story.rig.append(log, ProducerTrial.batch(4, 0, 12), 0);
        assertInstanceOf(AppendResult.Appended.class, next);
        story.rig.<Boolean>ask(then -> {
            log.expireProducers(DAY, 500 * DAY + DAY / 2);
            log.append(ProducerTrial.batch(4, 0, 14), 0);
            log.expireProducers(DAY, 501 * DAY);
            then.accept(true);
        });
        AppendResult silent = story.rig.append(log, ProducerTrial.batch(5, 1, 12), 0);
        assertEquals(new AppendResult.UnknownProducer(5, 12), silent);
        AppendResult busy = story.rig.append(log, ProducerTrial.batch(4, 0, 14), 0);
        assertInstanceOf(AppendResult.Duplicate.class, busy);
    }

    @Test
    void whoIsPushedOutIsCounted() {
        Log log = story.open();
        int producers = Producers.PRODUCERS_MAX;
        for (int from = 0; from <= producers; from += 500) {
            List<ByteBuffer> made = new ArrayList<>();
            for (int i = from; i < Math.min(from + 500, producers + 1); i++) {
                made.add(ProducerTrial.batch(new ProducerStamp(i, (short) 0, 0), 1, 1));
            }
            assertEquals(0, story.rig.directory().figures().producersPushedOut().sum());
            story.append(log, made, 0);
        }
        long pushedOut = story.rig.directory().figures().producersPushedOut().sum();
        assertEquals(producers / 16, pushedOut);
        AppendResult gone = story.rig.append(log, ProducerTrial.batch(0, 0, 1), 0);
        assertEquals(new AppendResult.UnknownProducer(0, 1), gone);
        assertInstanceOf(
                AppendResult.Duplicate.class,
                story.rig.append(
                        log,
                        ProducerTrial.batch(new ProducerStamp(pushedOut, (short) 0, 0), 1, 1),
                        0));
    }

    @Test
    void sequencesBeginAgainBehindTheGreatest() {
        Log log = story.open();
        int greatest = Integer.MAX_VALUE;
        AppendResult refused = story.rig.append(log, ProducerTrial.batch(4, 0, greatest - 1), 0);
        assertEquals(new AppendResult.UnknownProducer(4, greatest - 1), refused);
        assertTrue(new AppendResult.OutOfOrder(4, greatest, 1).isGap());
        assertTrue(!new AppendResult.OutOfOrder(4, 1, greatest).isGap());
        assertTrue(new AppendResult.OutOfOrder(4, 10, 11).isGap());
        assertTrue(!new AppendResult.OutOfOrder(4, 10, 9).isGap());
        ProducerStamp none = ProducerStamp.NONE;
        assertEquals(
                new AppendResult.Appended(0, 1),
                story.rig.append(log, ProducerTrial.batch(none, 1, 5), 0));
    }
}
