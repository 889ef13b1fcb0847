package io.skein.storage.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What a start makes of a journal that is not as it was left. */
class JournalDamageTest {
    private final JournalFixture on = new JournalFixture();

    /** Nobody was promised the last round: what is whole before the first bad byte counts. */
    @Test
    void aBadByteInTheLastRoundIsATornEnd() throws IOException {
        on.filled();
        byte[] good = on.bytes(JournalFixture.FIRST_FILE);
        int fourth = on.frameAt(4);
        int fifth = on.frameAt(5);
        int end = fifth + (int) JournalFixture.entry("a-0", 0).sizeBytes("five".length());
        for (int at = fourth; at < end; at++) {
            on.put(JournalFixture.FIRST_FILE, new byte[] {(byte) (good[at] ^ 0x40)}, at);
            int whole = at < fourth + 64 + 7 ? 3 : at < fifth ? 5 : at < fifth + 64 + 7 ? 4 : 5;
            assertEquals(JournalFixture.FILLED.subList(0, whole), on.replay(), "byte " + at);
            on.put(JournalFixture.FIRST_FILE, good, 0);
        }
    }

    /** The third frame was durable, for the fourth says so. */
    @Test
    void aBadByteBeforeThatIsDamage() throws IOException {
        on.filled();
        byte[] good = on.bytes(JournalFixture.FIRST_FILE);
        int third = on.frameAt(3);
        for (int at = third; at < third + 64 + 3 + "three".length(); at++) {
            on.put(JournalFixture.FIRST_FILE, new byte[] {(byte) (good[at] ^ 1)}, at);
            List<String> expected = new ArrayList<>(JournalFixture.FILLED);
            boolean isKnownWhose = at >= third + 64 + 3;
            expected.set(2, isKnownWhose ? "3 a-0 is rotten" : "3 to 4 missing");
            assertEquals(expected, on.replay(), "byte " + at);
            on.put(JournalFixture.FIRST_FILE, good, 0);
        }
    }

    /** If the end is missing, something else may know that there was more. */
    @Test
    void whatThePointsVouchForIsMissedToo() throws IOException {
        on.filled();
        int fifth = on.frameAt(5);
        on.put(JournalFixture.FIRST_FILE, new byte[JournalFixture.FILE_BYTES - fifth], fifth);
        assertEquals(JournalFixture.FILLED.subList(0, 4), on.replay(4));
        List<String> expected = new ArrayList<>(JournalFixture.FILLED);
        expected.set(4, "5 to 6 missing");
        assertEquals(expected, on.replay(5));
    }

    @Test
    void aFileThatIsGoneLeavesAGap() throws IOException {
        Journal journal = on.journal();
        for (int i = 0; i < 6; i++) {
            on.add(journal, "a-0", "y".repeat(JournalFixture.ROOM / 3));
            journal.sync();
        }
        assertEquals(6, on.replay().size());
        on.disk.delete(Journal.FOLDER + "/1.journal");
        List<String> told = on.replay();
        assertTrue(told.contains("3 to 5 missing"), told.toString().replace("y", ""));
        assertEquals(1 + 4, told.size());
    }

    /** A torn header must not take the one before with it: its frames may still be all there is. */
    @Test
    void theOldHeaderCountsUntilTheNewOneIsWhole() throws IOException {
        on.filled();
        JournalScan.Ring found = new JournalScan(on.disk).survey(0);
        Header old = found.uses().getFirst().header();
        Header torn = new Header(old.generation() + 1, 6, 6, 1);
        byte[] half = new byte[Header.BYTES / 2];
        torn.bytes().get(half);
        on.put(JournalFixture.FIRST_FILE, half, torn.position());
        assertEquals(JournalFixture.FILLED, on.replay());
        on.put(JournalFixture.FIRST_FILE, torn.bytes().array(), torn.position());
        assertEquals(List.of(), on.replay());
    }

    /** Rot in one place costs nothing; in both, frames may be gone that nobody knows of. */
    @Test
    void aHeaderStandsThereTwice() throws IOException {
        on.filled();
        JournalScan.Ring found = new JournalScan(on.disk).survey(0);
        int first = found.uses().getFirst().header().position() + Header.BYTES - 1;
        flip(first);
        assertEquals(JournalFixture.FILLED, on.replay());
        flip(first + Header.COPY_AT);
        JournalScan scan = new JournalScan(on.disk);
        scan.survey(0);
        assertTrue(scan.isUnclear());
        flip(first);
        assertEquals(JournalFixture.FILLED, on.replay());
    }

    /** The file's earlier use, whose header is still whole, must not pass for the newest. */
    @Test
    void aRottenHeaderIsMissedBehindAnOlderOne() throws IOException {
        on.filled();
        Header old = new JournalScan(on.disk).survey(0).uses().getFirst().header();
        Header newer = new Header(old.generation() + 1, 6, 6, 1);
        on.put(JournalFixture.FIRST_FILE, newer.bytes().array(), newer.position());
        flip(newer.position() + 20);
        flip(newer.position() + 20 + Header.COPY_AT);
        String last = on.replay().getLast();
        assertEquals("6 to " + (JournalScan.BEYOND_ALL + 1) + " missing", last);
    }

    private void flip(int at) throws IOException {
        byte[] bytes = on.bytes(JournalFixture.FIRST_FILE);
        on.put(JournalFixture.FIRST_FILE, new byte[] {(byte) (bytes[at] ^ 4)}, at);
    }

    /** A client may write what looks like a frame; it does not know the secret. */
    @Test
    void bytesOfAClientNeverPassForAFrame() throws IOException {
        ByteBuffer forged = ByteBuffer.allocate(200);
        Frame frame = new Frame(Frame.Kind.DATA, 900, 899, "a-0", "a-0".hashCode(), 0, 9, 0, 3);
        frame.put(forged, JournalFixture.text("bad"), 0);
        forged.put("bad".getBytes(StandardCharsets.UTF_8));
        Journal journal = on.journal();
        assertTrue(journal.reserve(1000, 1));
        // Aligned as a frame is: 64 bytes and a name of 8 come before.
        journal.add(JournalFixture.entry("longer-0", 0), List.of(forged.flip()));
        journal.sync();
        byte[] good = on.bytes(JournalFixture.FIRST_FILE);
        on.put(
                JournalFixture.FIRST_FILE,
                new byte[] {(byte) (good[Header.FRAMES_AT] ^ 1)},
                Header.FRAMES_AT);
        assertEquals(List.of(), on.replay());
    }

    @Test
    void garbageIsNoJournal() throws IOException {
        on.disk.makeDirectory(Journal.FOLDER);
        byte[] garbage = new byte[3 * Header.FRAMES_AT];
        new Random(7).nextBytes(garbage);
        on.put(JournalFixture.FIRST_FILE, garbage, 0);
        on.put(Journal.FOLDER + "/empty", new byte[0], 0);
        JournalScan scan = new JournalScan(on.disk);
        assertEquals(0, scan.survey(0).last());
        assertEquals(
                List.of(JournalFixture.FIRST_FILE, Journal.FOLDER + "/empty"), scan.strangers());
        assertFalse(scan.isNeeded());
        assertTrue(scan.isUnclear());
    }

    @Test
    void aFileOfAnotherNameIsNotMissed() throws IOException {
        on.filled();
        byte[] garbage = new byte[Header.FRAMES_AT];
        new Random(7).nextBytes(garbage);
        on.put(Journal.FOLDER + "/notes", garbage, 0);
        assertEquals(JournalFixture.FILLED, on.replay());
    }
}
