package io.skein.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skein.records.Batch;
import io.skein.simulation.CrashPoint;
import io.skein.simulation.Survival;
import io.skein.storage.format.Checkpoint;
import io.skein.storage.format.FileNames;
import io.skein.storage.format.SmallFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is written down of where logs begin, beside what the files say. */
class LogStartsTest {
    private static final long SECOND_NANOS = 1_000_000_000L;
    private static final Retention NONE = new Retention(-1, -1, 0);
    private static final LogName OTHER = new LogName("other", 0);

    private Story story = new Story(1);

    /** Forty batches of two records, in segments of eight or so. */
    private Log filled(LogName name) {
        LogOpening opening = story.rig.open(new LogOrder(name, Rig.TOPIC, true, Rig.SMALL));
        Log log = assertInstanceOf(LogOpening.Opened.class, opening).log();
        for (int i = 0; i < 40; i++) {
            assertTrue(story.rig.store(log, Rig.batch(2, 250, 1_000 + i), 0).isPresent());
        }
        return log;
    }

    private Log open(LogName name) {
        LogOpening opening = story.rig.open(new LogOrder(name, Rig.TOPIC, false, Rig.SMALL));
        return assertInstanceOf(LogOpening.Opened.class, opening, opening.toString()).log();
    }

    private StartResult delete(Log log, long before) {
        return story.rig.<StartResult>ask(then -> log.deleteBefore(before, log.end(), then));
    }

    private void age(Log log) {
        story.rig.<Retention.Freed>ask(then -> log.age(NONE, 0, log.durableEnd(), then));
    }

    private void reboot() {
        story.host.powerCut();
        story.restart();
        story.rig.opened();
    }

    private List<String> lines() throws IOException {
        byte[] text = SmallFile.read(story.rig.disk, FileNames.LOG_STARTS).orElseThrow();
        List<String> lines = new ArrayList<>();
        for (String[] line : Checkpoint.parse(text, 4).orElseThrow()) {
            lines.add(line[0] + " " + line[2]);
        }
        return lines;
    }

    @Test
    void aSoundFileIsNoNews() {
        story.rig.opened();
        delete(filled(Rig.NAME), 5);
        reboot();
        assertTrue(story.rig.directory().remark().isEmpty());
    }

    @Test
    void aLogThatBeginsAtZeroAgainDoesNotSpoilTheFile() throws IOException {
        story.rig.opened();
        Log log = filled(Rig.NAME);
        delete(filled(OTHER), 33);
        delete(log, 1);
        TruncateResult cut = story.rig.<TruncateResult>ask(then -> log.truncation().to(1, then));
        assertEquals(new TruncateResult.Done(0), cut);
        assertEquals(List.of("lines 0", "other 33"), lines());
        reboot();
        assertEquals(33, open(OTHER).start());
        assertEquals(0, open(Rig.NAME).start());
    }

    @Test
    void whatSegmentsSayByThemselvesLeavesTheFile() throws IOException {
        story.rig.opened();
        Log log = filled(Rig.NAME);
        Log other = filled(OTHER);
        long second = LogFolder.segments(story.rig.disk, Rig.NAME.folder()).get(1);
        assertEquals(new StartResult.Done(second), delete(log, second));
        age(log);
        delete(other, 33);
        assertEquals(List.of("lines " + second, "other 33"), lines());
        reboot();
        assertEquals(second, open(Rig.NAME).start());
        delete(open(OTHER), 35);
        assertEquals(List.of("other 35"), lines());
    }

    /** One that was written before more was deleted by age, and one from before a cut. */
    @Test
    void whatIsLowerThanTheFirstSegmentIsNotBelieved() throws IOException {
        story.rig.opened();
        Log log = filled(Rig.NAME);
        delete(log, 5);
        List<Long> bases = LogFolder.segments(story.rig.disk, Rig.NAME.folder());
        Retention last = new Retention(-1, 4_000, 0);
        story.rig.<Retention.Freed>ask(then -> log.age(last, 0, log.durableEnd(), then));
        story.world.runFor(SECOND_NANOS);
        assertTrue(log.start() > bases.get(2));
        long start = log.start();
        assertEquals(List.of("lines 5"), lines());
        reboot();
        Log again = open(Rig.NAME);
        assertEquals(start, again.start());
        ReadResult.Batches first =
                assertInstanceOf(
                        ReadResult.Batches.class, story.rig.read(again, start, 80, 10_000));
        assertEquals(start, Batch.baseOffset(first.batches().getFirst(), 0));
    }

    /** Wherever the power goes, a log begins where it did or where it was to. */
    @Test
    void aCrashLeavesTheOldOrTheNewStart() {
        int old = 0;
        int moved = 0;
        for (CrashPoint.When when : CrashPoint.When.values()) {
            for (int operation = 1; operation <= 24; operation++) {
                story = new Story(operation);
                long start = startAfter(operation, when);
                if (start == 21) old++;
                else moved++;
            }
        }
        assertTrue(old > 5 && moved > 5, old + " old, " + moved + " moved");
    }

    private long startAfter(int operation, CrashPoint.When when) {
        story.rig.opened();
        Log log = filled(Rig.NAME);
        delete(filled(OTHER), 33);
        assertEquals(new StartResult.Done(21), delete(log, 21));
        story.disk().survival(Survival.SUBSET);
        long at = story.disk().operations() + operation;
        story.disk().crashAt(CrashPoint.powerCut(at, when));
        boolean isAnswered = false;
        try {
            isAnswered = delete(log, 61) instanceof StartResult.Done;
            age(log);
            story.world.runFor(SECOND_NANOS);
            story.host.powerCut();
        } catch (Rig.Gone died) {
            assertTrue(!story.host.isAlive(), "nothing else may stop it");
        }
        story.restart();
        story.rig.opened();
        assertEquals(33, open(OTHER).start());
        Log again = open(Rig.NAME);
        long start = again.start();
        assertTrue(start == 61 || (start == 21 && !isAnswered), operation + ": " + start);
        assertEquals(80, again.end());
        long next = start;
        for (byte[] batch : story.rig.all(again, 5_000)) {
            next = Batch.nextOffset(ByteBuffer.wrap(batch), 0);
        }
        assertEquals(80, next, "all behind it is there");
        return start;
    }
}
