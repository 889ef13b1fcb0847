package io.skein.storage;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skein.foundation.world.DiskFile;
import io.skein.records.Batch;
import io.skein.storage.format.IndexEntries;
import io.skein.storage.format.SegmentName;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A rewritten segment that a crash kept from taking the place of two takes it, if it is sound. */
class SwapRecoveryTest {
    private final Story story = new Story(1);
    private List<Long> bases = List.of();
    private byte[] first = {};
    private byte[] second = {};

    @BeforeEach
    void fill() throws IOException {
        Log log = story.open();
        for (int i = 0; i < 10; i++) story.append(log, 4, 0);
        story.restart();
        bases = segments();
        first = bytes(bases.get(0));
        second = bytes(bases.get(1));
    }

    private List<Long> segments() throws IOException {
        return LogFolder.segments(story.rig.disk, Rig.NAME.folder());
    }

    private byte[] bytes(long base) throws IOException {
        try (DiskFile file = story.rig.disk.open(name(base, SegmentName.LOG))) {
            ByteBuffer all = ByteBuffer.allocate((int) file.length());
            file.read(all, 0);
            return all.array();
        }
    }

    private static String name(long base, String kind) {
        return SegmentName.of(Rig.NAME.folder(), base, kind);
    }

    /** What stands in for the first two segments: both, of the second this many bytes. */
    private ByteBuffer joined(int bytesOfSecond) {
        return ByteBuffer.allocate(first.length + bytesOfSecond)
                .put(first)
                .put(second, 0, bytesOfSecond)
                .flip();
    }

    private LogOpening openWith(ByteBuffer swap) throws IOException {
        try (DiskFile file = story.rig.disk.create(name(0, SwapIn.SWAP))) {
            file.write(swap, 0);
        }
        return story.rig.opened().open(false);
    }

    @Test
    void itTakesItsPlace() throws IOException {
        ByteBuffer both = joined(second.length);
        Log log = assertInstanceOf(LogOpening.Opened.class, openWith(both.duplicate())).log();
        assertEquals(bases.get(0), segments().get(0));
        assertEquals(bases.subList(2, bases.size()), segments().subList(1, bases.size() - 1));
        assertArrayEquals(Rig.bytes(both), bytes(0));
        assertFalse(story.rig.disk.exists(name(0, SwapIn.SWAP)));
        for (String kind : List.of(SegmentName.INDEX, SegmentName.TIME_INDEX)) {
            assertFalse(story.rig.disk.exists(name(bases.get(1), kind)), kind);
        }
        SegmentIndexes.Pair index = SegmentIndexes.load(story.rig.disk, Rig.NAME.folder(), 0);
        int last = index.offsets().limit() - IndexEntries.OFFSET_ENTRY_BYTES;
        assertTrue(IndexEntries.relativeOffset(index.offsets(), last) >= bases.get(1), "both");
        int newest = index.times().limit() - IndexEntries.TIME_ENTRY_BYTES;
        assertEquals(newestMillis(both), IndexEntries.timestamp(index.times(), newest));
        LogTest.assertSame(story.given, story.rig.all(log, 600));
    }

    private static long newestMillis(ByteBuffer batches) {
        long newest = 0;
        for (int at = 0; at < batches.limit(); at += (int) Batch.sizeBytes(batches, at)) {
            newest = Math.max(newest, Batch.maxTimestampMillis(batches, at));
        }
        return newest;
    }

    /** Its sound part ends where an old segment begins, which does not make it whole. */
    @Test
    void oneThatIsDamagedTakesNothingWithIt() throws IOException {
        ByteBuffer both = joined(second.length);
        both.put(first.length + Batch.HEADER_BYTES, (byte) ~second[Batch.HEADER_BYTES]);
        assertRefused(bases.get(1), both);
    }

    @Test
    void norDoesOneThatEndsInTheMiddleOfAnOldOne() throws IOException {
        int bytes = (int) Batch.sizeBytes(ByteBuffer.wrap(second), 0);
        assertRefused(Batch.nextOffset(ByteBuffer.wrap(second), 0), joined(bytes));
    }

    private void assertRefused(long from, ByteBuffer swap) throws IOException {
        LogOpening.Damaged damaged = assertInstanceOf(LogOpening.Damaged.class, openWith(swap));
        assertEquals(from, damaged.from());
        assertEquals(from + 1, damaged.before());
        assertEquals(bases, segments());
        assertArrayEquals(second, bytes(bases.get(1)));
    }
}
