package io.skein.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skein.foundation.world.DiskFile;
import io.skein.records.Batch;
import io.skein.records.Codec;
import io.skein.records.ProducerStamp;
import io.skein.simulation.DiskFault;
import io.skein.storage.Compaction.Order;
import io.skein.storage.CompactionResult.Done;
import io.skein.storage.CompactionResult.Parked;
import io.skein.storage.CompactionSettings.Budget;
import io.skein.storage.format.IndexEntries;
import io.skein.storage.format.SegmentName;
import io.skein.storage.format.SmallFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What passes of compaction cost, and how often a log is tried where they fail. */
class CompactionEffortTest {
    private static final String FOLDER = Rig.NAME.folder();
    private static final long MINUTE_MILLIS = 60_000;
    private static final CompactionResult STOPPED = new CompactionResult.Stopped();
    private static final CompactionResult NOT_DUE = new CompactionResult.NotDue();
    private static final CompactionSettings PLENTY =
            new CompactionSettings(0, 0, 0, Keyed.HOUR, Keyed.PLENTY);

    private final Story story = new Story(1);
    private final Rig rig = story.rig;

    private Log log(LogName name, int records) {
        LogOpening opening = rig.open(new LogOrder(name, Rig.TOPIC, true, Rig.SMALL));
        Log log = assertInstanceOf(LogOpening.Opened.class, opening).log();
        for (int i = 0; i < records; i++) append(log, "abc".substring(i % 3, i % 3 + 1));
        return log;
    }

    private void append(Log log, String key) {
        assertTrue(rig.store(log, Keyed.batch("v".repeat(400), key), 0).isPresent());
    }

    /** Of the segments that are closed. */
    private long closedBytes() throws IOException {
        List<Long> bases = LogFolder.segments(rig.disk, FOLDER);
        long bytes = 0;
        for (long base : bases.subList(0, bases.size() - 1)) {
            bytes += LogFolder.length(rig.disk, FOLDER, base);
        }
        return bytes;
    }

    private CompactionResult compact(Log log, CompactionSettings settings, long nowMillis) {
        return Keyed.compact(rig, log, settings, nowMillis);
    }

    @Test
    void aPassSaysWhatItReadWroteAndFreed() throws IOException {
        rig.opened();
        Log log = log(Rig.NAME, 60);
        long before = closedBytes();
        Done done = assertInstanceOf(Done.class, compact(log, PLENTY, Keyed.NOW));
        long after = closedBytes();
        assertEquals(3 * before, done.readBytes(), "for keys, for garbage, and to write it anew");
        assertEquals(after, done.writtenBytes());
        assertEquals(before - after, done.removedBytes());
        assertEquals(5 * before / 24, done.mapBytes() / 24, "as much as keys can need");
        for (int i = 0; i < 8; i++) append(log, "d");
        long more = closedBytes();
        Done next = assertInstanceOf(Done.class, compact(log, PLENTY, Keyed.NOW));
        long rewritten = next.writtenBytes() + next.removedBytes();
        assertEquals((more - after) + more + rewritten, next.readBytes(), "keys of what is new");
        assertEquals(more - closedBytes(), next.removedBytes());
    }

    /** Or what is read first is the whole segment, in search of what is wrong. */
    @Test
    void whatWasWrittenAnewIsReadByItsOwnIndex() {
        assertEquals(readsAfterCompaction(false), readsAfterCompaction(true));
    }

    private static long readsAfterCompaction(boolean isReadBefore) {
        CompactionEffortTest own = new CompactionEffortTest();
        own.rig.opened();
        Log log = own.log(Rig.NAME, 0);
        for (int i = 0; i < 60; i++) own.append(log, i % 3 == 0 ? "a" : "key " + i);
        if (isReadBefore) own.rig.read(log, 7, Long.MAX_VALUE, 1).giveBack();
        assertInstanceOf(Done.class, own.compact(log, PLENTY, Keyed.NOW));
        long before = own.story.disk().reads();
        own.rig.read(log, 7, Long.MAX_VALUE, 1).giveBack();
        return own.story.disk().reads() - before;
    }

    @Test
    void noIndexGrowsBeyondItsBound() throws IOException {
        int indexBytesMax = 20 * IndexEntries.OFFSET_ENTRY_BYTES;
        LogSettings bounded =
                new LogSettings(1 << 16, indexBytesMax, 1, LogSettings.SegmentAge.NEVER);
        LogOrder order = new LogOrder(Rig.NAME, Rig.TOPIC, true, bounded);
        Log log = assertInstanceOf(LogOpening.Opened.class, rig.opened().open(order)).log();
        for (int i = 0; i < 200; i++) append(log, i % 4 == 0 ? "a" : "key " + i);
        int before = LogFolder.segments(rig.disk, FOLDER).size();
        assertInstanceOf(Done.class, compact(log, PLENTY, Keyed.NOW));
        List<Long> bases = LogFolder.segments(rig.disk, FOLDER);
        assertTrue(bases.size() > before / 2, bases.size() + " of " + before);
        for (long base : bases) {
            String file = SegmentName.of(FOLDER, base, SegmentName.INDEX);
            int bytes = SmallFile.read(rig.disk, file).orElse(new byte[0]).length;
            assertTrue(bytes <= indexBytesMax, base + ": " + bytes);
        }
    }

    @Test
    void aMapTakesWhatIsNeededAndNoMoreThanItMay() {
        assertEquals(1 << 16, RunSteps.mapBytes(1, new Budget(1 << 20, 1)));
        assertEquals(5 * 100_000, RunSteps.mapBytes(100_000, new Budget(1 << 20, 1)));
        assertEquals(1 << 20, RunSteps.mapBytes(1L << 40, new Budget(1 << 20, 1)));
        assertEquals(100, RunSteps.mapBytes(1L << 40, new Budget(100, 1)));
        assertEquals(100, RunSteps.mapBytes(1, new Budget(100, 1)));
    }

    @Test
    void ofAProducersBatchesTheLastAloneStaysWithoutRecords() {
        rig.opened();
        Log log = log(Rig.NAME, 0);
        for (int i = 0; i < 20; i++) {
            ProducerStamp stamp = new ProducerStamp(i % 2, (short) 0, i / 2);
            ByteBuffer batch = Keyed.batch(Codec.NONE, stamp, "v".repeat(400), "a");
            assertTrue(rig.store(log, batch, 0).isPresent());
        }
        for (int i = 0; i < 16; i++) append(log, "a");
        assertInstanceOf(Done.class, compact(log, PLENTY, Keyed.NOW));
        List<Long> left = new ArrayList<>();
        for (byte[] bytes : rig.all(log, 5_000)) {
            ByteBuffer batch = ByteBuffer.wrap(bytes);
            if (Batch.producerId(batch, 0) >= 0) left.add(Batch.baseOffset(batch, 0));
        }
        assertEquals(List.of(18L, 19L), left);
    }

    @Test
    void noPassBeginsWhereItMayNot() {
        rig.opened();
        Log log = log(Rig.NAME, 40);
        Order order = new Order(PLENTY, Keyed.NOW, log.durableEnd());
        List<CompactionResult> results = new ArrayList<>();
        rig.<CompactionResult>ask(then -> {
            log.compaction().start(order, then);
            log.compaction().start(order, results::add);
        });
        assertEquals(List.of(NOT_DUE), results, "one is under way");
        for (int i = 0; i < 8; i++) append(log, "d");
        rig.<TruncateResult>ask(then -> {
            log.truncation().to(47, then);
            log.compaction().start(new Order(PLENTY, Keyed.NOW, 47), results::add);
        });
        assertEquals(List.of(NOT_DUE, NOT_DUE), results, "the log is being cut");
        for (int i = 0; i < 16; i++) append(log, "e");
        Order later = new Order(PLENTY, Keyed.NOW, log.durableEnd());
        story.disk().failNextSync(DiskFault.SYNC_DROPS_PAGES);
        assertTrue(rig.store(log, Keyed.batch("v", "f"), 0).isEmpty());
        assertEquals(NOT_DUE, started(rig, log, later));
        story.host.powerCut();
        story.restart();
        Log again = story.rig.opened().log(false);
        assertEquals(new Outcome.Done(), story.rig.close(again));
        assertEquals(NOT_DUE, started(story.rig, again, later));
    }

    private static CompactionResult started(Rig rig, Log log, Order order) {
        return rig.<CompactionResult>ask(then -> log.compaction().start(order, then));
    }

    @Test
    void whileItWaitsForItsTurnRetentionMayTakeWhatItWouldLookAt() {
        rig.opened();
        Log busy = log(Rig.NAME, 40);
        Log some = log(new LogName("some", 0), 60);
        Log none = log(new LogName("none", 0), 60);
        CompactionSettings slow =
                new CompactionSettings(0, 0, 0, Keyed.HOUR, new Budget(1 << 20, 10_000));
        List<String> ended = new ArrayList<>();
        begin(busy, slow, "busy", ended);
        story.world.runFor(1_000_000_000L);
        begin(some, PLENTY, "some", ended);
        begin(none, PLENTY, "none", ended);
        age(some, 13_000);
        age(none, 0);
        assertTrue(some.start() > 0 && none.start() > some.start());
        story.world.runFor(60_000_000_000L);
        assertEquals(List.of("busy Done", "some Done", "none NotDue"), ended);
        assertEquals("53c 54a 55b 56c 57a 58b 59c", Keyed.shape(rig, some));
    }

    private void begin(Log log, CompactionSettings settings, String who, List<String> ended) {
        Order order = new Order(settings, Keyed.NOW, log.durableEnd());
        Consumer<CompactionResult> then =
                result -> ended.add(who + " " + result.getClass().getSimpleName());
        rig.owner.answer(() -> log.compaction().start(order, then));
    }

    private void age(Log log, long bytesMax) {
        Retention rules = new Retention(-1, bytesMax, 0);
        rig.<Retention.Freed>ask(then -> log.age(rules, Keyed.NOW, log.durableEnd(), then));
    }

    /** What waited for the end of one pass is not done again at the end of the next. */
    @Test
    void whatWasPutOffIsDoneOnce() {
        rig.opened();
        Log log = log(Rig.NAME, 40);
        rig.<TruncateResult>ask(then -> {
            Order order = new Order(PLENTY, Keyed.NOW, 20);
            log.compaction().start(order, result -> assertEquals(STOPPED, result));
            log.truncation().to(30, then);
        });
        for (int i = 0; i < 10; i++) append(log, "d");
        assertInstanceOf(Done.class, compact(log, PLENTY, Keyed.NOW));
        story.world.runFor(1_000_000_000L);
        assertEquals(40, log.end());
    }

    @Test
    void whatIsTooYoungIsNotReadAgainBeforeItsTime() {
        rig.opened();
        Log log = log(Rig.NAME, 40);
        CompactionSettings patient = new CompactionSettings(0, 1_000, -1, 0, Keyed.PLENTY);
        assertEquals(NOT_DUE, compact(log, patient, Keyed.NOW));
        long reads = story.disk().reads();
        assertEquals(NOT_DUE, compact(log, patient, Keyed.NOW + 999));
        assertEquals(reads, story.disk().reads());
        assertInstanceOf(Done.class, compact(log, patient, Keyed.NOW + 1_000));
    }

    @Test
    void whereNothingIsNewButTheYoungNoPassIsMade() {
        rig.opened();
        Log log = log(Rig.NAME, 24);
        CompactionSettings patient = new CompactionSettings(0, 1_000, -1, 0, Keyed.PLENTY);
        assertInstanceOf(Done.class, compact(log, patient, Keyed.NOW + 1_000));
        for (int i = 0; i < 24; i++) {
            assertTrue(rig.store(log, Rig.batch(1, 400, Keyed.NOW + 5_000), 0).isPresent());
        }
        CompactionResult some = compact(log, patient, Keyed.NOW + 1_000);
        assertInstanceOf(Done.class, some, "what has been closed since");
        assertEquals(NOT_DUE, compact(log, patient, Keyed.NOW + 1_000));
    }

    /** Asked as often as a node asks, it makes the next attempt by itself when the wait is over. */
    @Test
    void aLogThatFailsIsTriedLessAndLessOftenAndOthersGoOn() throws IOException {
        rig.opened();
        Log log = log(Rig.NAME, 40);
        Log other = log(new LogName("other", 0), 20);
        try (DiskFile file = rig.disk.open(SegmentName.of(FOLDER, 0, SegmentName.LOG))) {
            ByteBuffer good = ByteBuffer.allocate(10);
            file.read(good, 700);
            file.write(ByteBuffer.allocate(10), 700);
            assertInstanceOf(Parked.class, compact(log, PLENTY, Keyed.NOW));
            assertEquals(List.of(1L, 3L, 7L, 15L, 31L, 63L, 127L, 191L, 255L), tried(log, other));
            file.write(good.flip(), 700);
            long late = Keyed.NOW + (255 + 64) * MINUTE_MILLIS;
            assertEquals(NOT_DUE, compact(log, PLENTY, late - 1));
            assertInstanceOf(Done.class, compact(log, PLENTY, late));
            assertTrue(log.compaction().trouble().isEmpty());
        }
        for (int i = 0; i < 8; i++) append(log, "d");
        story.disk().rot(SegmentName.of(FOLDER, 0, SegmentName.LOG), 100, 0);
        assertInstanceOf(Parked.class, compact(log, PLENTY, Keyed.NOW));
        assertEquals(NOT_DUE, compact(log, PLENTY, Keyed.NOW + MINUTE_MILLIS - 1));
        CompactionResult again = compact(log, PLENTY, Keyed.NOW + MINUTE_MILLIS);
        assertInstanceOf(Parked.class, again, "what failed before a pass counts no more");
    }

    /** The minutes of the next nine attempts, while another log has work each time. */
    private List<Long> tried(Log log, Log other) {
        List<Long> tried = new ArrayList<>();
        for (long minute = 1; tried.size() < 9; minute++) {
            long now = Keyed.NOW + minute * MINUTE_MILLIS;
            assertEquals(NOT_DUE, compact(log, PLENTY, now - 1));
            if (!(compact(log, PLENTY, now) instanceof Parked)) continue;
            tried.add(minute);
            for (int i = 0; i < 8; i++) append(other, "d");
            assertInstanceOf(Done.class, compact(other, PLENTY, now));
        }
        return tried;
    }
}
