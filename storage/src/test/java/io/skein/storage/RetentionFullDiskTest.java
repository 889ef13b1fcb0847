package io.skein.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skein.simulation.DiskFault;
import org.junit.jupiter.api.Test;

/** Retention is what makes room again, so a full disk must not stop it for good. */
class RetentionFullDiskTest {
    private static final Retention NOTHING_STAYS = new Retention(-1, 0, 1_000_000);
    private static final int OPERATIONS = 14;

    /** What is refused for lack of room may be done all the same, as the seed has it. */
    @Test
    void whereverItFillsUpAllThatIsKeptIsReadAndTheRestGoesLater() {
        int refused = 0;
        for (int i = 0; i < 4 * OPERATIONS; i++) {
            Story story = new Story(100 + i);
            Log log = story.open();
            for (int batch = 0; batch < 6; batch++) story.append(log, 4, 0);
            story.world.runFor(6_000_000_000L);
            story.disk().failAt(story.disk().operations() + 1 + i / 4, DiskFault.FULL);
            age(story, log);
            long seen = log.start();
            if (seen == 0) refused++;
            assertTrue(story.rig.failures.isEmpty(), "the directory goes on");
            story.rig.all(log, 600);
            TimeResult first =
                    story.rig.<TimeResult>ask(then -> log.offsetForTime(0, log.end(), then));
            assertEquals(seen, assertInstanceOf(TimeResult.Found.class, first).offset());
            age(story, log);
            assertTrue(log.start() >= seen && log.start() > 0, seen + ", then " + log.start());
            story.rig.all(log, 600);
            assertEquals(new Outcome.Done(), story.rig.close(log));
            assertEquals(log.start(), story.rig.log(false).start());
        }
        assertTrue(refused > 3, refused + " times nothing went at first");
    }

    private static void age(Story story, Log log) {
        story.rig.<Retention.Freed>ask(then -> log.age(NOTHING_STAYS, 0, log.durableEnd(), then));
    }
}
