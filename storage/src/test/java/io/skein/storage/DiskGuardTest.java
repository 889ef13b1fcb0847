package io.skein.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skein.foundation.world.DiskFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Keeping away from the end of the disk. */
class DiskGuardTest {
    private static final long SECOND_NANOS = 1_000_000_000L;
    private static final long CAPACITY = 1_000_000;
    private static final DiskGuard GUARD = new DiskGuard(90, 85, 0);

    private final Story story = new Story(1, Rig.BOUNDS.withGuard(GUARD));
    private final List<RoomNews> news = new ArrayList<>();

    private Log guarded() {
        story.disk().capacityBytes(CAPACITY);
        Log log = story.open();
        story.rig.directory().listen(story.rig.owner, news::add);
        return log;
    }

    /** Somebody else's file. */
    private static void fill(Story story, long bytes) throws IOException {
        fill(story, "foreign", bytes);
    }

    private static void fill(Story story, String name, long bytes) throws IOException {
        try (DiskFile file = story.rig.disk.create(name)) {
            file.preallocate(bytes);
        }
    }

    private AppendResult tryOne(Log log) {
        return story.rig.append(log, Rig.batch(1, 60, 5), 0);
    }

    @Test
    void appendsAreRefusedAtTheShareAndTakenAgainBelowTheOther() throws IOException {
        Log log = guarded();
        for (int turn = 0; turn < 1_000 && news.isEmpty(); turn++) story.append(log, 5, 0);
        assertInstanceOf(RoomNews.Full.class, news.getFirst());
        assertTrue(story.disk().usedBytes() >= 900_000, "used " + story.disk().usedBytes());
        assertTrue(story.disk().usedBytes() < 920_000, "used " + story.disk().usedBytes());
        assertInstanceOf(AppendResult.NoRoom.class, tryOne(log));
        String why = assertInstanceOf(AppendResult.NoRoom.class, tryOne(log)).cause();
        assertTrue(why.matches("a:data is full: 9[01] % of 0 MiB are taken, .*"), why);
        assertTrue(why.contains("at 90 % (disk.full.percent)"), why);
        assertTrue(why.contains("less than 85 % are (disk.resume.percent)"), why);
        DiskSpace space = story.rig.directory().figures().space();
        assertTrue(space.isFull());
        assertEquals(log.end(), log.durableEnd(), "nothing of it was taken back");
        LogTest.assertSame(story.given, story.rig.all(log, 3_000));

        story.disk().capacityBytes(story.disk().usedBytes() * 100 / 87);
        story.world.runFor(3 * SECOND_NANOS);
        assertInstanceOf(AppendResult.NoRoom.class, tryOne(log), "87 % is not yet enough");
        story.disk().capacityBytes(story.disk().usedBytes() * 100 / 84);
        story.world.runFor(3 * SECOND_NANOS);
        assertInstanceOf(AppendResult.Appended.class, tryOne(log));
        assertFalse(space.isFull());
        assertEquals(2, news.size(), "each was told once: " + news);
        assertInstanceOf(RoomNews.Back.class, news.getLast());
    }

    @Test
    void retentionMakesTheRoom() throws IOException {
        Log log = guarded();
        for (int turn = 0; turn < 1_000 && news.isEmpty(); turn++) story.append(log, 5, 0);
        assertInstanceOf(AppendResult.NoRoom.class, tryOne(log));
        Retention little = new Retention(-1, 100_000, SECOND_NANOS);
        story.rig.<Retention.Freed>ask(then -> log.age(little, 0, log.durableEnd(), then));
        story.world.runFor(3 * SECOND_NANOS);
        assertInstanceOf(AppendResult.Appended.class, tryOne(log));
    }

    @Test
    void whatOthersWriteIsNoticedWhileSomethingIsAppended() throws IOException {
        Log log = guarded();
        story.append(log, 1, 0);
        fill(story, 930_000);
        story.append(log, 1, 0);
        assertEquals(List.of(), news, "nobody has looked within this second");
        story.world.runFor(2 * SECOND_NANOS);
        story.append(log, 1, 0);
        story.world.runFor(SECOND_NANOS / 10);
        assertEquals(1, news.size());
        assertInstanceOf(AppendResult.NoRoom.class, tryOne(log));
    }

    @Test
    void anIdleDirectoryAsksNothing() {
        Log log = guarded();
        story.append(log, 1, 0);
        story.world.runFor(20 * SECOND_NANOS);
        long reads = story.disk().reads();
        long operations = story.disk().operations();
        story.world.runFor(600 * SECOND_NANOS);
        assertEquals(reads, story.disk().reads());
        assertEquals(operations, story.disk().operations());
    }

    @Test
    void whoAsksNowAndThenSeesWhatIs() throws IOException {
        guarded();
        DiskSpace space = story.rig.directory().figures().space();
        fill(story, 500_000);
        story.world.runFor(11 * SECOND_NANOS);
        DiskSpace.Seen old = space.seen();
        story.world.runFor(SECOND_NANOS);
        assertTrue(old.freeBytes() > 600_000, old.toString());
        assertEquals(CAPACITY, space.seen().totalBytes());
        assertEquals(story.rig.disk.freeBytes(), space.seen().freeBytes());
        fill(story, "more", 100_000);
        DiskSpace.Seen lately = space.seen();
        story.world.runFor(SECOND_NANOS);
        assertEquals(lately, space.seen(), "who asks all the time costs nothing");
    }

    @ParameterizedTest
    @CsvSource({
        "90, 85, 100, full",
        "90, 85, 101, between",
        "90, 85, 150, between",
        "90, 85, 151, back",
        "90, 90, 100, full",
        "90, 90, 101, back",
        "100, 100, 0, back",
    })
    void fullAtTheOneShareAndBackOnlyBelowTheOther(int full, int resume, long free, String then) {
        DiskGuard guard = new DiskGuard(full, resume, 0);
        DiskSpace.Seen seen = new DiskSpace.Seen(free, 1_000, 0);
        assertEquals(then.equals("full"), guard.isFull(seen));
        assertEquals(then.equals("back"), guard.isBack(seen));
    }

    @Test
    void theSpareFileMayBeSmallerThanIsSetAndNeverLarger() {
        DiskGuard guard = new DiskGuard(90, 85, 100);
        assertEquals(60, guard.withSpareOf(60).spareBytes());
        assertEquals(100, guard.withSpareOf(200).spareBytes());
    }

    @Test
    void whatWasFullBeforeTheStartIsFullFromTheStart() throws IOException {
        guarded();
        fill(story, 930_000);
        story.restart();
        Log log = story.open();
        story.rig.directory().listen(story.rig.owner, news::add);
        assertInstanceOf(AppendResult.NoRoom.class, tryOne(log));
        story.world.runFor(SECOND_NANOS);
        assertInstanceOf(RoomNews.Full.class, news.getFirst(), "who listens later hears too");
        story.rig.disk.delete("foreign");
        story.world.runFor(2 * SECOND_NANOS);
        assertInstanceOf(AppendResult.Appended.class, tryOne(log));
    }

    @Test
    void whoAsksLetsAnIdleDirectorySeeThatItIsFull() throws IOException {
        guarded();
        DiskSpace space = story.rig.directory().figures().space();
        fill(story, 930_000);
        story.world.runFor(11 * SECOND_NANOS);
        assertFalse(space.isFull());
        assertTrue(space.seen().totalBytes() > 0);
        story.world.runFor(SECOND_NANOS);
        assertTrue(space.isFull());
    }

    /** Nothing can be let go of a segment that is never closed. */
    @Test
    void aSegmentIsClosedInTheRoomThatAppendsLeaveAlone() throws IOException {
        Story kept = new Story(1, Rig.BOUNDS.withReserve(100_000));
        Log log = kept.open();
        kept.append(log, 2, 0);
        kept.disk().roomBytes(50_000);
        kept.world.runFor(2 * SECOND_NANOS);
        Retention nothing = new Retention(0, -1, SECOND_NANOS);
        long late = Long.MAX_VALUE / 2;
        for (int pass = 0; pass < 2; pass++) {
            kept.rig.<Retention.Freed>ask(then -> log.age(nothing, late, log.durableEnd(), then));
            kept.world.runFor(SECOND_NANOS);
        }
        assertEquals(log.end(), log.start());
    }
}
