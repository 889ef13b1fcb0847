package io.skein.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skein.storage.CompactionResult.Done;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every read is answered, whatever the log is about. */
class LogReadsTest {
    private static final long SECOND_NANOS = 1_000_000_000L;
    private static final long MOMENT_NANOS = 20_000L;
    private static final long ALL = Long.MAX_VALUE;
    private static final int READS = 2 * Rig.BOUNDS.readsMax();

    private final Story story = new Story(1);
    private final Rig rig = story.rig;
    private final List<ReadResult> reads = new ArrayList<>();
    private final List<TimeResult> times = new ArrayList<>();
    private final List<TimeResult> searches = new ArrayList<>();
    private final List<CompactionResult> results = new ArrayList<>();
    private boolean isMet;

    private void ask(Log log, int count) {
        log.offsetForTime(Keyed.NOW, ALL, searches::add);
        for (int i = 0; i < count; i++) log.read(3, ALL, 1, reads::add);
        log.offsetForTime(Keyed.NOW, ALL, times::add);
    }

    /** Asks once, in the first swap, which is that of the first segments. */
    private void look(Log log) {
        boolean isNow = log.compaction().isSwapping() && !isMet;
        if (isNow) {
            isMet = true;
            ask(log, READS);
            int answered = READS + 1 - Rig.BOUNDS.readsMax();
            assertEquals(answered, reads.size(), "no more than so many wait");
            assertEquals(List.of(), searches, "nor is a search answered now");
        }
        if (results.isEmpty()) rig.owner.after(MOMENT_NANOS, () -> look(log));
    }

    @Test
    void whoMeetsASwapWaitsForIt() {
        Log log = Keyed.filled(rig);
        rig.owner.answer(() -> {
            Compaction.Order order =
                    new Compaction.Order(Keyed.THOROUGH, Keyed.NOW, log.durableEnd());
            log.compaction().start(order, results::add);
            look(log);
        });
        story.world.runFor(10 * SECOND_NANOS);
        assertInstanceOf(Done.class, results.getFirst());
        assertTrue(isMet, "a swap was met");
        assertEquals(READS, reads.size());
        assertEquals(List.of(new TimeResult.Overloaded()), times);
        assertEquals(1, searches.size());
        assertInstanceOf(TimeResult.Found.class, searches.getFirst());
        for (ReadResult read : reads) {
            if (read instanceof ReadResult.Overloaded) continue;
            ReadResult.Batches found = assertInstanceOf(ReadResult.Batches.class, read);
            assertTrue(found.next() > 3);
        }
    }

    /** The files of another log may have the same names a moment later. */
    @Test
    void aLogIsClosedOnlyAfterAllItsReadsHaveBeenAnswered() {
        Log log = Keyed.filled(rig);
        rig.owner.answer(() -> ask(log, 2));
        story.host.starve("read-0", SECOND_NANOS);
        assertEquals(new Outcome.Done(), rig.close(log));
        assertEquals(2, reads.size());
        for (ReadResult read : reads) {
            ReadResult.Batches found = assertInstanceOf(ReadResult.Batches.class, read);
            assertEquals(4, found.next());
        }
        assertInstanceOf(TimeResult.Found.class, times.getFirst());
    }

    @Test
    void whoMeetsACutOrAnEndIsToldSo() {
        Log log = Keyed.filled(rig);
        rig.<TruncateResult>ask(then -> {
            log.truncation().to(50, then);
            ask(log, 1);
        });
        assertEquals(List.of(new ReadResult.Overloaded()), reads);
        assertEquals(List.of(new TimeResult.Overloaded()), times);
        rig.<Outcome>ask(then -> {
            log.close(then);
            ask(log, 1);
        });
        ask(log, 1);
        assertEquals(3, reads.size());
        assertInstanceOf(ReadResult.Offline.class, reads.get(1));
        assertInstanceOf(ReadResult.Offline.class, reads.get(2));
        assertInstanceOf(TimeResult.Offline.class, times.get(2));
    }

    /** What is behind is not agreed on, whether it lies in memory or in files. */
    @Test
    void nobodySeesWhatIsBehindTheLimit() {
        Log log = rig.opened().log(true);
        for (int i = 0; i < 60; i++) {
            assertTrue(rig.store(log, Rig.batch(1, 400, 1_000 + i), 0).isPresent());
        }
        for (long before : new long[] {20, 58}) {
            for (long offset : new long[] {before, before + 1}) {
                ReadResult behind = rig.read(log, offset, before, 1_000);
                assertEquals(new ReadResult.Batches(List.of(), offset), behind);
            }
            TimeResult last = time(log, 1_000 + before - 1, before);
            assertEquals(new TimeResult.Found(before - 1, 1_000 + before - 1), last);
            assertEquals(new TimeResult.None(), time(log, 1_000 + before, before));
        }
    }

    private TimeResult time(Log log, long timestamp, long before) {
        return rig.<TimeResult>ask(then -> log.offsetForTime(timestamp, before, then));
    }
}
