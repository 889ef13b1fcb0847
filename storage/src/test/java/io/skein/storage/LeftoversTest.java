package io.skein.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skein.simulation.CrashPoint;
import io.skein.storage.format.FileNames;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What interrupted work leaves is gone after the next start, and in nobody's way. */
class LeftoversTest {
    private static final String FOLDER = Rig.NAME.folder();

    private static Log filled(Story story) {
        Log log = story.rig.opened().log(true);
        for (int i = 0; i < 3; i++) {
            assertTrue(story.rig.store(log, Rig.batch(1, 50, i), 0).isPresent());
        }
        return log;
    }

    /** Lets the machine lose its power in every operation of some work; returns how many. */
    private static int crashes(
            Consumer<Story> before, Consumer<Story> work, Consumer<Story> after) {
        int crashes = 0;
        for (CrashPoint.When when : CrashPoint.When.values()) {
            boolean isDead = true;
            for (int operation = 1; isDead; operation++) {
                Story story = new Story(operation);
                before.accept(story);
                long at = story.disk().operations() + operation;
                story.disk().crashAt(CrashPoint.powerCut(at, when));
                try {
                    work.accept(story);
                    isDead = !story.host.isAlive();
                } catch (Rig.Gone died) {
                    isDead = true;
                }
                if (!isDead) continue;
                crashes++;
                story.restart();
                story.rig.opened();
                after.accept(story);
            }
        }
        return crashes;
    }

    private static List<String> names(Story story, String folder) {
        try {
            return story.rig.disk.list(folder);
        } catch (IOException failed) {
            throw new AssertionError(failed);
        }
    }

    @Test
    void aLogIsRemovedAsAWholeOrNotAtAll() {
        int crashes =
                crashes(
                        story -> story.rig.close(filled(story)),
                        story -> story.rig.delete(),
                        LeftoversTest::assertThereOrGone);
        assertTrue(crashes > 12, crashes + " crashes");
    }

    private static void assertThereOrGone(Story story) {
        List<String> names = names(story, "");
        assertTrue(names.stream().noneMatch(name -> name.endsWith("-delete")), names.toString());
        switch (story.rig.open(false)) {
            case LogOpening.Opened(Log log) -> assertEquals(3, log.end());
            case LogOpening.Lost() -> assertEquals(0, story.rig.log(true).end());
            case LogOpening other -> throw new AssertionError(other);
        }
    }

    @Test
    void aLogThatWasHalfMadeIsMade() {
        int crashes =
                crashes(
                        story -> story.rig.opened(),
                        story -> story.rig.open(true),
                        LeftoversTest::assertCanBeMade);
        assertTrue(crashes > 12, crashes + " crashes");
    }

    private static void assertCanBeMade(Story story) {
        Rig rig = story.rig;
        Log log = rig.log(true);
        assertEquals(0, log.end());
        assertTrue(rig.store(log, Rig.batch(1, 50, 1), 0).isPresent());
        assertEquals(new Outcome.Done(), rig.close(log));
        assertEquals(1, rig.log(false).end());
    }

    @Test
    void filesThatWereNotFinishedGo() throws IOException {
        Story story = new Story(1);
        filled(story);
        story.restart();
        List<String> made = new ArrayList<>();
        for (String each :
                List.of("00000000000000000000.index.tmp", "00000000000000000000.log.cleaned")) {
            made.add(FOLDER + "/" + each);
        }
        made.add(FileNames.RECOVERY_POINTS + ".tmp");
        for (String each : made) story.rig.disk.create(each).close();
        assertInstanceOf(LogOpening.Opened.class, story.rig.opened().open(false));
        for (String each : made) assertFalse(story.rig.disk.exists(each), each);
    }
}
