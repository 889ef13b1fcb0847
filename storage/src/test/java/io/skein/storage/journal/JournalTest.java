package io.skein.storage.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skein.foundation.world.Disk.DiskFull;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is written into the journal, and what a start reads out of it. */
class JournalTest {
    private final JournalFixture on = new JournalFixture();

    @Test
    void allThatWasSyncedIsReadInOrder() throws IOException {
        on.filled();
        assertEquals(JournalFixture.FILLED, on.replay());
        on.reboot();
        assertEquals(JournalFixture.FILLED, on.replay());
    }

    @Test
    void noFolderIsNoJournal() throws IOException {
        JournalScan scan = new JournalScan(on.disk);
        assertEquals(7, scan.survey(7).last(), "numbers go on behind what something else knows of");
        assertFalse(scan.isNeeded());
        assertEquals(List.of(), on.replay());
    }

    @Test
    void bytesLargerThanTheBufferGoPastIt() throws IOException {
        Journal journal =
                new Journal(
                        on.disk,
                        on.host.entropy("journal"),
                        new JournalScan(on.disk).survey(0),
                        new Journal.Bounds(1 << 20, 2, 0));
        String large = "x".repeat(700_000);
        on.add(journal, "a-0", "small");
        on.add(journal, "b-0", large);
        on.add(journal, "a-0", "small");
        journal.sync();
        assertEquals(List.of("1 a-0 small", "2 b-0 " + large, "3 a-0 small"), on.replay());
        assertFalse(journal.canHold(JournalFixture.entry("a-0", 0).sizeBytes(1 << 20)));
    }

    @Test
    void partsAreOnePiece() throws IOException {
        Journal journal = on.journal();
        assertTrue(journal.reserve(200, 1));
        journal.add(JournalFixture.entry("a-0", 0), JournalFixture.text("to", "get", "her"));
        journal.sync();
        assertEquals(List.of("1 a-0 together"), on.replay());
    }

    @Test
    void aRevocationIsForEarlierFramesOfThatLogInEarlierSegments() throws IOException {
        Journal journal = on.journal();
        assertTrue(journal.reserve(2000, 1));
        journal.add(JournalFixture.entry("a-0", 0), JournalFixture.text("old"));
        journal.add(JournalFixture.entry("a-0", 50), JournalFixture.text("new"));
        journal.add(JournalFixture.entry("b-0", 0), JournalFixture.text("other"));
        journal.sync();
        journal.revoke(JournalFixture.entry("a-0", 50));
        journal.sync();
        journal.add(JournalFixture.entry("a-0", 0), JournalFixture.text("again"));
        journal.sync();
        assertEquals(List.of("2 a-0 new", "3 b-0 other", "5 a-0 again"), on.replay());
    }

    /** Frames of the time before lie behind the new ones, and some of them are whole. */
    @Test
    void whatAnEarlierUseLeftDoesNotCount() throws IOException {
        Journal journal = on.filled();
        journal.forget();
        assertEquals(List.of(), on.replay());
        on.neededFrom = 6;
        on.add(journal, "c-0", "new");
        journal.sync();
        assertEquals(List.of("6 c-0 new"), on.replay());
        for (int i = 0; i < 4; i++) {
            journal.forget();
            on.add(journal, "c-0", "newer");
            journal.sync();
        }
        assertEquals(List.of("10 c-0 newer"), on.replay());
        assertEquals(List.of(), new JournalScan(on.disk).strangers());
    }

    /** Two files that begin with the same frame: the wrong one was believed to be the last. */
    @Test
    void forgettingTwiceDoesNotHideWhatFollows() throws IOException {
        on.filled().forget();
        Journal next = on.journal();
        on.neededFrom = 6;
        on.add(next, "c-0", "new");
        next.sync();
        assertEquals(List.of("6 c-0 new"), on.replay());
    }

    @Test
    void aFileIsBegunAnewOnlyWhenNothingInItIsNeeded() throws IOException {
        Journal journal = on.journal();
        long half = JournalFixture.entry("a-0", 0).sizeBytes(JournalFixture.ROOM / 2);
        for (int i = 0; i < 3; i++) {
            on.add(journal, "a-0", "z".repeat(JournalFixture.ROOM / 2));
            journal.sync();
        }
        assertEquals(3 * JournalFixture.FILE_BYTES, journal.sizeBytes());
        assertEquals(0, journal.freeBytes(1));
        assertFalse(journal.reserve(half, 1), "the first frame is needed");
        assertTrue(journal.reserve(half, 2));
        assertEquals(JournalFixture.FILE_BYTES, journal.freeBytes(3));
        assertEquals(
                3 * JournalFixture.FILE_BYTES,
                journal.sizeBytes(),
                "no more files than there may be");
        assertEquals(
                List.of("2 a-0", "3 a-0"),
                on.replay().stream().map(x -> x.substring(0, 5)).toList());
    }

    @Test
    void filesOfAnotherSizeAreReplacedAndNumbersBeginAnew() throws IOException {
        on.filled().close();
        JournalScan.Ring found = new JournalScan(on.disk).survey(0);
        Journal.Bounds larger = new Journal.Bounds(2 * JournalFixture.FILE_BYTES, 3, 0);
        Journal journal = new Journal(on.disk, on.host.entropy("journal"), found, larger);
        assertFalse(journal.isFit());
        journal.forget();
        journal.remove();
        assertTrue(journal.isFit());
        assertEquals(0, journal.last());
        on.neededFrom = 1;
        assertEquals(List.of(), on.disk.list(Journal.FOLDER));
        on.add(journal, "a-0", "six");
        journal.sync();
        assertEquals(2 * JournalFixture.FILE_BYTES, on.bytes(JournalFixture.FIRST_FILE).length);
        assertEquals(List.of("1 a-0 six"), on.replay());
    }

    @Test
    void aFileIsNotMadeOfTheReserve() throws IOException {
        long free = on.disk.freeBytes();
        Journal.Bounds bounds =
                new Journal.Bounds(
                        JournalFixture.FILE_BYTES, 3, free - JournalFixture.FILE_BYTES + 1);
        JournalScan.Ring found = new JournalScan(on.disk).survey(0);
        Journal journal = new Journal(on.disk, on.host.entropy("journal"), found, bounds);
        assertThrows(DiskFull.class, () -> journal.reserve(100, JournalFixture.NEVER_NEEDED));
        assertEquals(0, journal.sizeBytes());
    }
}
