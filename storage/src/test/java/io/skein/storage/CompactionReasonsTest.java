package io.skein.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skein.records.BatchRecord;
import io.skein.records.Codec;
import io.skein.records.ProducerStamp;
import io.skein.storage.CompactionResult.Done;
import io.skein.storage.CompactionSettings.Budget;
import io.skein.storage.format.SegmentName;
import io.skein.storage.producers.Snapshots;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

/** What makes compaction begin when nothing new is written, and what it leaves to others. */
class CompactionReasonsTest {
    private static final long NOW = Keyed.NOW;
    private static final long HOUR = Keyed.HOUR;
    private static final CompactionResult NOT_DUE = new CompactionResult.NotDue();
    private static final long SECOND_NANOS = 1_000_000_000L;

    /** As topics have it that say nothing else. */
    private static final CompactionSettings LAZY =
            new CompactionSettings(0.5, 0, -1, HOUR, Keyed.PLENTY);

    private Story story = new Story(1);

    private Log log() {
        return story.rig.opened().log(true);
    }

    private void append(Log log, String... keys) {
        for (String key : keys) {
            assertTrue(story.rig.store(log, Keyed.batch("v".repeat(400), key), 0).isPresent());
        }
    }

    private long tombstones(Log log) throws IOException {
        long active = LogFolder.segments(story.rig.disk, Rig.NAME.folder()).getLast();
        return Keyed.records(story.rig, log).headMap(active).values().stream()
                .filter(record -> record.value().isAbsent())
                .count();
    }

    private CompactionResult compact(Log log, CompactionSettings settings, long nowMillis) {
        return Keyed.compact(story.rig, log, settings, nowMillis);
    }

    @Test
    void tombstonesGoInTimeThoughNothingIsWritten() throws IOException {
        Log log = log();
        append(log, "a", "b", "c", "d", "-a", "-b", "-c", "e", "f", "g", "h", "i", "j", "k", "l");
        assertInstanceOf(Done.class, compact(log, LAZY, NOW));
        assertEquals(3, tombstones(log));
        assertEquals(NOT_DUE, compact(log, LAZY, NOW + HOUR - 1));
        assertInstanceOf(Done.class, compact(log, LAZY, NOW + HOUR));
        assertEquals(0, tombstones(log));
        assertEquals(NOT_DUE, compact(log, LAZY, NOW + 100 * HOUR), "there are no more");
    }

    @Test
    void aRestartDoesNotForgetThem() throws IOException {
        Log log = log();
        append(log, "a", "a", "-a", "d", "e", "f", "g", "h", "i", "j", "k", "l");
        assertInstanceOf(Done.class, compact(log, LAZY, NOW));
        story.host.powerCut();
        story.restart();
        Log again = story.rig.opened().log(false);
        assertEquals(1, tombstones(again));
        assertEquals(NOT_DUE, compact(again, LAZY, NOW + HOUR - 1));
        assertInstanceOf(Done.class, compact(again, LAZY, NOW + HOUR));
        assertEquals(0, tombstones(again));
    }

    @Test
    void theyGoFromSegmentsThatAreNotWorthAPassToo() throws IOException {
        Log log = log();
        for (int i = 0; i < 64; i++) append(log, "k" + i);
        append(log, "-k1");
        for (int i = 100; i < 115; i++) append(log, "k" + i);
        CompactionSettings eager = new CompactionSettings(0, 0, -1, HOUR, Keyed.PLENTY);
        assertInstanceOf(Done.class, compact(log, eager, NOW));
        assertEquals(1, tombstones(log));
        int passes = 0;
        for (long time = NOW; time < NOW + 10 * HOUR; time += HOUR / 4) {
            if (compact(log, eager, time) instanceof Done) passes++;
            append(log, "n" + time % 1_000);
        }
        assertEquals(0, tombstones(log), "though new records are no reason to touch theirs");
        assertTrue(passes < 20, passes + " passes");
    }

    @Test
    void aPassForTombstonesAloneIsMadeOnceATime() throws IOException {
        Log log = log();
        append(log, "a", "-a", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l");
        CompactionSettings small =
                new CompactionSettings(0, 0, -1, HOUR, new Budget(24 * 4, 1L << 40));
        int passes = 0;
        while (compact(log, small, NOW) instanceof Done) passes++;
        assertTrue(passes > 1 && passes < 20, passes + " passes");
        passes = 0;
        for (long time = NOW; time <= NOW + 40 * HOUR; time += HOUR / 4) {
            if (compact(log, small, time) instanceof Done) passes++;
        }
        assertEquals(0, tombstones(log));
        assertTrue(passes > 0 && passes <= 20, passes + " passes");
    }

    @Test
    void aFullDiskIsAReasonToBeginAndNotToWait() throws IOException {
        story = new Story(1, Rig.BOUNDS.withReserve(100_000));
        Log log = log();
        story.disk().capacityBytes(100_000 + 100_000);
        ByteBuffer batch = Keyed.batch("v".repeat(400), "a");
        while (story.rig.store(log, ByteBuffer.wrap(Rig.bytes(batch)), 0).isPresent()) {
            assertTrue(log.end() < 1_000, "the disk is full at last");
        }
        assertInstanceOf(AppendResult.NoRoom.class, story.rig.append(log, batch, 0));
        Done done = assertInstanceOf(Done.class, compact(log, Keyed.THOROUGH, NOW));
        assertTrue(done.removedBytes() > 50_000, done.toString());
        story.world.runFor(3 * SECOND_NANOS);
        append(log, "b");
    }

    @Test
    void theReserveIsNotUsedUp() throws IOException {
        story = new Story(1, Rig.BOUNDS.withReserve(6_000));
        Log log = log();
        for (int i = 0; i < 40; i++) append(log, "a");
        long used = story.disk().usedBytes();
        story.disk().capacityBytes(used + 3_300);
        assertEquals(new CompactionResult.NoRoom(), compact(log, Keyed.THOROUGH, NOW));
        assertTrue(story.rig.disk.freeBytes() >= 3_000);
        for (String file : story.rig.disk.list(Rig.NAME.folder())) {
            assertFalse(file.endsWith(".cleaned"), file);
        }
        story.disk().capacityBytes(used + 3_000 + 5_000);
        assertInstanceOf(Done.class, compact(log, Keyed.THOROUGH, NOW));
    }

    @Test
    void whatAProducerSentLastIsKnownThoughItsRecordsAreGone() throws IOException {
        Log log = log();
        for (int i = 0; i < 3; i++) sent(log, 4, i, new AppendResult.Appended(i, i + 1));
        for (int i = 0; i < 12; i++) append(log, "x");
        sent(log, 5, 0, new AppendResult.Appended(15, 16));
        for (int i = 0; i < 24; i++) append(log, "x");
        assertInstanceOf(Done.class, compact(log, Keyed.THOROUGH, NOW));
        for (BatchRecord record : Keyed.records(story.rig, log).headMap(30L).values()) {
            throw new AssertionError("all older records are gone, but not " + record);
        }
        for (boolean areSnapshotsLost : new boolean[] {false, true}) {
            assertEquals(new Outcome.Done(), story.rig.close(log));
            assertEquals(new Outcome.Done(), story.rig.closeDirectory());
            if (areSnapshotsLost) loseSnapshots();
            story.restart();
            log = story.rig.opened().log(false);
            sent(log, 4, 2, new AppendResult.Duplicate(2, 3));
            sent(log, 4, 4, new AppendResult.OutOfOrder(4, 3, 4));
            sent(log, 5, 0, new AppendResult.Duplicate(15, 16));
            sent(log, 6, 1, new AppendResult.UnknownProducer(6, 1));
        }
        long end = log.end();
        sent(log, 4, 3, new AppendResult.Appended(end, end + 1));
        sent(log, 5, 1, new AppendResult.Appended(end + 1, end + 2));
    }

    private void sent(Log log, long producer, int sequence, AppendResult expected) {
        ProducerStamp stamp = new ProducerStamp(producer, (short) 0, sequence);
        ByteBuffer batch = Keyed.batch(Codec.NONE, stamp, "v".repeat(400), "x");
        assertEquals(expected, story.rig.append(log, batch, 0));
        story.rig.settle(log, log.end());
    }

    /** All but the first that was taken, which says nothing. */
    private void loseSnapshots() throws IOException {
        String folder = Rig.NAME.folder();
        for (long offset : new Snapshots(story.rig.disk, folder).offsets()) {
            story.disk().rot(SegmentName.of(folder, offset, SegmentName.PRODUCERS), 3, 3);
        }
    }
}
