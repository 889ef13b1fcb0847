package io.skein.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skein.foundation.world.DiskFile;
import io.skein.records.Batch;
import io.skein.records.BatchRecord;
import io.skein.storage.CompactionResult.Done;
import io.skein.storage.CompactionResult.NotDue;
import io.skein.storage.CompactionSettings.Budget;
import io.skein.storage.format.FileNames;
import io.skein.storage.format.SegmentName;
import io.skein.storage.inspect.Totals;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompactionTest {
    private static final long NOW = Keyed.NOW;
    private static final long HOUR = Keyed.HOUR;
    private static final NotDue NOT_DUE = new NotDue();
    private static final String FOLDER = Rig.NAME.folder();

    private final Story story = new Story(1);
    private final Rig rig = story.rig;

    private static CompactionSettings settings(double ratio, long lagMin, long lagMax) {
        return new CompactionSettings(ratio, lagMin, lagMax, HOUR, Keyed.PLENTY);
    }

    private static void append(Rig rig, Log log, String... keys) {
        for (String key : keys) {
            assertTrue(rig.store(log, Keyed.batch("v".repeat(400), key), 0).isPresent());
        }
    }

    /** A segment for each eight records or so. */
    private static Log filled(Rig rig, int records) {
        Log log = rig.opened().log(true);
        for (int i = 0; i < records; i++) append(rig, log, "abc".substring(i % 3, i % 3 + 1));
        return log;
    }

    private CompactionResult compact(Log log, CompactionSettings settings) {
        return Keyed.compact(rig, log, settings, NOW);
    }

    private Done done(Log log, CompactionSettings settings) {
        return assertInstanceOf(Done.class, compact(log, settings));
    }

    private long active() throws IOException {
        return LogFolder.segments(rig.disk, FOLDER).getLast();
    }

    @Test
    void onlyTheNewestRecordOfEachKeyStays() throws IOException {
        Log log = filled(rig, 60);
        long active = active();
        Done done = done(log, Keyed.THOROUGH);
        assertEquals("53c 54a 55b 56c 57a 58b 59c", Keyed.shape(rig, log));
        assertEquals(56, active);
        assertEquals(List.of(0L, 48L, active), LogFolder.segments(rig.disk, FOLDER));
        long left = LogFolder.length(rig.disk, FOLDER, 0) + LogFolder.length(rig.disk, FOLDER, 48);
        assertEquals(done.writtenBytes(), left);
        assertTrue(done.removedBytes() > 22_000, done.toString());
        assertTrue(done.mapBytes() <= Keyed.PLENTY.mapBytes());
        assertEquals(60, log.end());
        assertEquals(NOT_DUE, compact(log, Keyed.THOROUGH));
    }

    @Test
    void theFilesAreSoundAfterwards(@TempDir Path folder) throws IOException {
        Log log = filled(rig, 60);
        done(log, Keyed.THOROUGH);
        assertEquals(new Outcome.Done(), rig.close(log));
        assertEquals(new Outcome.Done(), rig.closeDirectory());
        Lying files = Lying.of(folder.resolve("data"), story);
        Totals totals = files.verify();
        assertEquals(List.of(), files.findings);
        assertEquals(7, totals.records());
        Files.writeString(files.log.resolve(FileNames.COMPACTION), "0\n1\n0 0 0 0 0\n");
        files.verify();
        assertEquals(1, files.findings.size());
    }

    @Test
    void whatIsGoneIsReadAsWhatFollowsIt() throws IOException {
        Log log = filled(rig, 60);
        long active = active();
        done(log, Keyed.THOROUGH);
        for (long offset = 0; offset < 60; offset++) {
            ReadResult.Batches read =
                    assertInstanceOf(ReadResult.Batches.class, rig.read(log, offset, 60, 5_000));
            assertTrue(Batch.nextOffset(read.batches().getFirst(), 0) > offset);
            assertTrue(read.next() > offset);
        }
        assertEquals(new TimeResult.Found(active - 3, NOW), rig.time(log, NOW - 1));
        assertEquals(new TimeResult.None(), rig.time(log, NOW + 1));
    }

    @Test
    void howFarItCameSurvivesARestartButNotACut() throws IOException {
        Log log = filled(rig, 60);
        done(log, Keyed.THOROUGH);
        String shape = Keyed.shape(rig, log);
        story.host.powerCut();
        story.restart();
        Rig next = story.rig;
        Log again = next.opened().log(false);
        assertEquals(shape, Keyed.shape(next, again));
        assertEquals(NOT_DUE, Keyed.compact(next, again, Keyed.THOROUGH, NOW));
        next.<TruncateResult>ask(then -> again.truncation().to(59, then));
        assertFalse(next.disk.exists(FOLDER + "/" + FileNames.COMPACTION));
        assertInstanceOf(Done.class, Keyed.compact(next, again, Keyed.THOROUGH, NOW));
    }

    @Test
    void tombstonesStayForTheirTimeAndThenGoForGood() {
        Log log = rig.opened().log(true);
        append(rig, log, "a", "b", "c", "a", "b", "-a", "c", "d", "e", "f", "g", "h");
        for (int i = 0; i < 10; i++) append(rig, log, "x");
        done(log, Keyed.THOROUGH);
        assertTrue(Keyed.shape(rig, log).startsWith("4b -5a 6c"), Keyed.shape(rig, log));
        for (int i = 0; i < 10; i++) append(rig, log, "y");
        Keyed.compact(rig, log, Keyed.THOROUGH, NOW + HOUR - 1);
        assertTrue(Keyed.shape(rig, log).startsWith("4b -5a 6c"), Keyed.shape(rig, log));
        for (int i = 0; i < 10; i++) append(rig, log, "z");
        Keyed.compact(rig, log, Keyed.THOROUGH, NOW + HOUR);
        assertTrue(Keyed.shape(rig, log).startsWith("4b 6c"), Keyed.shape(rig, log));
        LongStream.range(0, 6)
                .forEach(offset ->
                        assertFalse(Keyed.records(rig, log).containsKey(offset) && offset != 4));
    }

    @Test
    void readersNeverNoticeThatFilesChange() {
        Log log = filled(rig, 100);
        boolean[] isOver = new boolean[1];
        int[] reads = new int[1];
        rig.owner.answer(() -> readOn(log, 0, isOver, reads));
        CompactionSettings slow =
                new CompactionSettings(0, 0, 0, HOUR, new Budget(1 << 20, 100_000));
        done(log, slow);
        isOver[0] = true;
        assertTrue(reads[0] > 200, reads[0] + " reads");
    }

    private void readOn(Log log, long offset, boolean[] isOver, int[] reads) {
        if (isOver[0]) return;
        log.read(
                offset,
                100,
                2_000,
                result -> {
                    ReadResult.Batches found =
                            assertInstanceOf(ReadResult.Batches.class, result, result.toString());
                    reads[0]++;
                    long next = found.next() < 90 ? found.next() : 0;
                    rig.owner.after(500_000, () -> readOn(log, next, isOver, reads));
                });
    }

    @Test
    void damageParksThisLogAndIsTriedAgain() throws IOException {
        Log log = filled(rig, 40);
        String first = SegmentName.of(FOLDER, 0, SegmentName.LOG);
        try (DiskFile file = rig.disk.open(first)) {
            ByteBuffer good = ByteBuffer.allocate(10);
            file.read(good, 700);
            file.write(ByteBuffer.allocate(10), 700);
            CompactionResult result = compact(log, Keyed.THOROUGH);
            String cause = assertInstanceOf(CompactionResult.Parked.class, result).cause();
            assertTrue(cause.contains("offset 1: checksum"), cause);
            assertEquals(cause, log.compaction().trouble().orElseThrow());
            assertEquals(NOT_DUE, compact(log, Keyed.THOROUGH), "not again at once");
            LogName other = new LogName("other", 0);
            Log healthy =
                    assertInstanceOf(
                                    LogOpening.Opened.class,
                                    rig.open(new LogOrder(other, Rig.TOPIC, true, Rig.SMALL)))
                            .log();
            for (int i = 0; i < 20; i++) append(rig, healthy, "a");
            assertInstanceOf(Done.class, compact(healthy, Keyed.THOROUGH));
            file.write(good.flip(), 700);
        }
        assertInstanceOf(Done.class, Keyed.compact(rig, log, Keyed.THOROUGH, NOW + 60_000));
        assertTrue(log.compaction().trouble().isEmpty());
    }

    @Test
    void aFullDiskEndsItAndLeavesNothingBehind() throws IOException {
        Log log = filled(rig, 60);
        String shape = Keyed.shape(rig, log);
        story.disk().capacityBytes(1L << 40);
        story.disk().capacityBytes((1L << 40) - rig.disk.freeBytes() + 30);
        assertEquals(new CompactionResult.NoRoom(), compact(log, Keyed.THOROUGH));
        assertNothingLeft();
        assertEquals(shape, Keyed.shape(rig, log));
        story.disk().capacityBytes(Long.MAX_VALUE);
        done(log, Keyed.THOROUGH);
    }

    private void assertNothingLeft() throws IOException {
        List<String> files = rig.disk.list(FOLDER);
        boolean isTidy = files.stream().noneMatch(file -> file.matches(".*\\.(cleaned|swap|tmp)"));
        assertTrue(isTidy, files.toString());
    }

    @Test
    void recordsMayBeTooYoungOrTooLongNotLookedAt() throws IOException {
        Log log = filled(rig, 40);
        assertEquals(NOT_DUE, Keyed.compact(rig, log, settings(0, HOUR, -1), NOW + HOUR - 1));
        assertEquals(NOT_DUE, Keyed.compact(rig, log, settings(0, 1, -1), NOW));
        assertInstanceOf(Done.class, Keyed.compact(rig, log, settings(0, HOUR, -1), NOW + HOUR));
        for (int i = 0; i < 10; i++) append(rig, log, "a");
        CompactionSettings patient = settings(1, 0, HOUR);
        assertEquals(NOT_DUE, Keyed.compact(rig, log, patient, NOW + HOUR - 1));
        assertInstanceOf(Done.class, Keyed.compact(rig, log, patient, NOW + HOUR));
    }

    @Test
    void aSmallMapOnlyTakesMorePasses() throws IOException {
        Log log = rig.opened().log(true);
        for (int i = 0; i < 80; i++) append(rig, log, "k" + i % 20);
        CompactionSettings small =
                new CompactionSettings(0, 0, 0, HOUR, new Budget(24 * 8, 1L << 40));
        int passes = 0;
        while (compact(log, small) instanceof Done done) {
            assertTrue(done.mapBytes() <= 24 * 8);
            passes++;
        }
        assertTrue(passes > 5, passes + " passes");
        long active = active();
        List<String> keys =
                Keyed.records(rig, log).headMap(active).values().stream()
                        .map(BatchRecord::key)
                        .map(key -> key.text())
                        .toList();
        assertEquals(20, keys.size(), keys.toString());
        assertEquals(20, keys.stream().distinct().count());
    }

    @Test
    void littleGarbageIsLeftUntilThereIsEnough() throws IOException {
        Log log = rig.opened().log(true);
        for (int i = 0; i < 64; i++) append(rig, log, "k" + i);
        CompactionSettings lazy = settings(0, 0, -1);
        done(log, lazy);
        for (int i = 0; i < 8; i++) append(rig, log, "k" + (60 - i));
        append(rig, log, "k1");
        for (int i = 100; i < 108; i++) append(rig, log, "k" + i);
        Done some = done(log, lazy);
        assertTrue(some.writtenBytes() > 0 && some.writtenBytes() < 8_000, some.toString());
        assertTrue(Keyed.shape(rig, log).contains("1k1"), "its segment is not worth it");
        for (int i = 108; i < 116; i++) append(rig, log, "k" + i);
        assertInstanceOf(Done.class, Keyed.compact(rig, log, settings(1, 0, 0), NOW));
        assertFalse(Keyed.shape(rig, log).startsWith("0k0 1k1"), "nothing may wait for ever");
    }
}
