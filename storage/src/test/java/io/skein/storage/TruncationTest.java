package io.skein.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skein.foundation.EpochTrail;
import io.skein.storage.format.SegmentName;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** A log loses its end, or everything, because its leader never had it. */
class TruncationTest {
    private static final long SECOND_NANOS = 1_000_000_000L;
    private static final Outcome DONE = new Outcome.Done();

    private final Story story = new Story(1);

    private static TruncateResult cut(Story story, Log log, long offset) {
        return story.rig.<TruncateResult>ask(then -> log.truncation().to(offset, then));
    }

    private TruncateResult cut(Log log, long offset) {
        return cut(story, log, offset);
    }

    private TruncateResult empty(Log log, long offset) {
        return story.rig.<TruncateResult>ask(then -> log.truncation().wholly(offset, then));
    }

    /** Batches of two records, the third of each turn in a later epoch than the turn before. */
    private Log filled(int turns) {
        Log log = story.open();
        fill(log, 0, turns);
        return log;
    }

    private void fill(Log log, int first, int turns) {
        for (int i = first; i < first + turns; i++) {
            List<ByteBuffer> made = new ArrayList<>();
            for (int j = 0; j < 3; j++) made.add(Rig.batch(2, 200, 1_000L * (3 * i + j + 1)));
            story.append(log, made, i);
        }
    }

    private List<Long> bases() throws IOException {
        return LogFolder.segments(story.rig.disk, Rig.NAME.folder());
    }

    private void assertHolds(Log log, int batches) {
        LogTest.assertSame(story.given.subList(0, batches), story.rig.all(log, 600));
    }

    private Log startAgain(boolean isOrderly) {
        if (isOrderly) {
            assertEquals(DONE, story.rig.closeDirectory());
        } else {
            story.host.powerCut();
        }
        story.restart();
        return story.rig.opened().log(false);
    }

    @Test
    void theBatchThatHoldsTheOffsetGoesAndAllBehindIt() throws IOException {
        Log log = filled(12);
        assertEquals(List.of(0L, 16L, 32L, 48L, 64L), bases());
        assertEquals(new TruncateResult.Done(36), cut(log, 37));
        assertEquals(36, log.end());
        assertEquals(36, log.durableEnd());
        assertEquals(List.of(0L, 16L, 32L), bases());
        assertEquals("0@0 1@6 2@12 3@18 4@24 5@30", log.epochs().toString());
        assertHolds(log, 18);
        assertInstanceOf(ReadResult.OutOfRange.class, story.rig.read(log, 37, 99, 1));
        assertEquals(new TimeResult.None(), story.rig.time(log, 18_002));
        assertEquals(new TimeResult.Found(34, 18_000), story.rig.time(log, 17_002));
    }

    @Test
    void theCutStaysAfterACrashAndAfterAStop() {
        for (boolean isOrderly : new boolean[] {true, false}) {
            Story own = new Story(7);
            Log log = own.open();
            for (int i = 0; i < 6; i++) own.append(log, 4, i);
            own.world.runFor(6 * SECOND_NANOS);
            long end = log.end();
            TruncateResult result = cut(own, log, end / 2);
            long left = assertInstanceOf(TruncateResult.Done.class, result).end();
            EpochTrail epochs = log.epochs();
            if (isOrderly) {
                assertEquals(DONE, own.rig.close(log));
                assertEquals(DONE, own.rig.closeDirectory());
            } else {
                own.host.powerCut();
            }
            own.restart();
            Log again = own.rig.opened().log(false);
            assertEquals(left, again.end());
            assertEquals(epochs, again.epochs());
            int batches = own.rig.all(again, 600).size();
            LogTest.assertSame(own.given.subList(0, batches), own.rig.all(again, 600));
        }
    }

    @Test
    void whatIsAppendedAfterwardsGoesBehindTheCutAndIsFound() throws IOException {
        Log log = filled(12);
        story.world.runFor(20 * SECOND_NANOS);
        assertHolds(log, 36);
        cut(log, 40);
        story.taken(40);
        fill(log, 20, 8);
        assertEquals(List.of(0L, 16L, 32L, 48L, 64L, 80L), bases());
        story.world.runFor(20 * SECOND_NANOS);
        assertHolds(log, story.given.size());
        assertEquals(OptionalInt.of(20), log.epochs().epochAt(40));
        Log again = startAgain(false);
        assertHolds(again, story.given.size());
        assertEquals(log.epochs(), again.epochs());
    }

    @Test
    void theIndexOfWhatIsLeftIsThatOfAScan() throws IOException {
        Log log = filled(12);
        cut(log, 40);
        SegmentIndexes.Pair files =
                SegmentIndexes.load(
                        story.rig.disk, Rig.NAME.folder(), log.files().point().segmentBase());
        assertTrue(log.files().point().index().isProvenBy(files));
        assertTrue(log.files().point().index().isAllOf(files));
        assertTrue(files.offsets().hasRemaining());
    }

    @Test
    void anEndThatIsBeforeTheOffsetStays() {
        Log log = filled(2);
        assertEquals(new TruncateResult.Done(12), cut(log, 12));
        assertEquals(new TruncateResult.Done(12), cut(log, 500));
        assertHolds(log, 6);
    }

    @Test
    void whatWasAppendedInTheSameTurnGoesToo() {
        Log log = filled(2);
        TruncateResult result =
                story.rig.<TruncateResult>ask(then -> {
                    log.append(Rig.batch(2, 200, 50_000), 9);
                    log.truncation().to(8, then);
                });
        assertEquals(new TruncateResult.Done(8), result);
        story.world.runFor(SECOND_NANOS);
        assertEquals(0, story.rig.shelf().waitingBytes());
        assertEquals(8, log.end());
        assertHolds(startAgain(false), 4);
    }

    @Test
    void nothingIsTakenOrShownMeanwhile() {
        Log log = filled(4);
        List<Object> answers = new ArrayList<>();
        story.rig.<TruncateResult>ask(then -> {
            log.truncation().to(8, then);
            answers.add(log.append(Rig.batch(1, 9, 1), 9));
            answers.add(log.readTail(log.end(), 999, 1));
            log.read(0, 99, 600, answers::add);
            log.offsetForTime(0, 99, answers::add);
            log.deleteBefore(4, 8, answers::add);
        });
        assertEquals(
                List.of(
                        new AppendResult.Overloaded(),
                        Optional.empty(),
                        new ReadResult.Overloaded(),
                        new TimeResult.Overloaded(),
                        new StartResult.Overloaded()),
                answers);
        assertHolds(log, 4);
    }

    @Test
    void readsThatWereAskedForBeforeAreAnsweredBefore() {
        Log log = filled(12);
        story.world.runFor(20 * SECOND_NANOS);
        List<Object> answers = new ArrayList<>();
        story.rig.<TruncateResult>ask(then -> {
            log.read(60, 99, 600, answers::add);
            log.truncation()
                    .to(
                            8,
                            result -> {
                                answers.add(result);
                                then.accept(result);
                            });
        });
        assertInstanceOf(ReadResult.Batches.class, answers.getFirst());
        assertEquals(new TruncateResult.Done(8), answers.getLast());
    }

    @Test
    void aLogThatIsClosedMeanwhileIsClosedAfterwards() {
        Log log = filled(4);
        List<Object> answers = new ArrayList<>();
        Outcome closed =
                story.rig.<Outcome>ask(then -> {
                    log.truncation().to(9, answers::add);
                    log.close(then);
                });
        assertEquals(DONE, closed);
        assertEquals(List.of(new TruncateResult.Done(8)), answers);
        assertHolds(startAgain(true), 4);
    }

    @Test
    void emptiedWhollyItBeginsAnewWhereItIsTold() throws IOException {
        for (long at : new long[] {0, 20, 500}) {
            Story own = new Story(at);
            Log log = own.open();
            for (int i = 0; i < 8; i++) own.append(log, 3, i);
            assertEquals(
                    new TruncateResult.Done(at),
                    own.rig.<TruncateResult>ask(then -> log.truncation().wholly(at, then)));
            assertEquals(at, log.start());
            assertEquals(at, log.end());
            assertEquals(EpochTrail.EMPTY, log.epochs());
            assertEquals(List.of(at), LogFolder.segments(own.rig.disk, Rig.NAME.folder()));
            ByteBuffer batch = Rig.batch(3, 50, 7);
            assertTrue(own.rig.store(log, batch, 0).isPresent());
            own.host.powerCut();
            own.restart();
            Log again = own.rig.opened().log(false);
            assertEquals(at, again.start());
            assertEquals("0@" + at, again.epochs().toString());
            LogTest.assertSame(List.of(Rig.bytes(batch)), own.rig.all(again, 600));
        }
    }

    @Test
    void aLogThatBeginsAfterTheOffsetIsEmptied() {
        Log log = filled(2);
        empty(log, 100);
        assertEquals(new TruncateResult.Done(40), cut(log, 40));
        assertEquals(40, log.start());
        Log again = startAgain(false);
        assertEquals(40, again.start());
        assertEquals(40, again.end());
    }

    @Test
    void withoutRoomNothingIsCutAndTheDirectoryStays() throws IOException {
        Log log = filled(12);
        List<Long> before = bases();
        story.disk().capacityBytes(1);
        assertEquals(new TruncateResult.NoRoom(), cut(log, 40));
        assertEquals(new TruncateResult.NoRoom(), empty(log, 90));
        assertEquals(before, bases());
        assertHolds(log, 36);
        assertEquals(List.of(), story.rig.failures);
        List<String> left = story.rig.disk.list(Rig.NAME.folder());
        assertFalse(left.stream().anyMatch(file -> file.endsWith("index.tmp")), left.toString());
        story.disk().capacityBytes(Long.MAX_VALUE);
        assertEquals(new TruncateResult.Done(40), cut(log, 40));
        assertHolds(startAgain(false), 20);
    }

    @Test
    void whatDoesNotCheckOutIsNotCut() throws IOException {
        Log log = filled(12);
        try (var file =
                story.rig.disk.open(SegmentName.of(Rig.NAME.folder(), 32, SegmentName.LOG))) {
            file.write(ByteBuffer.wrap(new byte[] {1, 2, 3}), 100);
        }
        TruncateResult result = cut(log, 40);
        TruncateResult.Damaged damaged = assertInstanceOf(TruncateResult.Damaged.class, result);
        assertEquals(32, damaged.from());
        assertEquals(40, damaged.before());
        assertEquals(72, log.end());
        assertEquals(new TruncateResult.Done(32), cut(log, 32), "what goes need not be sound");
    }
}
