package io.skein.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skein.records.BatchBuilder;
import io.skein.records.BatchRecord;
import io.skein.records.Codec;
import io.skein.records.Payload;
import io.skein.records.ProducerStamp;
import io.skein.storage.CompactionResult.Done;
import io.skein.storage.format.IndexEntries;
import io.skein.storage.format.SegmentName;
import io.skein.storage.format.SmallFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A segment that is written anew in many pieces, with a batch larger than one. */
class LargeCompactionTest {
    /** Few entries, so that only the last one of the time index tells of the last batch. */
    private static final LogSettings SEGMENTS =
            new LogSettings(14 << 20, 1 << 20, 1 << 20, LogSettings.SegmentAge.NEVER);

    private final Story story = new Story(1, Rig.LARGE);
    private final NavigableMap<Long, BatchRecord> given = new TreeMap<>();

    private Log open(boolean isNew) {
        LogOrder order = new LogOrder(Rig.NAME, Rig.TOPIC, isNew, SEGMENTS);
        return assertInstanceOf(LogOpening.Opened.class, story.rig.opened().open(order)).log();
    }

    private void append(Log log, String key, int bytes) {
        byte[] value = new byte[bytes];
        for (int i = 0; i < bytes; i += 97) value[i] = (byte) (log.end() + i);
        BatchBuilder builder = new BatchBuilder(Codec.NONE, 4 << 20);
        long time = Keyed.NOW + log.end();
        builder.add(time, Payload.of(key), Payload.of(value), List.of());
        long offset = log.end();
        assertTrue(story.rig.store(log, builder.finish(ProducerStamp.NONE), 0).isPresent());
        given.put(
                offset,
                new BatchRecord(offset, time, Payload.of(key), Payload.of(value), List.of()));
    }

    /** Of those in closed segments, which end here, the newest of each key stays. */
    private void dropSuperseded(long active) {
        Map<Payload, Long> newest = new HashMap<>();
        given.headMap(active).forEach((offset, record) -> newest.put(record.key(), offset));
        given.headMap(active)
                .values()
                .removeIf(record -> newest.getOrDefault(record.key(), -1L) > record.offset());
    }

    private void assertAllThere(Log log) {
        Map<Long, BatchRecord> found = Keyed.records(story.rig, log);
        assertEquals(given.keySet(), found.keySet());
        found.forEach((offset, record) -> {
            Optional<Payload> expected =
                    Optional.ofNullable(given.get(offset)).map(BatchRecord::value);
            assertEquals(expected, Optional.of(record.value()), "offset " + offset);
        });
    }

    @Test
    void allOfItIsThereAndDurable(@TempDir Path folder) throws IOException {
        Log log = open(true);
        append(log, "old", 400_000);
        append(log, "huge", 1_500_000);
        for (int i = 0; i < 27; i++) append(log, i % 9 == 3 ? "old" : "key " + i, 380_000 + i);
        append(log, "last", 10);
        for (int i = 0; i < 6; i++) append(log, "old", 500_000);
        assertEquals(2, LogFolder.segments(story.rig.disk, Rig.NAME.folder()).size());
        Done done =
                assertInstanceOf(
                        Done.class,
                        Keyed.compact(story.rig, log, Keyed.THOROUGH, Keyed.NOW + 1_000));
        assertTrue(done.writtenBytes() > 10_000_000, done.toString());
        long active = LogFolder.segments(story.rig.disk, Rig.NAME.folder()).getLast();
        dropSuperseded(active);
        assertAllThere(log);
        String times = SegmentName.of(Rig.NAME.folder(), 0, SegmentName.TIME_INDEX);
        ByteBuffer entries = ByteBuffer.wrap(SmallFile.read(story.rig.disk, times).orElseThrow());
        int last = entries.limit() - IndexEntries.TIME_ENTRY_BYTES;
        assertEquals(Keyed.NOW + active - 1, IndexEntries.timestamp(entries, last));
        story.host.powerCut();
        story.restart();
        assertAllThere(open(false));
        story.host.powerCut();
        story.restart();
        Lying files = Lying.of(folder.resolve("data"), story);
        files.verify();
        assertEquals(List.of(), files.problems());
    }
}
