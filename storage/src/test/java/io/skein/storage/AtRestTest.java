package io.skein.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skein.foundation.Uuid;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What logs cost that nobody uses. */
class AtRestTest {
    private static final int LOGS = 8;
    private static final long SECOND_NANOS = 1_000_000_000L;
    private static final long MINUTE_NANOS = 60 * SECOND_NANOS;

    private Story story = new Story(1);

    private Log make(int partition) {
        LogName name = new LogName("logs", partition);
        LogOpening opening = story.rig.open(new LogOrder(name, new Uuid(7, 9), true, Rig.SMALL));
        return ((LogOpening.Opened) opening).log();
    }

    private int openFiles() {
        return story.disk().openFiles();
    }

    /** Nothing is left open that was written or read. */
    private void rest(int alwaysOpen) {
        story.world.runFor(MINUTE_NANOS);
        assertEquals(alwaysOpen, openFiles());
        long events = story.world.events();
        story.world.runFor(60 * MINUTE_NANOS);
        assertEquals(events, story.world.events(), "there is no timer");
    }

    private void tell(StorageSettings settings, int journalFiles) {
        story = new Story(1, settings.withOpenFiles(100));
        story.rig.opened();
        rest(0);
        List<Log> logs = new ArrayList<>();
        for (int i = 0; i < LOGS; i++) logs.add(make(i));
        for (Log log : logs) {
            for (int i = 0; i < 6; i++) story.rig.store(log, Rig.batch(1, 1500, i), 0);
        }
        assertTrue(openFiles() >= LOGS + journalFiles);
        rest(journalFiles);
        for (Log log : logs) assertFalse(story.rig.all(log, 4096).isEmpty());
        assertTrue(openFiles() >= LOGS + journalFiles);
        rest(journalFiles);
        // One that is in use stays open, beside others that are not.
        for (int i = 0; i < 20; i++) {
            story.rig.all(logs.getFirst(), 4096);
            story.world.runFor(SECOND_NANOS);
            assertTrue(openFiles() > journalFiles);
        }
        rest(journalFiles);
    }

    @Test
    void logsAtRestHaveNoFileOpenAndNoTimer() {
        tell(Rig.BOUNDS, 0);
    }

    @Test
    void withAJournalItsOwnFilesStayOpen() {
        tell(Rig.JOURNALED, 2);
    }
}
