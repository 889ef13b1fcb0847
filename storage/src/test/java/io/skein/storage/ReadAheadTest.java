package io.skein.storage;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skein.foundation.world.DiskFile;
import io.skein.storage.format.SegmentName;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Closed segments read in order, so that each read was done before it is asked for. */
class ReadAheadTest {
    private static final long SECOND_NANOS = 1_000_000_000L;
    private static final long ALL = Long.MAX_VALUE;
    private static final int BATCH_BYTES = 500;
    private static final int LARGE_BYTES = 100_000;
    private static final byte[] SPOILED = {1, 2, 3};
    private static final int THREE = 3 * (BATCH_BYTES + 100);

    private final Story story = new Story(1);
    private final Rig rig = story.rig;
    private final List<byte[]> stored = new ArrayList<>();

    /** A log of several segments; each batch is one record. */
    private Log filled() {
        Log log = rig.opened().log(true);
        fill(log, 0);
        return log;
    }

    private void fill(Log log, long seed) {
        while (log.end() < 40) {
            ByteBuffer batch = Rig.batch(1, BATCH_BYTES, seed + log.end());
            assertTrue(rig.store(log, batch, 0).isPresent());
            stored.add(Rig.bytes(batch));
        }
    }

    private ReadResult.Batches read(Log log, long offset, long before, int bytesMax) {
        ReadResult result = rig.read(log, offset, before, bytesMax);
        // Time for what comes next to be read ahead.
        story.world.runFor(SECOND_NANOS);
        return assertInstanceOf(ReadResult.Batches.class, result, result.toString());
    }

    /** Reads the first two batches, one by one: the third has been read when this is over. */
    private void readTwo(Log log) {
        for (int offset = 0; offset < 2; offset++) {
            ReadResult.Batches found = read(log, offset, ALL, 1);
            assertEquals(offset + 1, found.next());
            found.giveBack();
        }
    }

    /** Puts these in the place of what the third batch has there in its file. */
    private void overwriteThird(int at, byte[] bytes) throws IOException {
        int third = stored.get(0).length + stored.get(1).length;
        try (DiskFile file = rig.disk.open(SegmentName.of(Rig.NAME.folder(), 0, SegmentName.LOG))) {
            file.write(ByteBuffer.wrap(bytes), third + at);
        }
    }

    @Test
    void eachReadBringsWhatIsStored() {
        Log log = filled();
        long offset = 0;
        while (offset < log.end()) {
            ReadResult.Batches found = read(log, offset, ALL, 1);
            assertEquals(1, found.batches().size());
            assertArrayEquals(stored.get((int) offset), Rig.bytes(found.batches().getFirst()));
            found.giveBack();
            offset = found.next();
        }
        assertEquals(40, offset);
    }

    @Test
    void batchesStayAsTheyAreUntilTheyAreGivenBack() {
        LogSettings large = LogSettings.ofSegments(1 << 20, LogSettings.SegmentAge.NEVER);
        LogOpening opening = rig.opened().open(new LogOrder(Rig.NAME, Rig.TOPIC, true, large));
        Log log = assertInstanceOf(LogOpening.Opened.class, opening).log();
        // More than can be lent at a time.
        int batches = 3 * ReadMemory.PIECES_MAX;
        for (int i = 0; i < batches; i++) {
            ByteBuffer batch = Rig.batch(1, LARGE_BYTES, i);
            assertTrue(rig.store(log, batch, 0).isPresent());
            stored.add(Rig.bytes(batch));
        }
        List<ReadResult.Batches> held = new ArrayList<>();
        while (held.size() < batches - 1) held.add(read(log, held.size(), ALL, LARGE_BYTES));
        long lent = held.stream().filter(each -> !each.lease().equals(Lease.NONE)).count();
        assertEquals(ReadMemory.PIECES_MAX, lent);
        for (int i = 0; i < held.size(); i++) {
            assertArrayEquals(stored.get(i), Rig.bytes(held.get(i).batches().getFirst()));
            held.get(i).giveBack();
        }
        assertNotEquals(Lease.NONE, read(log, 0, ALL, LARGE_BYTES).lease());
    }

    @Test
    void nothingIsServedThatIsBehindALimit() {
        Log log = filled();
        assertEquals(1, read(log, 0, ALL, 1).next());
        assertEquals(4, read(log, 1, ALL, THREE).next());
        ReadResult.Batches limited = read(log, 4, 5, THREE);
        assertEquals(5, limited.next());
        assertArrayEquals(stored.get(4), Rig.bytes(limited.batches().getFirst()));
    }

    @Test
    void noMoreIsServedThanIsWanted() {
        Log log = filled();
        assertEquals(1, read(log, 0, ALL, 1).next());
        assertEquals(3, read(log, 1, ALL, THREE - BATCH_BYTES).next());
        assertEquals(4, read(log, 3, ALL, 1).next());
    }

    @Test
    void whatWasCutOffSinceIsNotServed() {
        Log log = filled();
        readTwo(log);
        assertInstanceOf(
                TruncateResult.Done.class,
                rig.<TruncateResult>ask(then -> log.truncation().to(1, then)));
        stored.subList(1, stored.size()).clear();
        fill(log, 1000);
        assertArrayEquals(stored.get(2), Rig.bytes(read(log, 2, ALL, 1).batches().getFirst()));
    }

    @Test
    void damageIsToldToWhoAsksForIt() throws IOException {
        Log log = filled();
        overwriteThird(100, SPOILED);
        readTwo(log);
        ReadResult damaged = rig.read(log, 2, ALL, 1);
        assertEquals(2, assertInstanceOf(ReadResult.Damaged.class, damaged).from());
    }

    /**
     * Whichever read fails: who asked for it is told, and nobody else, and it is all there still.
     */
    @Test
    void anErrorIsToldToWhoAsksAndToNobodyElse() {
        int told = 0;
        int untold = 0;
        for (int read = 1; read <= 4; read++) {
            ReadAheadTest own = new ReadAheadTest();
            Log log = own.filled();
            assertEquals(1, own.read(log, 0, ALL, 1).next());
            own.story.disk().failReadAt(own.story.disk().reads() + read);
            int errors = own.errors(log);
            assertEquals(1, own.story.disk().errorsMet());
            told += errors;
            untold += 1 - errors;
            assertEquals(0, own.errors(log), "what failed once may succeed");
            assertTrue(own.rig.directory().trouble().isEmpty());
            assertEquals(List.of(), own.rig.failures);
        }
        assertTrue(told > 0 && untold > 0, told + " told, " + untold + " met while reading ahead");
    }

    /**
     * Reads the next batches one by one; how many of the reads fail. All others bring the truth.
     */
    private int errors(Log log) {
        int errors = 0;
        for (int offset = 1; offset < 5; offset++) {
            ReadResult result = rig.read(log, offset, ALL, 1);
            story.world.runFor(SECOND_NANOS);
            if (result instanceof ReadResult.Batches(List<ByteBuffer> batches, long next, _)) {
                assertEquals(offset + 1, next);
                assertArrayEquals(stored.get(offset), Rig.bytes(batches.getFirst()));
            } else {
                assertInstanceOf(ReadResult.Offline.class, result, result.toString());
                errors++;
            }
        }
        return errors;
    }

    @Test
    void whatWasNotSoundThenIsReadAgain() throws IOException {
        Log log = filled();
        overwriteThird(100, SPOILED);
        readTwo(log);
        overwriteThird(0, stored.get(2));
        assertArrayEquals(stored.get(2), Rig.bytes(read(log, 2, ALL, 1).batches().getFirst()));
    }

    @Test
    void placesAreKeptForSoManyReaders() {
        LogSettings large = LogSettings.ofSegments(1 << 22, LogSettings.SegmentAge.NEVER);
        LogOpening opening = rig.opened().open(new LogOrder(Rig.NAME, Rig.TOPIC, true, large));
        Log log = assertInstanceOf(LogOpening.Opened.class, opening).log();
        for (int i = 0; i < 50; i++) {
            assertTrue(rig.store(log, Rig.batch(1, LARGE_BYTES, i), 0).isPresent());
        }
        for (int reader = 0; reader < ReadAhead.PLACES_MAX + 2; reader++) {
            for (int i = 0; i < 2; i++) read(log, 3 * reader + i, ALL, LARGE_BYTES).giveBack();
        }
        List<ReadResult.Batches> lent = new ArrayList<>();
        ReadResult.Batches next = read(log, 38, ALL, LARGE_BYTES);
        while (!next.lease().equals(Lease.NONE)) {
            lent.add(next);
            next = read(log, 38, ALL, LARGE_BYTES);
        }
        // The place that these reads leave is the ninth, and has nothing in it.
        assertEquals(ReadMemory.PIECES_MAX - (ReadAhead.PLACES_MAX - 1), lent.size());
    }
}
