package io.skein.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skein.records.BatchBuilder;
import io.skein.records.Codec;
import io.skein.records.Payload;
import io.skein.records.ProducerStamp;
import io.skein.simulation.CrashPoint;
import io.skein.simulation.DiskFault;
import io.skein.simulation.Survival;
import io.skein.storage.format.SegmentName;
import io.skein.storage.producers.Snapshots;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Snapshots of producers that would tell of another log than the one that is there. */
class ProducerFilesTest {
    private static final long SECOND_NANOS = 1_000_000_000L;
    private static final String FOLDER = Rig.NAME.folder();

    private final Story story = new Story(1);
    private int sequence;

    private void send(Log log, int batches) {
        List<ByteBuffer> made = new ArrayList<>();
        for (int i = 0; i < batches; i++) {
            made.add(ProducerTrial.batch(new ProducerStamp(4, (short) 0, sequence++), 1, 300));
        }
        story.append(log, made, 0);
    }

    private void cutLast(Log log, int batches) {
        long offset = log.end() - batches;
        TruncateResult cut =
                story.rig.<TruncateResult>ask(then -> log.truncation().to(offset, then));
        assertEquals(new TruncateResult.Done(offset), cut);
        story.taken(offset);
        sequence -= batches;
    }

    private Log stopped(Log log) {
        assertEquals(new Outcome.Done(), story.rig.close(log));
        assertEquals(new Outcome.Done(), story.rig.closeDirectory());
        story.restart();
        return story.open();
    }

    private List<Long> snapshots() throws IOException {
        return new Snapshots(story.rig.disk, FOLDER).offsets();
    }

    @Test
    void theyStayFewOverStartsAndCuts() throws IOException {
        Log log = story.open();
        send(log, 5);
        for (int i = 0; i < 30; i++) {
            send(log, 3);
            story.world.runFor(6 * SECOND_NANOS);
            if (i % 3 == 0) cutLast(log, 1);
            if (i % 3 == 1) log = stopped(log);
            if (i % 5 == 4) {
                story.host.powerCut();
                story.restart();
                log = story.open();
            }
            ProducerTrial.assertKnown(story, log);
            assertTrue(snapshots().size() <= 4, i + ": " + snapshots());
        }
    }

    @Test
    void whoComesAgainPushesNobodyOut() {
        Log log = story.open();
        send(log, 3);
        assertEquals(0, story.rig.directory().figures().producersPushedOut().sum());
    }

    /** Whichever read it is: the log is not opened as if it had none. */
    @Test
    void aReadThatFailsAtAStartIsTold() {
        Log log = story.open();
        send(log, 30);
        int told = 0;
        for (int read = 1; read <= 12; read++) {
            log = stopped(log);
            send(log, 1);
            story.restart();
            story.rig.opened();
            story.disk().failReadAt(story.disk().reads() + read);
            LogOpening opening = story.rig.open(false);
            if (opening instanceof LogOpening.Opened(Log opened)) {
                log = opened;
            } else {
                boolean isOffline = opening instanceof LogOpening.Offline;
                assertTrue(isOffline || opening instanceof LogOpening.Unreadable, "" + opening);
                told++;
                if (isOffline) story.restart();
                log = isOffline ? story.open() : story.rig.log(false);
            }
            ProducerTrial.assertKnown(story, log);
        }
        assertTrue(told > 3, told + " told");
    }

    /** Else it would be taken for a duplicate when it is sent again, and be lost. */
    @Test
    void whatTheDiskTookBackIsNotSaved() {
        Log log = story.open();
        send(log, 3);
        story.disk().failAt(story.disk().operations() + 1, DiskFault.FULL);
        send(log, 1);
        assertEquals(3, log.end());
        story.world.runFor(3 * SECOND_NANOS);
        Log again = stopped(log);
        ProducerTrial.assertKnown(story, again);
        sequence = 3;
        send(again, 1);
        assertEquals(4, again.end());
    }

    @Test
    void aSegmentThatBeginsWithACutKnowsWhatIsLeft() throws IOException {
        Log log = story.open();
        send(log, 5);
        cutLast(log, 2);
        story.rig.<Boolean>ask(then -> {
            log.closeSegment();
            then.accept(true);
        });
        story.world.runFor(SECOND_NANOS);
        assertEquals(List.of(0L, 3L), LogFolder.segments(story.rig.disk, FOLDER));
        story.host.powerCut();
        story.restart();
        Log again = story.open();
        ProducerTrial.assertKnown(story, again);
        send(again, 2);
        assertEquals(5, again.end());
    }

    /** The first is durable before the bytes that it comes behind; the log may grow past it. */
    @Test
    void whatLiesBehindTheEndGoes() throws IOException {
        int found = 0;
        for (int operation = 1; operation <= 12; operation++) {
            ProducerFilesTest own = new ProducerFilesTest();
            if (own.isLeftBehindTheEnd(operation)) found++;
        }
        assertTrue(found > 0, "some crash leaves one there");
    }

    private boolean isLeftBehindTheEnd(int operation) throws IOException {
        Log log = story.open();
        story.append(log, 2, 0);
        long end = log.end();
        story.disk().survival(Survival.NONE);
        long at = story.disk().operations() + operation;
        story.disk().crashAt(CrashPoint.powerCut(at, CrashPoint.When.AFTER));
        story.rig.owner.answer(() -> {
            for (int i = 0; i < 4; i++) log.append(Rig.batch(1, 300, 5), 0);
            log.handOver();
            log.append(ProducerTrial.batch(4, 0, 0), 0);
        });
        story.world.runFor(SECOND_NANOS);
        story.restart();
        boolean isBehind = snapshots().contains(end + 4);
        Log again = story.rig.opened().log(false);
        if (again.end() > end) return false;
        assertEquals(List.of(), snapshots());
        send(again, 7);
        ProducerTrial.assertKnown(story, again);
        return isBehind;
    }

    @Test
    void aBatchWithoutASequenceIsNoOnesNext() {
        Log log = story.open();
        send(log, 1);
        ByteBuffer marker = ProducerTrial.batch(new ProducerStamp(4, (short) 0, 7), 1, 10);
        marker.putInt(53, -1);
        assertInstanceOf(AppendResult.Appended.class, story.rig.append(log, marker, 0));
    }

    /** Without a snapshot all of it is read, in pieces; one batch is larger than a piece. */
    @Test
    void aLargeSegmentIsReadToItsEnd() throws IOException {
        Story large = new Story(1, Rig.LARGE);
        Log log = largeLog(large, true);
        int[] bytes = {400_000, 400_000, 2_500_000, 400_000, 400_000, 400_000, 100};
        for (int i = 0; i < bytes.length; i++) {
            assertTrue(large.rig.store(log, largeBatch(i, bytes[i]), 0).isPresent());
        }
        large.host.powerCut();
        large.restart();
        for (long offset : new Snapshots(large.rig.disk, FOLDER).offsets()) {
            large.disk().rot(SegmentName.of(FOLDER, offset, SegmentName.PRODUCERS), 3, 3);
        }
        Log again = largeLog(large, false);
        assertEquals(bytes.length, again.end());
        for (int i = bytes.length - 5; i < bytes.length; i++) {
            assertEquals(
                    new AppendResult.Duplicate(i, i + 1),
                    large.rig.append(again, largeBatch(i, 10), 0));
        }
        assertInstanceOf(
                AppendResult.Appended.class,
                large.rig.append(again, largeBatch(bytes.length, 10), 0));
    }

    private static Log largeLog(Story story, boolean isNew) {
        LogSettings settings = LogSettings.ofSegments(16 << 20, LogSettings.SegmentAge.NEVER);
        LogOrder order = new LogOrder(Rig.NAME, Rig.TOPIC, isNew, settings);
        return assertInstanceOf(LogOpening.Opened.class, story.rig.opened().open(order)).log();
    }

    private static ByteBuffer largeBatch(int sequence, int bytes) {
        BatchBuilder builder = new BatchBuilder(Codec.NONE, 4 << 20);
        builder.add(1_000, Payload.ABSENT, Payload.of(new byte[bytes]), List.of());
        return builder.finish(new ProducerStamp(4, (short) 0, sequence));
    }
}
