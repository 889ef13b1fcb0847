package io.skein.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skein.foundation.world.Disk;
import io.skein.records.Batch;
import io.skein.storage.format.SegmentName;
import io.skein.storage.format.SmallFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What stands in the files, as Kafka's own tools expect it. */
class FilesTest {
    private static final String FOLDER = "lines-0";

    private static Story stopped() {
        Story story = new Story(1);
        Log log = story.open();
        for (int i = 0; i < 6; i++) story.append(log, 5, i / 2);
        assertEquals(new Outcome.Done(), story.rig.close(log));
        assertEquals(new Outcome.Done(), story.rig.closeDirectory());
        return story;
    }

    private static String text(Disk disk, String name) throws IOException {
        return new String(bytes(disk, name).array(), StandardCharsets.UTF_8);
    }

    private static ByteBuffer bytes(Disk disk, String name) throws IOException {
        return ByteBuffer.wrap(SmallFile.read(disk, name).orElseThrow());
    }

    @Test
    void theSmallFilesAreReadable() throws IOException {
        Story story = stopped();
        Disk disk = story.rig.disk;
        long end = Batch.nextOffset(ByteBuffer.wrap(story.given.getLast()), 0);
        String owner = text(disk, "lines-0/partition.metadata");
        String pattern = "version: 0\ntopic_id: " + Rig.TOPIC + "\nincarnation: [0-9a-f]{16}\n";
        assertTrue(owner.matches(pattern), owner);
        assertEquals("0\n3\n0 0\n1 20\n2 41\n", text(disk, "lines-0/leader-epoch-checkpoint"));
        String points = text(disk, "recovery-point-offset-checkpoint");
        assertTrue(points.startsWith("0\n1\nlines 0 " + end + " "), points);
        String meta = text(disk, "meta.properties");
        assertTrue(meta.contains("version=1\n") && meta.contains("node.id=1\n"), meta);
        assertTrue(disk.exists("lines-0/00000000000000000000.log"));
    }

    @Test
    void everyIndexEntryPointsAtItsBatch() throws IOException {
        Disk disk = stopped().rig.disk;
        List<Long> bases = LogFolder.segments(disk, FOLDER);
        assertTrue(bases.size() > 2);
        int entries = 0;
        for (long base : bases) {
            ByteBuffer log = bytes(disk, SegmentName.of(FOLDER, base, SegmentName.LOG));
            ByteBuffer index = bytes(disk, SegmentName.of(FOLDER, base, SegmentName.INDEX));
            int last = -1;
            while (index.hasRemaining()) {
                int relative = index.getInt();
                int position = index.getInt();
                assertEquals(base + relative, Batch.lastOffset(log, position));
                assertTrue(relative > last);
                last = relative;
                entries++;
            }
        }
        assertTrue(entries > 10, entries + " entries");
    }

    @Test
    void everyTimeEntryIsTheLatestTimeUpToItsBatch() throws IOException {
        Disk disk = stopped().rig.disk;
        for (long base : LogFolder.segments(disk, FOLDER)) {
            ByteBuffer log = bytes(disk, SegmentName.of(FOLDER, base, SegmentName.LOG));
            ByteBuffer times = bytes(disk, SegmentName.of(FOLDER, base, SegmentName.TIME_INDEX));
            assertTrue(times.hasRemaining(), "at least the entry of its end");
            long timestamp = -1;
            while (times.hasRemaining()) {
                timestamp = times.getLong();
                assertEquals(timestamp, latest(log, base + times.getInt()));
            }
            assertEquals(latest(log, Long.MAX_VALUE), timestamp);
        }
    }

    private static long latest(ByteBuffer log, long upTo) {
        long latest = -1;
        int at = 0;
        while (at < log.limit() && Batch.lastOffset(log, at) <= upTo) {
            latest = Math.max(latest, Batch.maxTimestampMillis(log, at));
            at += (int) Batch.sizeBytes(log, at);
        }
        return latest;
    }
}
