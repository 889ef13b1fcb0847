package io.skein.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skein.foundation.Uuid;
import io.skein.simulation.SimDisk;
import io.skein.simulation.SimHost;
import io.skein.simulation.Survival;
import io.skein.simulation.Tempo;
import io.skein.simulation.World;
import io.skein.storage.journal.Journal;
import io.skein.storage.journal.JournalScan;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Several logs of one directory that share a journal, over several lives. */
class JournalStoryTest {
    private static final long SECOND_NANOS = 1_000_000_000L;
    private static final String FILE = Journal.FOLDER + "/0.journal";
    private static final StorageSettings ROOMY =
            new StorageSettings(
                    1 << 20,
                    1 << 20,
                    2048,
                    4096,
                    4096,
                    16,
                    100,
                    5_000_000_000L,
                    1 << 20,
                    0,
                    DiskGuard.NONE,
                    new JournalSettings(JournalSettings.Use.ALWAYS, 16 << 10, 2));

    private final World world = new World(1, Tempo.calm());
    private SimHost host = world.host("a");
    private Rig rig = Rig.simulated(world, host, ROOMY).opened();
    private final TreeMap<String, Log> logs = new TreeMap<>();
    private int drawn;

    private SimDisk disk() {
        return host.diskFaults(Rig.PATH);
    }

    private static LogName name(String topic) {
        return new LogName(topic, 0);
    }

    private LogOpening open(String topic, boolean isNew) {
        Uuid id = new Uuid(7, topic.hashCode());
        LogOpening opening = rig.open(new LogOrder(name(topic), id, isNew, Rig.SMALL));
        if (opening instanceof LogOpening.Opened(Log log)) logs.put(topic, log);
        return opening;
    }

    private void make(String... topics) {
        for (String topic : topics) {
            assertInstanceOf(LogOpening.Opened.class, open(topic, true));
            // The first bytes of a segment are synced there, whatever the journal is for.
            write(topic);
        }
    }

    /** Appends a batch to each in one turn and waits until all are durable. */
    private void write(String... topics) {
        rig.ask(then -> {
            for (String topic : topics) {
                ByteBuffer batch = Rig.batch(1, 60, 1000 + drawn++);
                assertInstanceOf(AppendResult.Appended.class, log(topic).append(batch, 0));
            }
            then.accept(true);
        });
        for (String topic : topics) assertTrue(rig.settle(log(topic), log(topic).end()));
    }

    private Log log(String topic) {
        return Optional.ofNullable(logs.get(topic)).orElseThrow();
    }

    private void powerCut(Survival survival) {
        disk().survival(survival);
        host.powerCut();
        restart();
    }

    private void restart() {
        host.kill();
        host = host.restart();
        rig = Rig.simulated(world, host, ROOMY).opened();
        logs.clear();
    }

    private long ends(String topic) {
        LogOpening opening = open(topic, false);
        return assertInstanceOf(LogOpening.Opened.class, opening, opening.toString()).log().end();
    }

    @Test
    void aRoundOfManyLogsIsOneSync() {
        make("a", "b", "c");
        DirectoryFigures figures = rig.directory().figures();
        long syncs = figures.syncs().sum();
        for (int i = 0; i < 5; i++) write("a", "b", "c");
        assertEquals(5, figures.journalSyncs().sum());
        assertEquals(syncs, figures.syncs().sum());
        powerCut(Survival.NONE);
        for (String topic : List.of("a", "b", "c")) {
            assertEquals(6, ends(topic));
            assertEquals(6, rig.all(log(topic), 4096).size());
        }
    }

    /** Nobody has to write for that: after a while only the segments are needed. */
    @Test
    void theSegmentsFollow() throws IOException {
        make("a", "b");
        write("a", "b");
        world.runFor(11 * SECOND_NANOS);
        host.disk(Rig.PATH).delete(FILE);
        powerCut(Survival.NONE);
        RecoveryPoints points = new RecoveryPoints(host.disk(Rig.PATH), 1);
        assertTrue(points.load());
        assertEquals(2, points.of(name("a")).orElseThrow().offset());
    }

    /** The ring is small, and what is in it of logs that are not written any more goes first. */
    @Test
    void theRingNeverRunsIntoWhatIsNeeded() {
        make("a", "b", "c");
        write("a", "b", "c");
        for (int i = 0; i < 200; i++) write("b");
        assertTrue(rig.directory().figures().journalBytes().sum() > 32 << 10);
        powerCut(Survival.NONE);
        assertEquals(2, ends("a"));
        assertEquals(202, ends("b"));
    }

    /** Frames of a log are not for the one that has its name later. */
    @Test
    void aLogThatWasMadeAnewGetsNothingOfTheOldOne() {
        make("a", "b");
        for (int i = 0; i < 5; i++) write("a");
        assertEquals(new Outcome.Done(), rig.close(log("a")));
        assertEquals(
                new Outcome.Done(), rig.<Outcome>ask(then -> rig.shelf().delete(name("a"), then)));
        make("a");
        powerCut(Survival.NONE);
        assertEquals(1, ends("a"));
        assertEquals(1, rig.all(log("a"), 4096).size());
    }

    @Test
    void whatWasCutOffDoesNotComeBack() {
        make("a", "b");
        for (int i = 0; i < 5; i++) write("a");
        Log log = log("a");
        TruncateResult cut = rig.<TruncateResult>ask(then -> log.truncation().to(3, then));
        assertEquals(new TruncateResult.Done(3), cut);
        powerCut(Survival.NONE);
        assertEquals(3, ends("a"));
    }

    /** What the journal said at the start is no promise any more once somebody wanted less. */
    @Test
    void aCutAfterTheStartIsNotTakenForDamage() {
        make("a", "b");
        for (int i = 0; i < 5; i++) write("a");
        powerCut(Survival.NONE);
        assertEquals(6, ends("a"));
        Log log = log("a");
        rig.<TruncateResult>ask(then -> log.truncation().to(3, then));
        assertEquals(new Outcome.Done(), rig.close(log));
        assertEquals(3, ends("a"));
    }

    /** A removed segment is neither made again nor missed. */
    @Test
    void whatRetentionRemovedDoesNotComeBack() {
        make("a", "b");
        while (log("a").end() < 60) write("a", "b");
        Log log = log("a");
        Retention most = new Retention(-1, 1000, SECOND_NANOS);
        rig.<Retention.Freed>ask(then -> log.age(most, 1_000, log.durableEnd(), then));
        long start = log.start();
        assertTrue(start > 0, "something went");
        write("b");
        powerCut(Survival.NONE);
        long end = ends("a");
        assertEquals(start, log("a").start());
        assertEquals(60, end);
        assertEquals(60 - start, rig.all(log("a"), 4096).size());
    }

    /** The orderly stop says so in the journal too: the next start has nothing to replay. */
    @Test
    void anOrderlyStopLeavesNothingBehind() throws IOException {
        make("a", "b");
        write("a", "b");
        for (Log log : logs.values()) assertEquals(new Outcome.Done(), rig.close(log));
        assertEquals(new Outcome.Done(), rig.closeDirectory());
        JournalScan scan = new JournalScan(host.disk(Rig.PATH));
        scan.survey(0);
        assertFalse(scan.isNeeded());
    }

    /** Bytes that were durable in the journal alone, and are not there any more. */
    @Test
    void aRottenFrameIsReportedForItsLogAlone() {
        make("a", "b", "c");
        write("a", "b", "c");
        write("a", "b", "c");
        write("c");
        rot(frames().get(4), 64 + "a-0".length() + 70);
        powerCut(Survival.NONE);
        assertEquals(3, ends("a"));
        assertEquals(4, ends("c"));
        LogOpening.Damaged damaged = assertInstanceOf(LogOpening.Damaged.class, open("b", false));
        assertEquals(2, damaged.from());
        assertEquals(3, damaged.before());
        // Once more: what tells of it is still there.
        write("a", "c");
        powerCut(Survival.NONE);
        assertEquals(4, ends("a"));
        assertInstanceOf(LogOpening.Damaged.class, open("b", false));
    }

    /** The frame could have been anybody's, but for those that went on without a gap. */
    @Test
    void aFrameThatCannotBeReadMakesAllSuspectButThoseThatGoOn() {
        make("a", "b", "c");
        write("a", "b", "c");
        write("a", "b");
        write("a", "c");
        rot(frames().get(4), 20);
        powerCut(Survival.NONE);
        assertInstanceOf(LogOpening.Damaged.class, open("b", false));
        assertEquals(4, ends("a"));
        assertEquals(3, ends("c"));
    }

    /** A full disk costs the journal, and no append that still fits. */
    @Test
    void whereThereIsNoRoomForAJournalSegmentsAreSynced() {
        make("a", "b");
        disk().capacityBytes(10_000);
        write("a", "b");
        assertEquals(0, rig.directory().figures().journalSyncs().sum());
        disk().capacityBytes(Long.MAX_VALUE);
        powerCut(Survival.NONE);
        assertEquals(2, ends("a"));
    }

    @Test
    void aSegmentThatIsGoneIsMissed() throws IOException {
        make("a", "b");
        write("a", "b");
        host.kill();
        host = host.restart();
        host.disk(Rig.PATH).delete("a-0/00000000000000000000.log");
        host.disk(Rig.PATH).create("a-0/00000000000000000000.log").close();
        restart();
        LogOpening.Damaged damaged = assertInstanceOf(LogOpening.Damaged.class, open("a", false));
        assertEquals(2, damaged.before());
        assertEquals(2, ends("b"));
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
        try (var file = host.disk(Rig.PATH).open(FILE)) {
            ByteBuffer bytes = ByteBuffer.allocate((int) file.length());
            file.read(bytes, 0);
            return bytes.array();
        } catch (IOException failed) {
            throw new AssertionError(failed);
        }
    }

    private void rot(int start, int further) {
        disk().rot(FILE, start + further, 3);
    }
}
