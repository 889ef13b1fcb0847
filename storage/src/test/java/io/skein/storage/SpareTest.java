package io.skein.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skein.foundation.world.Disk;
import io.skein.foundation.world.DiskFile;
import io.skein.simulation.DiskFault;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The room that is put by for when others have filled the disk. */
class SpareTest {
    private static final long SECOND_NANOS = 1_000_000_000L;
    private static final int BYTES = 300_000;

    /** As the metadata log has it: its appends go on to the last byte. */
    private static final DiskGuard LAST = new DiskGuard(100, 100, BYTES);

    /** As the others have it: theirs do not. */
    private static final DiskGuard SHARED = new DiskGuard(90, 85, BYTES);

    private final Story story = new Story(1, Rig.BOUNDS.withGuard(LAST));
    private final Story shared = new Story(1, Rig.BOUNDS.withGuard(SHARED));

    private static Log open(Story story) {
        story.disk().capacityBytes(2_000_000);
        Log log = story.open();
        story.world.runFor(11 * SECOND_NANOS);
        assertEquals(BYTES, story.rig.directory().figures().space().spareBytes());
        return log;
    }

    private static void fill(Story story, long left) throws IOException {
        try (DiskFile file = story.rig.disk.create("foreign")) {
            file.preallocate(story.rig.disk.freeBytes() - left);
        }
    }

    /** A log of so many batches on a disk that has its shares, and no room since. */
    private Log filledByOthers(int batches) throws IOException {
        Log log = open(shared);
        shared.append(log, batches, 0);
        fill(shared, 0);
        return log;
    }

    private static boolean isThere(Story story) throws IOException {
        return story.rig.disk.exists(Spare.FILE);
    }

    private static long length(Story story) throws IOException {
        try (DiskFile file = story.rig.disk.open(Spare.FILE)) {
            return file.length();
        }
    }

    @Test
    void itIsGivenUpWhenOthersHaveFilledTheDisk() throws IOException {
        Log log = open(story);
        List<RoomNews> news = new ArrayList<>();
        story.rig.directory().listen(story.rig.owner, news::add);
        fill(story, 0);
        for (int turn = 0; turn < 20; turn++) story.append(log, 5, 0);
        assertEquals(100, story.given.size(), "none was refused");
        assertFalse(isThere(story));
        assertEquals(0, story.rig.directory().figures().space().spareBytes());
        story.rig.disk.delete("foreign");
        story.world.runFor(30 * SECOND_NANOS);
        assertEquals(BYTES, length(story), "it is made again");
        assertEquals(2, news.size(), news.toString());
        assertInstanceOf(RoomNews.SpareGone.class, news.getFirst());
        assertInstanceOf(RoomNews.SpareBack.class, news.getLast());
        story.restart();
        story.append(story.open(), 1, 0);
    }

    /** For whatever else must be written there: a ballot, recovery points. */
    @Test
    void itIsGivenUpBeforeTheVeryLastByte() throws IOException {
        Log log = open(story);
        fill(story, 200_000);
        story.append(log, 1, 0);
        assertFalse(isThere(story));
    }

    /** Between two looks, at every operation of a turn that rolls. */
    @Test
    void theTurnThatMeetsTheFullDiskIsWrittenIntoIt() {
        for (int operation = 1; operation < 25; operation++) {
            Story kept = new Story(1, Rig.BOUNDS.withGuard(LAST));
            Log log = open(kept);
            kept.append(log, 4, 0);
            kept.disk().failAt(kept.disk().operations() + operation, DiskFault.FULL);
            for (int i = 0; i < 3; i++) kept.append(log, 9, 1);
            assertEquals(31, kept.given.size(), "operation " + operation);
            kept.host.powerCut();
            kept.restart();
            kept.append(kept.open(), 1, 1);
            assertEquals(32, kept.given.size(), "operation " + operation);
        }
    }

    @Test
    void noneIsMadeWhereItWouldTakeMuchOfWhatIsFree() throws IOException {
        story.disk().capacityBytes(1_000_000);
        Log log = story.open();
        story.world.runFor(30 * SECOND_NANOS);
        assertFalse(isThere(story));
        story.append(log, 1, 0);
        story.disk().capacityBytes(2_000_000);
        story.world.runFor(30 * SECOND_NANOS);
        assertTrue(isThere(story));
    }

    @Test
    void anotherSizeIsMadeAnew() throws IOException {
        open(story);
        try (DiskFile file = story.rig.disk.open(Spare.FILE)) {
            file.truncate(1_000);
        }
        story.restart();
        story.open();
        assertFalse(isThere(story));
        story.world.runFor(11 * SECOND_NANOS);
        assertEquals(BYTES, length(story));
    }

    /** The log and what was promised are there after each, and the file is whole or not there. */
    @Test
    void aCrashWhileItIsMadeOrGivenUpIsHarmless() throws IOException {
        for (int operation = 1; operation < 14; operation++) {
            Story cut = new Story(operation, Rig.BOUNDS.withGuard(LAST));
            cut.disk().capacityBytes(2_000_000);
            Log log = cut.open();
            cut.append(log, 1, 0);
            long before = cut.disk().operations();
            int stop = operation;
            cut.world.runUntil(() -> cut.disk().operations() >= before + stop, 20 * SECOND_NANOS);
            cut.host.powerCut();
            cut.restart();
            cut.append(cut.open(), 1, 0);
            cut.world.runFor(11 * SECOND_NANOS);
            assertEquals(BYTES, length(cut), "operation " + operation);
            for (String name : cut.rig.disk.list("")) assertFalse(name.endsWith(".tmp"), name);
        }
    }

    @Test
    void whatIsRefusedAtAShareHasNoClaimToIt() throws IOException {
        Log log = filledByOthers(1);
        shared.append(log, 9, 0);
        assertInstanceOf(AppendResult.NoRoom.class, shared.rig.append(log, Rig.batch(1, 60, 5), 0));
        assertTrue(isThere(shared));
    }

    @Test
    void recordsCanBeDeletedAfterOthersHaveFilledTheDisk() throws IOException {
        Log log = filledByOthers(5);
        StartResult first = delete(shared, log);
        assertInstanceOf(StartResult.NoRoom.class, first);
        assertInstanceOf(StartResult.Done.class, delete(shared, log));
        assertFalse(isThere(shared));
    }

    @Test
    void aLogCanBeMadeAfterOthersHaveFilledTheDisk() throws IOException {
        filledByOthers(1);
        LogOrder order = new LogOrder(new LogName("others", 0), Rig.TOPIC, true, Rig.SMALL);
        assertInstanceOf(LogOpening.Opened.class, shared.rig.open(order));
    }

    private static StartResult delete(Story story, Log log) {
        return story.rig.ask(then -> log.deleteBefore(2, log.durableEnd(), then));
    }

    @Test
    void aDirectoryOnADiskThatIsFullToTheBrimCanBeOpened() throws IOException {
        Log log = filledByOthers(5);
        shared.restart();
        Log again = shared.open();
        assertEquals(log.end(), again.end());
    }

    @Test
    void aDiskThatFailsWhileItIsMadeIsNotTrusted() throws IOException {
        story.disk().capacityBytes(2_000_000);
        story.open();
        story.world.runFor(9 * SECOND_NANOS);
        story.disk().failAt(story.disk().operations() + 2, DiskFault.WRITE_ERROR);
        story.world.runFor(2 * SECOND_NANOS);
        assertTrue(story.rig.directory().trouble().isPresent());
        Disk disk = story.rig.disk;
        assertFalse(disk.exists(Spare.FILE));
    }
}
