package io.skein.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skein.foundation.world.DiskFile;
import io.skein.records.BatchBuilder;
import io.skein.records.Codec;
import io.skein.records.Payload;
import io.skein.records.ProducerStamp;
import io.skein.storage.LogSettings.SegmentAge;
import io.skein.storage.format.SegmentName;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The index of a closed segment, from its files or, where those do not do, made again. */
class SegmentIndexesTest {
    private static final String FOLDER = Rig.NAME.folder();

    private final Story story = new Story(1, StorageSettings.DEFAULT);
    private final Rig rig = story.rig;

    /** Small batches, one that is larger than what is read at once, and small ones again. */
    @BeforeEach
    void fill() {
        LogSettings settings = LogSettings.ofSegments(2 << 20, SegmentAge.NEVER);
        LogOpening made = rig.opened().open(new LogOrder(Rig.NAME, Rig.TOPIC, true, settings));
        Log log = assertInstanceOf(LogOpening.Opened.class, made).log();
        for (int i = 0; i < 120; i++) {
            int bytes = i % 40 == 20 ? 1_500_000 : 100 + 50 * i;
            BatchBuilder builder = new BatchBuilder(Codec.NONE, 2 << 20);
            builder.add(1_000 + i, Payload.ABSENT, Payload.of(new byte[bytes]), List.of());
            assertTrue(rig.store(log, builder.finish(ProducerStamp.NONE), 0).isPresent());
        }
        assertEquals(new Outcome.Done(), rig.close(log));
    }

    private static String name(long base, String kind) {
        return SegmentName.of(FOLDER, base, kind);
    }

    private SegmentIndexes.Pair of(SegmentIndexes indexes, long base) throws IOException {
        try (DiskFile log = rig.disk.open(name(base, SegmentName.LOG))) {
            int bytes = (int) log.length();
            ReadOrder order = new ReadOrder(FOLDER, base, bytes, base, 0, 1, Optional.empty());
            return indexes.of(order, log);
        }
    }

    private List<Long> closed() throws IOException {
        List<Long> bases = LogFolder.segments(rig.disk, FOLDER);
        assertTrue(bases.size() > 1, bases.toString());
        return bases.subList(0, bases.size() - 1);
    }

    @Test
    void onesThatAreMissingOrSenselessAreMadeAsTheyWere() throws IOException {
        for (long base : closed()) {
            SegmentIndexes.Pair written = of(new SegmentIndexes(rig.disk, 9), base);
            assertTrue(written.offsets().limit() > 80 && written.times().limit() > 120);
            for (String kind : List.of(SegmentName.INDEX, SegmentName.TIME_INDEX)) {
                byte[] sound = bytes(name(base, kind));
                for (int length : new int[] {0, sound.length - 1}) {
                    rig.disk.delete(name(base, kind));
                    try (DiskFile file = rig.disk.create(name(base, kind))) {
                        file.write(ByteBuffer.wrap(sound, 0, length), 0);
                    }
                    assertEquals(written, of(new SegmentIndexes(rig.disk, 9), base), kind);
                }
                rig.disk.delete(name(base, kind));
                assertEquals(written, of(new SegmentIndexes(rig.disk, 9), base), kind);
                try (DiskFile file = rig.disk.create(name(base, kind))) {
                    file.write(ByteBuffer.wrap(sound), 0);
                }
            }
        }
    }

    private byte[] bytes(String name) throws IOException {
        try (DiskFile file = rig.disk.open(name)) {
            ByteBuffer all = ByteBuffer.allocate((int) file.length());
            file.read(all, 0);
            return Rig.bytes(all.flip());
        }
    }

    @Test
    void theLongestUnusedGoesFirst() throws IOException {
        SegmentIndexes indexes = new SegmentIndexes(rig.disk, 1);
        SegmentIndexes.Pair first = of(indexes, 0);
        assertSame(first, of(indexes, 0));
        of(indexes, closed().get(1));
        SegmentIndexes.Pair again = of(indexes, 0);
        assertEquals(first, again);
        assertNotSame(first, again, "mapped anew");
        indexes.forget(FOLDER, 0);
        assertNotSame(again, of(indexes, 0));
    }
}
