package io.skein.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skein.foundation.world.DiskFile;
import io.skein.records.Batch;
import io.skein.storage.format.FileNames;
import io.skein.storage.format.SegmentName;
import io.skein.storage.format.SmallFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Starts after a crash begin at the recovery point. */
class RecoveryTest {
    private static final long SECOND_NANOS = 1_000_000_000L;

    @TempDir Path folder;

    private static Story atRest() {
        Story story = new Story(1);
        Log log = story.open();
        for (int i = 0; i < 6; i++) story.append(log, 4, i);
        story.world.runFor(6 * SECOND_NANOS);
        story.restart();
        return story;
    }

    @Test
    void aLogAtRestIsTakenUpAsItLies() {
        Story story = atRest();
        story.rig.opened();
        long before = story.disk().operations();
        Log log = story.rig.log(false);
        assertEquals(story.end(), log.end());
        assertEquals(before, story.disk().operations(), "nothing written, nothing synced");
    }

    private static List<List<Long>> toldByOpening(Story story, LogSettings settings) {
        List<List<Long>> told = new ArrayList<>();
        Progress progress = (done, total) -> told.add(List.of(done, total));
        LogOrder order = new LogOrder(Rig.NAME, Rig.TOPIC, false, settings);
        Rig rig = story.rig.opened();
        assertInstanceOf(
                LogOpening.Opened.class,
                rig.<LogOpening>ask(then -> rig.shelf().open(order, progress, then)));
        return told;
    }

    @Test
    void itTellsWithEachSegmentHowFarItHasCome() throws IOException {
        Story story = atRest();
        story.rig.disk.delete(Rig.NAME.folder() + "/" + FileNames.EPOCHS);
        List<Long> lengths = new ArrayList<>();
        for (long base : LogFolder.segments(story.rig.disk, Rig.NAME.folder())) {
            lengths.add(LogFolder.length(story.rig.disk, Rig.NAME.folder(), base));
        }
        long total = lengths.stream().mapToLong(length -> length).sum();
        List<List<Long>> expected = new ArrayList<>();
        long done = 0;
        for (long length : lengths.subList(0, lengths.size() - 1)) {
            done += length;
            expected.add(List.of(done, total));
        }
        assertTrue(expected.size() >= 2, expected.toString());
        assertEquals(expected, toldByOpening(story, Rig.SMALL));
    }

    @Test
    void andInALongSegmentAgainAndAgain() throws IOException {
        LogSettings large = LogSettings.ofSegments(1 << 30, LogSettings.SegmentAge.NEVER);
        Story story = new Story(1, StorageSettings.DEFAULT);
        Log log = story.open();
        log.configure(large);
        int bytes = 0;
        for (int i = 0; i < 20; i++) {
            ByteBuffer batch = Rig.batch(1, 1_000_000, 1);
            bytes = batch.remaining();
            assertTrue(story.rig.store(log, batch, 0).isPresent());
            if (i == 1) story.world.runFor(6 * SECOND_NANOS);
        }
        story.restart();
        // What is behind the point counts, that is all but the first two.
        List<List<Long>> told = toldByOpening(story, large);
        long total = 18L * bytes;
        assertEquals(List.of(List.of(total / 2, total), List.of(total, total)), told);
    }

    @Test
    void whatIsBehindThePointIsThereToo() {
        Story story = new Story(1);
        Log log = story.open();
        for (int i = 0; i < 3; i++) story.append(log, 2, 0);
        story.world.runFor(6 * SECOND_NANOS);
        for (int i = 0; i < 3; i++) story.append(log, 2, 1);
        story.restart();
        Log again = story.open();
        assertEquals(story.end(), again.end());
        assertEquals(1, again.epochs().last().orElseThrow());
        story.append(again, 2, 2);
        story.restart();
        story.open();
    }

    /** However fast records come, a start after a crash has little to read. */
    @Test
    void pointsAreSavedOnceMuchIsSynced() throws IOException {
        long most = 10_000;
        Story story = new Story(1, Rig.bounds(1 << 20, 1 << 20, most));
        Log log = story.open();
        long given = 0;
        for (int i = 0; i < 40; i++) {
            story.append(log, 3, 0);
            given = story.given.stream().mapToLong(each -> each.length).sum();
            RecoveryPoints saved = new RecoveryPoints(story.rig.disk, 1);
            assertTrue(saved.load());
            long offset = saved.of(Rig.NAME).map(LogPoint::offset).orElse(0L);
            long behind =
                    story.given.stream()
                            .filter(each -> Batch.baseOffset(ByteBuffer.wrap(each), 0) >= offset)
                            .mapToLong(each -> each.length)
                            .sum();
            assertTrue(behind < most, behind + " bytes");
        }
        assertTrue(given > 2 * most, "enough for several times");
        assertTrue(story.world.nowNanos() < 5_000_000_000L, "not by time");
    }

    /** An index that was made anew, or gone on with, passes the check of the whole directory. */
    @Test
    void theIndexIsAsGoodAsBefore() throws IOException {
        for (boolean isHarmed : List.of(false, true)) {
            Story story = atRest();
            if (isHarmed) harmIndex(story);
            Log log = story.open();
            for (int i = 0; i < 4; i++) story.append(log, 3, 6);
            assertPassesTheCheck(story, log);
        }
    }

    /** What a power cut may leave: index entries of batches that are gone. */
    @Test
    void entriesOfLostBatchesGoWithThem() throws IOException {
        Story story = new Story(1);
        Log log = story.open();
        story.append(log, 2, 0);
        story.world.runFor(6 * SECOND_NANOS);
        long end = story.end();
        String file = SegmentName.of(Rig.NAME.folder(), 0, SegmentName.LOG);
        long bytes = length(story, file);
        story.append(log, 4, 0);
        story.restart();
        truncate(story, file, bytes);
        story.rig.opened();
        Log again = story.rig.log(false);
        assertEquals(end, again.end());
        assertPassesTheCheck(story, again);
    }

    /** The epochs are saved before the point: a crash between the two leaves one too many. */
    @Test
    void anEpochWithoutABatchGoes() throws IOException {
        Story story = atRest();
        String file = Rig.NAME.folder() + "/" + FileNames.EPOCHS;
        byte[] epochs = SmallFile.read(story.rig.disk, file).orElseThrow();
        String more = new String(epochs, StandardCharsets.UTF_8).replaceFirst("\n6\n", "\n7\n");
        SmallFile.replace(
                story.rig.disk,
                Rig.NAME.folder(),
                FileNames.EPOCHS,
                (more + "9 " + (story.end() + 5) + "\n").getBytes(StandardCharsets.UTF_8));
        story.rig.opened();
        Log log = story.rig.log(false);
        assertEquals(5, log.epochs().last().orElseThrow());
        assertPassesTheCheck(story, log);
    }

    private void assertPassesTheCheck(Story story, Log log) throws IOException {
        assertEquals(new Outcome.Done(), story.rig.close(log));
        assertEquals(new Outcome.Done(), story.rig.closeDirectory());
        story.restart();
        Path copy = Files.createTempDirectory(folder, "copy");
        Lying files = Lying.of(copy, story);
        assertEquals(0, files.verify().problems(), files.findings.toString());
    }

    private static long length(Story story, String name) throws IOException {
        try (DiskFile file = story.rig.disk.open(name)) {
            return file.length();
        }
    }

    private static void truncate(Story story, String name, long bytes) throws IOException {
        try (DiskFile file = story.rig.disk.open(name)) {
            file.truncate(bytes);
            file.sync();
        }
    }

    private static void harmIndex(Story story) throws IOException {
        List<Long> bases = LogFolder.segments(story.rig.disk, Rig.NAME.folder());
        for (String kind : List.of(SegmentName.INDEX, SegmentName.TIME_INDEX)) {
            String file = SegmentName.of(Rig.NAME.folder(), bases.getLast(), kind);
            try (DiskFile index = story.rig.disk.open(file)) {
                assertTrue(index.length() >= 8, "there is something to harm");
                index.write(ByteBuffer.allocate(4).putInt(0, 1), 4);
                index.sync();
            }
        }
    }

    /** One wrong bit in the points would make durable records look like a torn tail. */
    @Test
    void nothingIsCutOnTheWordOfWrongPoints() throws IOException {
        long bits = 8 * length(atRest(), RecoveryPoints.FILE);
        for (int bit = 0; bit < bits; bit++) {
            Story story = atRest();
            story.disk().rot(RecoveryPoints.FILE, bit / 8, bit % 8);
            story.rig.opened();
            LogOpening opening = story.rig.open(false);
            Log log = assertInstanceOf(LogOpening.Opened.class, opening, "bit " + bit).log();
            assertEquals(story.end(), log.end(), "bit " + bit);
            LogTest.assertSame(story.given, story.rig.all(log, 1000));
        }
    }
}
