package io.skein.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skein.foundation.world.DiskFile;
import io.skein.records.BatchRewrite;
import io.skein.storage.LogSettings.SegmentAge;
import io.skein.storage.Retention.Freed;
import io.skein.storage.format.SegmentName;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** When a segment is closed. */
class RollTest {
    private static final long SECOND_NANOS = 1_000_000_000L;
    private static final long NOW = 1_700_000_000_000L;
    private static final long HOUR = 3_600_000L;
    private static final Retention NEVER = new Retention(-1, -1, 0);

    private final Story story = new Story(1);
    private final Rig rig = story.rig;

    private void age(Log log, long nowMillis) {
        Freed freed = rig.<Freed>ask(then -> log.age(NEVER, nowMillis, log.durableEnd(), then));
        assertEquals(Freed.NOTHING, freed);
        story.world.runFor(SECOND_NANOS);
    }

    private List<Long> bases() throws IOException {
        return LogFolder.segments(rig.disk, Rig.NAME.folder());
    }

    @Test
    void anIdleLogBeginsANewSegmentInTime() throws IOException {
        Log log = rig.opened().log(true);
        for (int i = 0; i < 2; i++) {
            assertTrue(rig.store(log, Rig.batch(1, 500, NOW), 0).isPresent());
        }
        SegmentAge age = new SegmentAge(HOUR, HOUR / 2);
        log.configure(new LogSettings(4096, 1 << 20, 256, age));
        age(log, NOW);
        age(log, NOW + HOUR / 2 - 1);
        assertEquals(List.of(0L), bases(), "not before the jitter allows it");
        age(log, NOW + HOUR);
        assertEquals(List.of(0L, 2L), bases());
        age(log, NOW + 9 * HOUR);
        assertEquals(List.of(0L, 2L), bases(), "an empty segment does not get old");
    }

    @Test
    void aSegmentIsFilledToTheLastByte() throws IOException {
        Log log = rig.opened().log(true);
        int bytes = Rig.batch(1, 600, NOW).remaining();
        log.configure(new LogSettings(3 * bytes, 1 << 20, 256, SegmentAge.NEVER));
        for (int i = 0; i < 7; i++) {
            assertTrue(rig.store(log, Rig.batch(1, 600, NOW), 0).isPresent());
        }
        assertEquals(List.of(0L, 3L, 6L), bases());
        log.configure(new LogSettings(3 * bytes - 1, 1 << 20, 256, SegmentAge.NEVER));
        for (int i = 0; i < 2; i++) {
            assertTrue(rig.store(log, Rig.batch(1, 600, NOW), 0).isPresent());
        }
        assertEquals(List.of(0L, 3L, 6L, 8L), bases());
    }

    /** An index counts offsets from the first of its segment, in 31 bits. */
    @Test
    void aSegmentHasNoMoreOffsetsThanItsIndexCanName() throws IOException {
        long first = 5_000_000_000L;
        Log log = rig.opened().log(true);
        rig.<TruncateResult>ask(then -> log.truncation().wholly(first, then));
        long half = 1L << 30;
        for (int i = 0; i < 4; i++) {
            assertTrue(rig.store(log, BatchRewrite.filler(0, half - 1, 0), 0).isPresent());
        }
        long full = first + 2 * half;
        assertEquals(List.of(first, full), bases());
        assertTrue(rig.store(log, Rig.batch(1, 100, NOW), 0).isPresent());
        assertEquals(List.of(first, full, full + 2 * half), bases());
        assertEquals(5, rig.all(log, 100).size());
        story.restart();
        Log again = story.rig.opened().log(false);
        assertEquals(full + 2 * half + 1, again.end());
        assertEquals(5, story.rig.all(again, 100).size());
    }

    @Test
    void aClockThatWasAheadOnceDelaysNothing() throws IOException {
        Log log = rig.opened().log(true);
        long ahead = NOW + 100 * HOUR;
        assertTrue(rig.store(log, Rig.batch(1, 500, ahead), 0).isPresent());
        log.configure(new LogSettings(4096, 1 << 20, 256, new SegmentAge(HOUR, 0)));
        age(log, ahead + 1);
        age(log, NOW);
        age(log, NOW + HOUR - 1);
        assertEquals(List.of(0L), bases());
        age(log, NOW + HOUR);
        assertEquals(List.of(0L, 1L), bases());
    }

    @Test
    void aFullIndexBeginsANewSegment() throws IOException {
        Log log = rig.opened().log(true);
        log.configure(new LogSettings(1 << 20, 48, 0, SegmentAge.NEVER));
        for (int i = 0; i < 20; i++) {
            assertTrue(rig.store(log, Rig.batch(1, 10, NOW + i), 0).isPresent());
        }
        assertEquals(List.of(0L, 13L, 17L), bases());
        for (long base : bases()) {
            for (String kind : List.of(SegmentName.INDEX, SegmentName.TIME_INDEX)) {
                String index = SegmentName.of(Rig.NAME.folder(), base, kind);
                if (!rig.disk.exists(index)) continue;
                try (DiskFile file = rig.disk.open(index)) {
                    assertTrue(file.length() <= 48, index + " has " + file.length());
                }
            }
        }
        assertEquals(20, rig.all(log, 100).size());
    }

    @Test
    void manyLogsMadeTogetherDoNotGetOldTogether() {
        SegmentAge age = new SegmentAge(1_000, 500);
        long early = 0;
        for (int i = 0; i < 200; i++) {
            LogName name = new LogName("t", i);
            assertFalse(age.isReached(499, name, 0));
            assertTrue(age.isReached(1_000, name, 0));
            if (age.isReached(750, name, 0)) early++;
        }
        assertTrue(early > 50 && early < 150, early + " of 200");
    }
}
