package io.skein.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skein.foundation.world.Lane;
import io.skein.simulation.DiskFault;
import io.skein.simulation.Survival;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.Test;

class FaultTest {
    private static final long SECOND_NANOS = 1_000_000_000L;

    @Test
    void aFailedSyncOrWriteEndsTheDirectory() {
        for (DiskFault fault :
                List.of(
                        DiskFault.SYNC_DROPS_PAGES,
                        DiskFault.SYNC_KEEPS_PAGES,
                        DiskFault.SYNC_WRITES_PARTLY)) {
            endsTheDirectory(fault, 2);
        }
        endsTheDirectory(DiskFault.WRITE_ERROR, 1);
        endsTheDirectory(DiskFault.WRITE_ERROR, 2);
    }

    private static void endsTheDirectory(DiskFault fault, int operation) {
        // A sync that writes only partly may have written all that matters; with this seed not.
        Story story = new Story(5);
        Log log = story.open();
        story.append(log, 1, 0);
        long durable = log.durableEnd();
        story.disk().survival(Survival.NONE);
        story.disk().failAt(story.disk().operations() + operation, fault);
        assertFalse(story.rig.store(log, Rig.batch(1, 60, 5), 0).isPresent(), "" + fault);
        LogNews last = story.rig.news.getLast();
        assertInstanceOf(LogNews.Offline.class, last);
        assertEquals(durable, log.durableEnd());
        AppendResult later = story.rig.append(log, Rig.batch(1, 60, 5), 0);
        assertInstanceOf(AppendResult.Offline.class, later);
        assertTrue(story.rig.directory().trouble().isPresent());
        assertInstanceOf(Outcome.Offline.class, story.rig.close(log));
        assertInstanceOf(Outcome.Offline.class, story.rig.closeDirectory());
        assertEquals(1, story.rig.failures.size(), "told once: " + story.rig.failures);
        story.host.powerCut();
        story.restart();
        assertEquals(durable, story.open().end());
    }

    @Test
    void aLogInAFailedDirectoryIsNotRemoved() {
        Story story = new Story(1);
        Log log = story.open();
        story.append(log, 1, 0);
        story.disk().failAt(story.disk().operations() + 1, DiskFault.WRITE_ERROR);
        assertFalse(story.rig.store(log, Rig.batch(1, 60, 5), 0).isPresent());
        assertInstanceOf(Outcome.Offline.class, story.rig.delete());
        assertTrue(story.host.isAlive(), "it is no reason to stop");
    }

    @Test
    void aFullDiskRefusesUntilThereIsRoom() throws IOException {
        Story story = new Story(2);
        Log log = story.open();
        story.append(log, 2, 0);
        long end = log.end();
        story.disk().capacityBytes(900);
        story.append(log, 12, 1);
        assertEquals(end, log.end(), "a turn is taken as a whole or not at all");
        assertEquals("0@0", log.epochs().toString());
        assertEquals(sum(story.given), DamageTest.logBytes(story), "the files are cut back too");
        assertInstanceOf(AppendResult.NoRoom.class, story.rig.append(log, Rig.batch(1, 60, 5), 0));
        story.disk().capacityBytes(Long.MAX_VALUE);
        story.world.runFor(3 * SECOND_NANOS);
        story.append(log, 12, 1);
        assertEquals(14, story.given.size());
        story.restart();
        story.open();
        assertEquals(14, story.given.size());
    }

    @Test
    void theLastRoomIsLeftToTheMetadata() throws IOException {
        Story story = new Story(2, Rig.BOUNDS.withReserve(100_000));
        Log log = story.open();
        story.disk().roomBytes(200_000);
        for (int turn = 0; turn < 400; turn++) story.append(log, 12, 1);
        assertInstanceOf(AppendResult.NoRoom.class, story.rig.append(log, Rig.batch(1, 60, 5), 0));
        long left = story.rig.disk.freeBytes();
        assertTrue(left >= 100_000, "left " + left);
        assertTrue(left < 150_000, "no more is kept than was asked for: " + left);
    }

    @Test
    void noHalfBatchIsSeenWhereverTheRoomEnds() {
        for (int operation = 1; operation < 30; operation++) {
            Story story = new Story(operation);
            Log log = story.open();
            story.append(log, 4, 0);
            story.disk().failAt(story.disk().operations() + operation, DiskFault.FULL);
            for (int i = 0; i < 3; i++) story.append(log, 5, 1);
            story.world.runFor(3 * SECOND_NANOS);
            story.append(log, 5, 2);
            LogTest.assertSame(story.given, story.rig.all(log, 500));
            story.host.powerCut();
            story.restart();
            Log again = story.open();
            story.append(again, 5, 3);
            assertEquals(new Outcome.Done(), story.rig.close(again));
            assertEquals(new Outcome.Done(), story.rig.closeDirectory());
            story.restart();
            story.open();
        }
    }

    /** What was appended to the segment before it would be taken for durable, or cut off. */
    @Test
    void aSegmentThatCouldNotBeBegunDoesNotComeBack() {
        for (int seed = 0; seed < 300; seed++) {
            Story story = new Story(seed);
            Log log = story.open();
            // Two, so that there is an index: if one were made later, that would sync the names.
            story.append(log, List.of(Rig.batch(1, 1_700, 1), Rig.batch(1, 1_700, 1)), 0);
            story.disk().failAt(story.disk().operations() + 1 + seed % 20, DiskFault.FULL);
            story.append(log, List.of(Rig.batch(1, 1_000, 2)), 0);
            story.world.runFor(3 * SECOND_NANOS);
            story.append(log, List.of(Rig.batch(1, 100, 3)), 0);
            story.disk().mend();
            story.host.powerCut();
            story.restart();
            story.append(story.open(), 2, 1);
        }
    }

    @Test
    void aReadThatFailsIsNotAnAnswer() {
        Story story = new Story(3);
        Log log = story.open();
        story.append(log, 30, 0);
        story.disk().failReadAt(story.disk().reads() + 1);
        ReadResult result = story.rig.read(log, 0, log.end(), 100);
        assertInstanceOf(ReadResult.Offline.class, result);
        LogTest.assertSame(story.given, story.rig.all(log, 500));
    }

    @Test
    void aLogOfANameThatWasUsedBeforeWritesToItsOwnFiles() throws IOException {
        for (int room = 0; room < 120; room += 7) {
            Story story = new Story(room);
            Log log = story.open();
            story.append(log, 1, 0);
            story.disk().roomBytes(room);
            assertEquals(new Outcome.Done(), story.rig.close(log));
            assertEquals(new Outcome.Done(), story.rig.delete());
            story.disk().capacityBytes(Long.MAX_VALUE);
            story.world.runFor(3 * SECOND_NANOS);
            Log again = story.rig.log(true);
            assertTrue(story.rig.store(again, Rig.batch(1, 60, 5), 0).isPresent());
            story.restart();
            story.rig.opened();
            assertEquals(1, story.rig.log(false).end(), "what was stored is there, room " + room);
        }
    }

    private static long sum(List<byte[]> batches) {
        return batches.stream().mapToLong(each -> each.length).sum();
    }

    @Test
    void aLogThatCannotBeReadIsOfflineAlone() {
        int met = 0;
        for (int read = 1; read <= 8; read++) {
            Story story = new Story(5);
            story.append(story.open(), 3, 0);
            story.restart();
            story.rig.opened();
            story.disk().failReadAt(story.disk().reads() + read);
            if (!(story.rig.open(false) instanceof LogOpening.Opened)) {
                met++;
                assertFalse(story.rig.directory().trouble().isPresent());
                assertEquals(List.of(), story.rig.failures);
                assertInstanceOf(LogOpening.Opened.class, story.rig.open(false));
            }
        }
        assertEquals(2, met, "whose it is, and what is in it");
    }

    @Test
    void manyAppendsShareASync() {
        Story story = new Story(4);
        story.rig.opened();
        LogOpening opening =
                story.rig.open(new LogOrder(Rig.NAME, Rig.TOPIC, true, LogSettings.DEFAULT));
        Log log = assertInstanceOf(LogOpening.Opened.class, opening).log();
        long before = story.disk().operations();
        story.append(log, 30, 0);
        long used = story.disk().operations() - before;
        // Writes of up to the staging buffer's size, two index files, two syncs, and a folder.
        assertTrue(used <= 21, used + " operations for 30 appends");
    }

    /** What comes while a sync is under way waits for the next one, and all of it shares that. */
    @Test
    void turnsThatMeetASyncShareTheNext() {
        Story story = new Story(5);
        Log log = story.open();
        LongAdder syncs = story.rig.directory().figures().syncs();
        long before = syncs.sum();
        appendInTurns(story.rig.owner, log, 30);
        story.world.runFor(SECOND_NANOS);
        assertEquals(30, log.durableEnd());
        long used = syncs.sum() - before;
        assertTrue(used > 1 && used < 8, used + " syncs for 30 turns");
    }

    private static void appendInTurns(Lane owner, Log log, int turns) {
        owner.answer(() -> {
            log.append(Rig.batch(1, 60, 5), 0);
            if (turns > 1) appendInTurns(owner, log, turns - 1);
        });
    }
}
