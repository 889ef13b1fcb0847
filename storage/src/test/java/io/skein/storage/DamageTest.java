package io.skein.storage;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skein.foundation.world.DiskFile;
import io.skein.records.Batch;
import io.skein.records.BatchBuilder;
import io.skein.records.Codec;
import io.skein.records.Payload;
import io.skein.records.ProducerStamp;
import io.skein.storage.format.SegmentName;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class DamageTest {
    private static final long SECOND_NANOS = 1_000_000_000L;
    private static final String FOLDER = Rig.NAME.folder();

    /** A log of several segments, killed before or after its recovery point was saved. */
    private static Story killed(boolean isPointSaved) {
        Story story = new Story(1);
        Log log = story.open();
        for (int i = 0; i < 6; i++) story.append(log, 4, 0);
        if (isPointSaved) story.world.runFor(6 * SECOND_NANOS);
        story.restart();
        return story;
    }

    private static Story stopped() {
        Story story = new Story(1);
        Log log = story.open();
        for (int i = 0; i < 6; i++) story.append(log, 4, 0);
        assertEquals(new Outcome.Done(), story.rig.close(log));
        assertEquals(new Outcome.Done(), story.rig.closeDirectory());
        story.restart();
        return story;
    }

    private static String segment(Story story, boolean isLast, String kind) throws IOException {
        List<Long> bases = LogFolder.segments(story.rig.disk, FOLDER);
        assertTrue(bases.size() > 2, "several segments");
        return SegmentName.of(FOLDER, isLast ? bases.getLast() : bases.getFirst(), kind);
    }

    private static int length(Story story, String file) throws IOException {
        try (DiskFile opened = story.rig.disk.open(file)) {
            return (int) opened.length();
        }
    }

    private static void truncate(Story story, String file, long length) throws IOException {
        try (DiskFile opened = story.rig.disk.open(file)) {
            opened.truncate(length);
            opened.sync();
        }
    }

    @Test
    void keepsTheWholeBatchesOfATailTornAnywhere() throws IOException {
        Story whole = killed(false);
        int length = length(whole, segment(whole, true, SegmentName.LOG));
        for (int kept = 0; kept <= length; kept += 3) {
            Story story = killed(false);
            String file = segment(story, true, SegmentName.LOG);
            truncate(story, file, kept);
            story.rig.opened();
            Log log = story.rig.log(false);
            List<byte[]> found = story.rig.all(log, 1000);
            assertTrue(found.size() <= story.given.size());
            LogTest.assertSame(story.given.subList(0, found.size()), found);
            long cut = found.stream().mapToLong(each -> each.length).sum();
            long rest = story.given.stream().mapToLong(each -> each.length).sum() - cut;
            assertTrue(rest >= length - kept, "only the torn batch goes");
            assertTrue(story.rig.store(log, Rig.batch(1, 30, 9), 1).isPresent());
        }
    }

    @Test
    void cutsWhatIsBadBehindTheRecoveryPoint() throws IOException {
        Story whole = killed(false);
        int length = length(whole, segment(whole, true, SegmentName.LOG));
        for (int at = 0; at < length; at += 5) {
            Story story = killed(false);
            story.disk().rot(segment(story, true, SegmentName.LOG), at, at % 8);
            story.rig.opened();
            Log log = story.rig.log(false);
            List<byte[]> found = story.rig.all(log, 1000);
            for (int i = 0; i < found.size(); i++) sameButEpoch(story.given.get(i), found.get(i));
            // Whole batches left behind the cut would come to life after others in their place.
            long left = found.stream().mapToLong(each -> each.length).sum();
            assertEquals(left, logBytes(story));
        }
    }

    static long logBytes(Story story) throws IOException {
        long bytes = 0;
        for (long base : LogFolder.segments(story.rig.disk, FOLDER)) {
            bytes += LogFolder.length(story.rig.disk, FOLDER, base);
        }
        return bytes;
    }

    @Test
    void neverCutsWhatWasDurable() throws IOException {
        Story whole = killed(true);
        String last = segment(whole, true, SegmentName.LOG);
        int length = length(whole, last);
        int before = whole.given.stream().mapToInt(each -> each.length).sum() - length;
        for (int at = 0; at < length; at += 7) {
            Story story = killed(true);
            story.disk().rot(last, at, at % 8);
            story.rig.opened();
            LogOpening opening = story.rig.open(false);
            Log log = assertInstanceOf(LogOpening.Opened.class, opening).log();
            assertEquals(whole.end(), log.end());
            int damaged = 0;
            for (long offset = 0; offset < log.end(); offset++) {
                ReadResult result = story.rig.read(log, offset, log.end(), 1);
                if (result instanceof ReadResult.Damaged) damaged++;
                else assertHoldsButEpoch(story, result, offset);
            }
            assertTrue(damaged > 0 || isInAnEpoch(story, before + at), "no rot is served");
            assertEquals(length, length(story, last), "nothing is cut");
        }
        Story shorter = killed(true);
        truncate(shorter, last, length - 1);
        shorter.rig.opened();
        assertInstanceOf(LogOpening.Damaged.class, shorter.rig.open(false));
    }

    @Test
    void cutsNothingWhenTheRecoveryPointsCannotBeRead() throws IOException {
        Story story = killed(true);
        truncate(story, RecoveryPoints.FILE, 1);
        String last = segment(story, true, SegmentName.LOG);
        truncate(story, last, length(story, last) - 1);
        story.rig.opened();
        assertInstanceOf(LogOpening.Damaged.class, story.rig.open(false));
    }

    @Test
    void servesNothingThatFailsItsChecksum() throws IOException {
        Story whole = stopped();
        String first = segment(whole, false, SegmentName.LOG);
        int length = length(whole, first);
        for (int at = 0; at < length; at += 3) {
            Story story = stopped();
            story.disk().rot(first, at, at % 8);
            story.rig.opened();
            Log log = story.rig.log(false);
            int damaged = 0;
            for (long offset = 0; offset < log.end(); offset++) {
                ReadResult result = story.rig.read(log, offset, log.end(), 1);
                if (result instanceof ReadResult.Damaged) damaged++;
                else assertHoldsButEpoch(story, result, offset);
            }
            assertTrue(damaged > 0 || isInAnEpoch(story, at), "byte " + at + " was served");
            assertTrue(damaged < log.end() / 2, "all else is served");
        }
    }

    private static void assertHoldsButEpoch(Story story, ReadResult result, long offset) {
        ReadResult.Batches batches =
                assertInstanceOf(ReadResult.Batches.class, result, result.toString());
        assertTrue(!batches.batches().isEmpty(), "nothing at " + offset + ", and no word why");
        ByteBuffer batch = batches.batches().getFirst();
        byte[] given =
                story.given.stream()
                        .filter(each -> Batch.nextOffset(ByteBuffer.wrap(each), 0) > offset)
                        .findFirst()
                        .orElseThrow();
        sameButEpoch(given, Rig.bytes(batch));
    }

    /** Whether this byte of the log, counted from its beginning, is one of a batch's epoch. */
    private static boolean isInAnEpoch(Story story, int at) {
        int start = 0;
        int batch = 0;
        while (start + story.given.get(batch).length <= at)
            start += story.given.get(batch++).length;
        return at - start >= 12 && at - start < 16;
    }

    /** Neither base offset nor length is under the checksum. */
    @Test
    void servesNoBatchAtAnotherOffsetOrOfAnotherLength() throws IOException {
        for (int bit = 0; bit < Long.SIZE + Integer.SIZE; bit++) {
            Story story = stopped();
            int second = story.given.getFirst().length;
            story.disk().rot(segment(story, false, SegmentName.LOG), second + bit / 8, bit % 8);
            story.rig.opened();
            Log log = story.rig.log(false);
            for (long offset = 0; offset < 6; offset++) {
                ReadResult result = story.rig.read(log, offset, log.end(), 1);
                if (!(result instanceof ReadResult.Damaged)) assertHolds(story, result, offset);
            }
        }
    }

    /** What a record holds may look like a batch, one that seems to reach past the end. */
    @Test
    void doesNotFollowAnIndexIntoARecord() throws IOException {
        byte[] header = new byte[61];
        ByteBuffer.wrap(header).putInt(8, 49).putInt(23, 1 << 20);
        BatchBuilder builder = new BatchBuilder(Codec.NONE, 1 << 20);
        builder.add(1, Payload.ABSENT, Payload.of(header), List.of());
        Story story = new Story(1);
        Log log = story.open();
        story.append(log, List.of(builder.finish(ProducerStamp.NONE)), 0);
        for (int i = 0; i < 6; i++) story.append(log, 4, 0);
        assertEquals(new Outcome.Done(), story.rig.close(log));
        assertEquals(new Outcome.Done(), story.rig.closeDirectory());
        story.restart();
        // The value is the last but one in the record: only a count of no headers follows.
        int inside = story.given.getFirst().length - 1 - header.length;
        try (DiskFile file = story.rig.disk.open(segment(story, false, SegmentName.INDEX))) {
            file.write(ByteBuffer.allocate(4).putInt(0, inside), 4);
        }
        readsRight(story, story.open());
    }

    private static void assertHolds(Story story, ReadResult result, long offset) {
        ReadResult.Batches batches =
                assertInstanceOf(ReadResult.Batches.class, result, result.toString());
        ByteBuffer batch = batches.batches().getFirst();
        assertTrue(Batch.baseOffset(batch, 0) <= offset && offset < batches.next());
        byte[] bytes = Rig.bytes(batch);
        assertTrue(story.given.stream().anyMatch(each -> Arrays.equals(each, bytes)));
    }

    /** The epoch is not under the checksum. */
    private static void sameButEpoch(byte[] expected, byte[] found) {
        byte[] copy = found.clone();
        System.arraycopy(expected, 12, copy, 12, 4);
        assertArrayEquals(expected, copy);
    }

    @Test
    void answersRightWhateverTheIndexesSay() throws IOException {
        List<Harm> harms = new ArrayList<>();
        harms.add((story, file) -> story.rig.disk.delete(file));
        harms.add((story, file) -> truncate(story, file, 0));
        harms.add((story, file) -> truncate(story, file, length(story, file) - 1));
        harms.add((story, file) -> truncate(story, file, 24));
        for (int i = 0; i < 60; i++) {
            int bit = i;
            harms.add((story, file) ->
                    story.disk().rot(file, bit * 5 % length(story, file), bit % 8));
        }
        for (Harm harm : harms) {
            for (boolean isLast : new boolean[] {true, false}) {
                for (String kind : List.of(SegmentName.INDEX, SegmentName.TIME_INDEX)) {
                    for (Story story : List.of(stopped(), killed(true))) {
                        harm.to(story, segment(story, isLast, kind));
                        answersRight(story);
                    }
                }
            }
        }
    }

    private static void answersRight(Story story) {
        Log log = story.open();
        readsRight(story, log);
        for (int time = 1001; time <= 1024; time += 4) {
            TimeResult result = story.rig.time(log, time);
            TimeResult.Found found = assertInstanceOf(TimeResult.Found.class, result);
            assertEquals(time, found.timestamp());
        }
        story.append(log, 8, 1);
        LogTest.assertSame(story.given, story.rig.all(log, 700));
    }

    private static void readsRight(Story story, Log log) {
        for (long offset = 0; offset < log.end(); offset++) {
            assertHolds(story, story.rig.read(log, offset, log.end(), 1), offset);
        }
    }

    /** Something bad that happens to a file. */
    private interface Harm {
        void to(Story story, String file) throws IOException;
    }
}
