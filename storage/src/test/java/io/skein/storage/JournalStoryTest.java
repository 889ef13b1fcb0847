package io.skein.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skein.simulation.Survival;
import io.skein.storage.journal.Frame;
import io.skein.storage.journal.Journal;
import io.skein.storage.journal.JournalScan;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Several logs of one directory that share a journal, over several lives. */
class JournalStoryTest {
    private static final long SECOND_NANOS = 1_000_000_000L;
    private static final String FILE = Journal.FOLDER + "/0.journal";
    private final JournalLives lives = new JournalLives();

    @Test
    void aRoundOfManyLogsIsOneSync() {
        lives.make("a", "b", "c");
        DirectoryFigures figures = lives.rig.directory().figures();
        long syncs = figures.syncs().sum();
        for (int i = 0; i < 5; i++) lives.write("a", "b", "c");
        assertEquals(5, figures.journalSyncs().sum());
        assertEquals(syncs, figures.syncs().sum());
        lives.powerCut(Survival.NONE);
        for (String topic : List.of("a", "b", "c")) {
            assertEquals(6, lives.ends(topic));
            assertEquals(6, lives.rig.all(lives.log(topic), 4096).size());
        }
    }

    /** Nobody has to write for that: after a while only the segments are needed. */
    @Test
    void theSegmentsFollow() throws IOException {
        lives.make("a", "b");
        lives.write("a", "b");
        lives.world.runFor(11 * SECOND_NANOS);
        lives.host.disk(Rig.PATH).delete(FILE);
        lives.powerCut(Survival.NONE);
        RecoveryPoints points = new RecoveryPoints(lives.host.disk(Rig.PATH), 1);
        assertTrue(points.load());
        assertEquals(2, points.of(JournalLives.name("a")).orElseThrow().offset());
    }

    /** The ring is small, and what is in it of logs that are not written any more goes first. */
    @Test
    void theRingNeverRunsIntoWhatIsNeeded() {
        lives.make("a", "b", "c");
        lives.write("a", "b", "c");
        for (int i = 0; i < 200; i++) lives.write("b");
        assertTrue(lives.rig.directory().figures().journalBytes().sum() > 32 << 10);
        lives.powerCut(Survival.NONE);
        assertEquals(2, lives.ends("a"));
        assertEquals(202, lives.ends("b"));
    }

    /** Frames of a log are not for the one that has its name later. */
    @Test
    void aLogThatWasMadeAnewGetsNothingOfTheOldOne() {
        lives.make("a", "b");
        for (int i = 0; i < 5; i++) lives.write("a");
        assertEquals(new Outcome.Done(), lives.rig.close(lives.log("a")));
        assertEquals(
                new Outcome.Done(),
                lives.rig.<Outcome>ask(
                        then -> lives.rig.shelf().delete(JournalLives.name("a"), then)));
        lives.make("a");
        lives.powerCut(Survival.NONE);
        assertEquals(1, lives.ends("a"));
        assertEquals(1, lives.rig.all(lives.log("a"), 4096).size());
    }

    @Test
    void whatWasCutOffDoesNotComeBack() {
        lives.make("a", "b");
        for (int i = 0; i < 5; i++) lives.write("a");
        Log log = lives.log("a");
        TruncateResult cut = lives.rig.<TruncateResult>ask(then -> log.truncation().to(3, then));
        assertEquals(new TruncateResult.Done(3), cut);
        lives.powerCut(Survival.NONE);
        assertEquals(3, lives.ends("a"));
    }

    /** What the journal said at the start is no promise any more once somebody wanted less. */
    @Test
    void aCutAfterTheStartIsNotTakenForDamage() {
        lives.make("a", "b");
        for (int i = 0; i < 5; i++) lives.write("a");
        lives.powerCut(Survival.NONE);
        assertEquals(6, lives.ends("a"));
        Log log = lives.log("a");
        lives.rig.<TruncateResult>ask(then -> log.truncation().to(3, then));
        assertEquals(new Outcome.Done(), lives.rig.close(log));
        assertEquals(3, lives.ends("a"));
    }

    /** A removed segment is neither made again nor missed. */
    @Test
    void whatRetentionRemovedDoesNotComeBack() {
        lives.make("a", "b");
        while (lives.log("a").end() < 60) lives.write("a", "b");
        Log log = lives.log("a");
        Retention most = new Retention(-1, 1000, SECOND_NANOS);
        lives.rig.<Retention.Freed>ask(then -> log.age(most, 1_000, log.durableEnd(), then));
        long start = log.start();
        assertTrue(start > 0, "something went");
        lives.write("b");
        lives.powerCut(Survival.NONE);
        long end = lives.ends("a");
        assertEquals(start, lives.log("a").start());
        assertEquals(60, end);
        assertEquals(60 - start, lives.rig.all(lives.log("a"), 4096).size());
    }

    /** The orderly stop says so in the journal too: the next start has nothing to replay. */
    @Test
    void anOrderlyStopLeavesNothingBehind() throws IOException {
        lives.make("a", "b");
        lives.write("a", "b");
        for (Log log : lives.logs.values()) assertEquals(new Outcome.Done(), lives.rig.close(log));
        assertEquals(new Outcome.Done(), lives.rig.closeDirectory());
        JournalScan scan = new JournalScan(lives.host.disk(Rig.PATH));
        scan.survey(0);
        assertFalse(scan.isNeeded());
    }

    @Test
    void aJournalOfOneFileIsReadOnce() throws IOException {
        lives.make("a", "b");
        lives.write("a", "b");
        JournalScan scan = new JournalScan(lives.host.disk(Rig.PATH));
        scan.survey(0);
        long reads = lives.disk().reads();
        JournalReplayed replayed = new JournalReplayed();
        scan.replay(replayed);
        assertEquals(List.of("a-0", "b-0"), replayed.folders);
        assertEquals(reads, lives.disk().reads());
    }

    /** Of which logs there were frames. */
    private static final class JournalReplayed implements JournalScan.Listener {
        private final List<String> folders = new ArrayList<>();

        @Override
        public void data(Frame frame, ByteBuffer payload) {
            folders.add(frame.folder());
        }

        @Override
        public void rotten(Frame frame) {
            throw new AssertionError(frame);
        }

        @Override
        public void missing(long from, long before) {
            throw new AssertionError(from);
        }
    }

    private void startWithARottenFrameOfB() {
        lives.make("a", "b", "c");
        lives.write("a", "b", "c");
        lives.write("a", "b", "c");
        lives.write("c");
        rot(frames().get(4), 64 + "a-0".length() + 70);
        lives.powerCut(Survival.NONE);
        assertEquals(3, lives.ends("a"));
    }

    /** Bytes that were durable in the journal alone, and are not there any more. */
    @Test
    void aRottenFrameIsReportedForItsLogAlone() {
        startWithARottenFrameOfB();
        assertEquals(4, lives.ends("c"));
        LogOpening.Damaged damaged =
                assertInstanceOf(LogOpening.Damaged.class, lives.open("b", false));
        assertEquals(2, damaged.from());
        assertEquals(3, damaged.before());
        // Once more: what tells of it is still there.
        lives.write("a", "c");
        lives.powerCut(Survival.NONE);
        assertEquals(4, lives.ends("a"));
        assertInstanceOf(LogOpening.Damaged.class, lives.open("b", false));
    }

    /** Only the recovery points know what has come in the place of its frames since. */
    @Test
    void aDamagedJournalIsNotReplayedByAStartThatHasLostTheRecoveryPoints() {
        startWithARottenFrameOfB();
        Log log = lives.log("a");
        TruncateResult cut = lives.rig.<TruncateResult>ask(then -> log.truncation().to(1, then));
        assertEquals(new TruncateResult.Done(1), cut);
        for (int i = 0; i < 4; i++) lives.write("a");
        List<byte[]> newest = lives.rig.all(log, 4096);
        lives.world.runFor(6 * SECOND_NANOS);
        lives.disk().rot(RecoveryPoints.FILE, 30, 3);
        lives.powerCut(Survival.NONE);
        assertEquals(5, lives.ends("a"));
        LogTest.assertSame(newest, lives.rig.all(lives.log("a"), 4096));
        lives.write("a");
        lives.powerCut(Survival.NONE);
        assertEquals(6, lives.ends("a"));
        assertInstanceOf(LogOpening.Damaged.class, lives.open("b", false));
    }

    /** The frame could have been anybody's, but for those that went on without a gap. */
    @Test
    void aFrameThatCannotBeReadMakesAllSuspectButThoseThatGoOn() {
        lives.make("a", "b", "c");
        lives.write("a", "b", "c");
        lives.write("a", "b");
        lives.write("a", "c");
        rot(frames().get(4), 20);
        lives.powerCut(Survival.NONE);
        for (int start = 0; start < 2; start++) {
            assertInstanceOf(LogOpening.Damaged.class, lives.open("b", false));
            assertEquals(4, lives.ends("a"));
            assertEquals(3, lives.ends("c"));
            lives.powerCut(Survival.NONE);
        }
    }

    /** A full disk costs the journal, and no append that still fits. */
    @Test
    void whereThereIsNoRoomForAJournalSegmentsAreSynced() {
        lives.make("a", "b");
        lives.disk().capacityBytes(10_000);
        lives.write("a", "b");
        assertEquals(0, lives.rig.directory().figures().journalSyncs().sum());
        lives.disk().capacityBytes(Long.MAX_VALUE);
        lives.powerCut(Survival.NONE);
        assertEquals(2, lives.ends("a"));
    }

    @Test
    void aSegmentThatIsGoneIsMissed() throws IOException {
        lives.make("a", "b");
        lives.write("a", "b");
        lives.host.kill();
        lives.host = lives.host.restart();
        lives.host.disk(Rig.PATH).delete("a-0/00000000000000000000.log");
        lives.host.disk(Rig.PATH).create("a-0/00000000000000000000.log").close();
        lives.restart();
        LogOpening.Damaged damaged =
                assertInstanceOf(LogOpening.Damaged.class, lives.open("a", false));
        assertEquals(2, damaged.before());
        assertEquals(2, lives.ends("b"));
    }

    /** Where the frames of the journal begin, in order. */
    private List<Integer> frames() {
        List<Integer> starts = new ArrayList<>();
        ByteBuffer bytes = ByteBuffer.wrap(journalBytes());
        for (int at = 8192; at < bytes.limit(); at += 8) {
            if (bytes.getInt(at) == 0x534B4A46) starts.add(at);
        }
        return starts;
    }

    private byte[] journalBytes() {
        try (var file = lives.host.disk(Rig.PATH).open(FILE)) {
            ByteBuffer bytes = ByteBuffer.allocate((int) file.length());
            file.read(bytes, 0);
            return bytes.array();
        } catch (IOException failed) {
            throw new AssertionError(failed);
        }
    }

    private void rot(int start, int further) {
        lives.disk().rot(FILE, start + further, 3);
    }
}
