package io.skein.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skein.foundation.world.DiskFile;
import io.skein.records.Batch;
import io.skein.storage.StartResult.Done;
import io.skein.storage.format.Checkpoint;
import io.skein.storage.format.FileNames;
import io.skein.storage.format.SmallFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Deleting records up to an offset, inside segments and inside batches. */
class DeleteBeforeTest {
    private static final long ALL = Long.MAX_VALUE;
    private static final long NOW = 1_700_000_000_000L;
    private static final long SECOND_NANOS = 1_000_000_000L;
    private static final Retention NONE = new Retention(-1, -1, SECOND_NANOS);

    private final Story story = new Story(1);
    private Rig rig = story.rig;

    /** Sixty batches of two records, a second apart, in segments of eight or so. */
    private Log filled() {
        Log log = rig.opened().log(true);
        for (int i = 0; i < 60; i++) {
            assertTrue(rig.store(log, Rig.batch(2, 250, NOW + i * 1_000L), 0).isPresent());
        }
        return log;
    }

    private StartResult delete(Log log, long before, long agreed) {
        return rig.<StartResult>ask(then -> log.deleteBefore(before, agreed, then));
    }

    private void delete(Log log, long before) {
        assertEquals(new Done(before), delete(log, before, log.end()));
        assertEquals(before, log.start());
    }

    private Log reborn(boolean cutsPower) {
        if (cutsPower) story.host.powerCut();
        story.restart();
        rig = story.rig;
        return rig.opened().log(false);
    }

    private List<Long> bases() throws IOException {
        return LogFolder.segments(rig.disk, Rig.NAME.folder());
    }

    private Retention.Freed age(Log log) {
        return rig.<Retention.Freed>ask(then -> log.age(NONE, NOW, log.durableEnd(), then));
    }

    @Test
    void whatIsBeforeIsServedNoMore() {
        Log log = filled();
        delete(log, 41);
        assertEquals(new ReadResult.OutOfRange(41, 120), rig.read(log, 40, ALL, 1));
        assertEquals(40, Batch.baseOffset(first(log, 41), 0), "the batch around the start");
        assertEquals(NOW + 20_001, time(log, 0).timestamp());
        assertEquals(41, time(log, NOW + 20_000).offset());
        assertEquals(42, time(log, NOW + 20_002).offset());
        assertEquals(40, rig.all(log, 5_000).size());
    }

    private ByteBuffer first(Log log, long offset) {
        ReadResult result = rig.read(log, offset, ALL, 1);
        return assertInstanceOf(ReadResult.Batches.class, result).batches().getFirst();
    }

    private TimeResult.Found time(Log log, long timestamp) {
        return assertInstanceOf(TimeResult.Found.class, rig.time(log, timestamp));
    }

    @Test
    void norFromTheTailInMemory() {
        Log log = filled();
        assertTrue(tail(log, 117).isPresent());
        delete(log, 118);
        assertTrue(tail(log, 117).isEmpty());
        assertTrue(tail(log, 118).isPresent());
        assertInstanceOf(ReadResult.OutOfRange.class, rig.read(log, 117, ALL, 1));
    }

    private Optional<ReadResult.Batches> tail(Log log, long offset) {
        return rig.<Optional<ReadResult.Batches>>ask(
                then -> then.accept(log.readTail(offset, ALL, 1)));
    }

    @Test
    void itNeverGoesBack() {
        Log log = filled();
        delete(log, 41);
        assertEquals(new Done(41), delete(log, 17, 120));
        assertEquals(41, log.start());
    }

    @Test
    void norBeyondWhatIsAgreedOn() {
        Log log = filled();
        assertEquals(new StartResult.Beyond(100), delete(log, 101, 100));
        assertEquals(new StartResult.Beyond(120), delete(log, 121, ALL));
        assertEquals(0, log.start());
        assertEquals(new Done(100), delete(log, 100, 100));
    }

    @Test
    void itIsOnTheDiskWhenItIsAnswered() {
        Log log = filled();
        delete(log, 41);
        Log again = reborn(true);
        assertEquals(41, again.start());
        assertEquals(120, again.end());
        assertEquals(new Outcome.Done(), rig.close(again));
        assertEquals(new Outcome.Done(), rig.closeDirectory());
        assertEquals(41, reborn(false).start());
    }

    @Test
    void manyAtOnceCostOneFile() {
        Log log = filled();
        long before = story.disk().operations();
        List<StartResult> results = new ArrayList<>();
        rig.<Boolean>ask(then -> {
            for (long at = 1; at <= 50; at++) log.deleteBefore(at, ALL, results::add);
            log.deleteBefore(51, ALL, _ -> then.accept(true));
        });
        assertEquals(50, results.size());
        assertEquals(51, log.start());
        long cost = story.disk().operations() - before;
        assertTrue(cost < 20, cost + " operations");
    }

    @Test
    void segmentsWhollyBeforeItGoWithRetention() throws IOException {
        Log log = filled();
        List<Long> all = bases();
        long second = all.get(2);
        delete(log, second + 1);
        assertEquals(2, age(log).segments());
        assertEquals(all.subList(2, all.size()), bases());
        assertEquals(second + 1, log.start());
        assertEquals(second + 1, reborn(true).start());
    }

    @Test
    void whereAllIsDeletedTheLastSegmentGoesToo() throws IOException {
        Log log = filled();
        delete(log, 120);
        for (int i = 0; i < 4; i++) {
            age(log);
            story.world.runFor(SECOND_NANOS);
        }
        assertEquals(List.of(120L), bases());
        Log again = reborn(true);
        assertEquals(120, again.start());
        assertTrue(rig.store(again, Rig.batch(1, 10, NOW), 0).isPresent());
        assertEquals(1, rig.all(again, 100).size());
    }

    @Test
    void aLogMadeAnewUnderTheNameBeginsAtZero() {
        delete(filled(), 41);
        Log log = reborn(true);
        assertEquals(new Outcome.Done(), rig.close(log));
        assertEquals(new Outcome.Done(), rig.delete());
        Log anew = rig.log(true);
        assertTrue(rig.store(anew, Rig.batch(60, 10, NOW), 0).isPresent());
        assertEquals(0, anew.start());
        assertEquals(0, reborn(true).start());
    }

    @Test
    void aCutInsideTheBatchAroundItTakesItAlong() {
        Log log = filled();
        delete(log, 41);
        assertEquals(new TruncateResult.Done(40), cut(log, 41));
        assertEquals(40, log.start());
        for (int i = 0; i < 3; i++) {
            assertTrue(rig.store(log, Rig.batch(1, 10, NOW), 1).isPresent());
        }
        Log again = reborn(true);
        assertEquals(40, again.start(), "nothing appended since is hidden");
        assertEquals(3, rig.all(again, 1_000).size());
    }

    @Test
    void aCutBeforeItEmptiesTheLog() {
        Log log = filled();
        delete(log, 41);
        assertEquals(new TruncateResult.Done(17), cut(log, 17));
        assertEquals(17, log.start());
        assertTrue(rig.store(log, Rig.batch(40, 10, NOW), 1).isPresent());
        assertEquals(17, reborn(true).start());
    }

    private TruncateResult cut(Log log, long offset) {
        return rig.<TruncateResult>ask(then -> log.truncation().to(offset, then));
    }

    @Test
    void aFileThatIsWrongOrGoneHidesNothing() throws IOException {
        Log log = filled();
        for (int at : new int[] {0, 12, 20, -1}) {
            delete(log, 41);
            spoil(at);
            log = reborn(false);
            assertEquals(0, log.start(), "changed at " + at);
            assertEquals(at < 0, rig.directory().remark().isEmpty(), "changed at " + at);
            assertEquals(60, rig.all(log, 5_000).size());
        }
    }

    @Test
    void aStartBehindTheEndHidesNothingThatComesLater() throws IOException {
        Log log = filled();
        delete(log, 41);
        String line = Checkpoint.sealed("lines 0 500");
        byte[] text = Checkpoint.text(List.of(line));
        SmallFile.replace(rig.disk, "", FileNames.LOG_STARTS, text);
        Log shorter = reborn(true);
        assertEquals(120, shorter.start());
        assertTrue(rig.store(shorter, Rig.batch(30, 10, NOW), 0).isPresent());
        Log again = reborn(true);
        assertEquals(120, again.start());
        assertEquals(1, rig.all(again, 1_000).size());
    }

    @Test
    void logsThatAreGoneLeaveTheFile() throws IOException {
        Log log = filled();
        LogName other = new LogName("other", 0);
        LogOpening opening = rig.open(new LogOrder(other, Rig.TOPIC, true, Rig.SMALL));
        Log second = assertInstanceOf(LogOpening.Opened.class, opening).log();
        delete(log, 41);
        assertEquals(new Outcome.Done(), rig.close(log));
        assertEquals(new Outcome.Done(), rig.delete());
        assertTrue(rig.store(second, Rig.batch(9, 10, NOW), 0).isPresent());
        delete(second, 5);
        byte[] text = SmallFile.read(rig.disk, FileNames.LOG_STARTS).orElseThrow();
        assertEquals("other", Checkpoint.parse(text, 4).orElseThrow().getFirst()[0]);
        assertEquals(1, Checkpoint.parse(text, 4).orElseThrow().size());
    }

    @Test
    void compactionGoesOnInTheSegmentAroundIt() {
        Log log = rig.opened().log(true);
        for (int i = 0; i < 60; i++) {
            String key = "abc".substring(i % 3, i % 3 + 1);
            assertTrue(rig.store(log, Keyed.batch("v".repeat(400), key), 0).isPresent());
        }
        delete(log, 51);
        CompactionResult done = Keyed.compact(rig, log, Keyed.THOROUGH, NOW);
        assertInstanceOf(CompactionResult.Done.class, done);
        assertEquals(51, log.start());
        assertEquals("53c 54a 55b 56c 57a 58b 59c", Keyed.shape(rig, log));
    }

    /** Changes a digit; or deletes the file. */
    private void spoil(int at) throws IOException {
        if (at < 0) {
            rig.disk.delete(FileNames.LOG_STARTS);
            rig.disk.syncDirectory("");
            return;
        }
        try (DiskFile file = rig.disk.open(FileNames.LOG_STARTS)) {
            file.write(ByteBuffer.wrap("7".getBytes(StandardCharsets.UTF_8)), at);
            file.sync();
        }
    }

    @Test
    void aFullDiskRefusesItAndLeavesAllAsItWas() {
        Log log = filled();
        delete(log, 10);
        story.disk().capacityBytes(1);
        assertEquals(new StartResult.NoRoom(), delete(log, 41, ALL));
        assertEquals(10, log.start());
        story.disk().capacityBytes(Long.MAX_VALUE);
        delete(log, 40);
        assertEquals(40, reborn(true).start());
    }

    @Test
    void aClosedLogSaysSo() {
        Log log = filled();
        assertEquals(new Outcome.Done(), rig.close(log));
        assertInstanceOf(StartResult.Offline.class, delete(log, 10, ALL));
    }
}
