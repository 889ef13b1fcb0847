package io.skein.storage;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skein.foundation.jdk.JdkHost;
import io.skein.foundation.world.DiskFile;
import io.skein.storage.format.SegmentName;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was read lies in lent memory, and the file it came from goes meanwhile. */
class LentPieceTest {
    private static final long SECOND_NANOS = 1_000_000_000L;
    private static final long ALL = Long.MAX_VALUE;
    private static final int LARGE_BYTES = 100_000;
    private static final int BATCHES = 12;
    private static final LogSettings SEGMENTS =
            LogSettings.ofSegments(3 * LARGE_BYTES + 1_000, LogSettings.SegmentAge.NEVER);
    private static final Retention LAST_SEGMENTS = new Retention(-1, 5 * LARGE_BYTES, 0);

    private final Story story = new Story(1);
    private final List<byte[]> stored = new ArrayList<>();
    private final List<ReadResult.Batches> held = new ArrayList<>();

    private Log filled(Rig rig, long seed) {
        LogOpening opening = rig.open(new LogOrder(Rig.NAME, Rig.TOPIC, true, SEGMENTS));
        Log log = assertInstanceOf(LogOpening.Opened.class, opening).log();
        stored.clear();
        for (int i = 0; i < BATCHES; i++) {
            ByteBuffer batch = Rig.batch(1, LARGE_BYTES, seed + i);
            assertTrue(rig.store(log, batch, 0).isPresent());
            stored.add(Rig.bytes(batch));
        }
        return log;
    }

    private ReadResult.Batches read(Rig rig, Log log, long offset) {
        ReadResult result = rig.read(log, offset, ALL, LARGE_BYTES);
        return assertInstanceOf(ReadResult.Batches.class, result, result.toString());
    }

    /** Keeps the first two batches; the third has been read ahead by then. */
    private void hold(Rig rig, Log log) {
        for (int offset = 0; offset < 2; offset++) {
            held.add(read(rig, log, offset));
            assertNotEquals(Lease.NONE, held.getLast().lease());
        }
    }

    private Log hold() {
        Log log = filled(story.rig.opened(), 0);
        hold(story.rig, log);
        story.world.runFor(SECOND_NANOS);
        return log;
    }

    private void assertHeld(List<byte[]> expected) {
        for (int i = 0; i < held.size(); i++) {
            assertArrayEquals(expected.get(i), Rig.bytes(held.get(i).batches().getFirst()));
        }
    }

    /** Pieces that can be lent while those that are held are not given back; gives all back. */
    private int free(Log log, long offset) {
        List<ReadResult.Batches> lent = new ArrayList<>();
        ReadResult.Batches next = read(story.rig, log, offset);
        while (!next.lease().equals(Lease.NONE)) {
            lent.add(next);
            next = read(story.rig, log, offset);
        }
        lent.forEach(ReadResult.Batches::giveBack);
        return lent.size();
    }

    @Test
    void retentionTakesTheFileAndLeavesTheBytes() throws IOException {
        Log log = hold();
        assertEquals(ReadMemory.PIECES_MAX - 3, free(log, 0), "one is read ahead");
        Rig rig = story.rig;
        rig.<Retention.Freed>ask(then -> log.age(LAST_SEGMENTS, 0, log.durableEnd(), then));
        story.world.runFor(SECOND_NANOS);
        assertTrue(log.start() > 2);
        List<String> files = rig.disk.list(Rig.NAME.folder());
        assertTrue(
                files.stream().noneMatch(file -> file.matches("0*\\.(log|index).*")), "" + files);
        assertEquals(ReadMemory.PIECES_MAX - 2, free(log, log.start()));
        assertHeld(stored);
        held.forEach(ReadResult.Batches::giveBack);
        assertEquals(ReadMemory.PIECES_MAX, free(log, log.start()));
    }

    @Test
    void aLogThatIsDeletedAndMadeAnewLeavesThemToo() {
        Log log = hold();
        List<byte[]> old = List.copyOf(stored);
        assertEquals(new Outcome.Done(), story.rig.close(log));
        assertEquals(new Outcome.Done(), story.rig.delete());
        Log other = filled(story.rig, 1_000);
        ReadResult.Batches third = read(story.rig, other, 2);
        assertArrayEquals(stored.get(2), Rig.bytes(third.batches().getFirst()));
        third.giveBack();
        assertEquals(ReadMemory.PIECES_MAX - 2, free(other, 0));
        assertHeld(old);
        held.forEach(ReadResult.Batches::giveBack);
        assertEquals(ReadMemory.PIECES_MAX, free(other, 0));
    }

    /** Or what is read first is the whole segment, in search of what is wrong. */
    @Test
    void aLogMadeAnewIsReadByItsOwnIndex() {
        Log log = hold();
        assertEquals(new Outcome.Done(), story.rig.close(log));
        assertEquals(new Outcome.Done(), story.rig.delete());
        Story fresh = new Story(1);
        assertEquals(readsOfSmall(fresh, fresh.rig.opened()), readsOfSmall(story, story.rig));
    }

    private static long readsOfSmall(Story story, Rig rig) {
        LogOpening opening = rig.open(new LogOrder(Rig.NAME, Rig.TOPIC, true, SEGMENTS));
        Log log = assertInstanceOf(LogOpening.Opened.class, opening).log();
        for (int i = 0; i < 100; i++) {
            assertTrue(rig.store(log, Rig.batch(1, 7_000, i), 0).isPresent());
        }
        long before = story.disk().reads();
        ReadResult.Batches found =
                assertInstanceOf(ReadResult.Batches.class, rig.read(log, 30, ALL, 1));
        assertEquals(31, found.next());
        return story.disk().reads() - before;
    }

    @Test
    void whatCannotBeServedIsNotHeld() throws IOException {
        Log log = hold();
        held.forEach(ReadResult.Batches::giveBack);
        int third = stored.get(0).length + stored.get(1).length;
        try (DiskFile file = story.rig.disk.open(SegmentName.of("lines-0", 0, SegmentName.LOG))) {
            file.write(ByteBuffer.wrap(new byte[] {1, 2, 3}), third + 100);
        }
        // What was read ahead is sound, and goes first.
        read(story.rig, log, 2).giveBack();
        for (int i = 0; i < 20; i++) {
            ReadResult result = story.rig.read(log, 2, ALL, LARGE_BYTES);
            assertInstanceOf(ReadResult.Damaged.class, result);
        }
        assertEquals(ReadMemory.PIECES_MAX, free(log, 0));
    }

    @Test
    void theDiskGetsItsRoomBack(@TempDir Path folder) throws Exception {
        JdkHost host =
                JdkHost.forClient(
                        "t-",
                        (lane, thrown) -> {
                            throw new AssertionError(lane, thrown);
                        });
        try {
            Rig rig = new Rig(host, folder.toString(), Rig.BOUNDS, Rig.threads()).opened();
            Log log = filled(rig, 0);
            hold(rig, log);
            rig.<Retention.Freed>ask(then -> log.age(LAST_SEGMENTS, 0, log.durableEnd(), then));
            assertTrue(log.start() > 2);
            // Both lanes have had their turns when they come to this.
            rig.<Boolean>ask(
                    then -> rig.read.answer(() -> rig.commit.answer(() -> then.accept(true))));
            assertEquals(List.of(), openWithoutName(folder));
            assertHeld(stored);
            held.forEach(ReadResult.Batches::giveBack);
        } finally {
            host.stop(SECOND_NANOS);
        }
    }

    /** A file that was deleted keeps its room for as long as anybody has it open. */
    private static List<String> openWithoutName(Path folder) throws IOException {
        Path handles = Path.of("/proc/self/fd");
        List<String> found = new ArrayList<>();
        if (!Files.exists(handles)) return found;
        try (Stream<Path> all = Files.list(handles)) {
            for (Path handle : all.toList()) {
                String target = Files.isSymbolicLink(handle) ? target(handle) : "";
                boolean isGone = target.endsWith("(deleted)") || target.contains(".deleted");
                if (target.startsWith(folder.toString()) && isGone) found.add(target);
            }
        }
        return found;
    }

    private static String target(Path handle) {
        try {
            return Files.readSymbolicLink(handle).toString();
        } catch (IOException closedMeanwhile) {
            return "";
        }
    }
}
