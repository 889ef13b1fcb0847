package io.skein.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skein.foundation.world.Disk;
import io.skein.simulation.Survival;
import io.skein.storage.journal.Journal;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A journal that is not there any more, or of another size: whom that concerns, and until when. */
class JournalLostTest {
    private static final long SECOND_NANOS = 1_000_000_000L;

    private final JournalLives lives = new JournalLives();

    /** As somebody would who needs the room. */
    private void lose() throws IOException {
        Disk disk = lives.host.disk(Rig.PATH);
        for (String file : disk.list(Journal.FOLDER)) disk.delete(Journal.FOLDER + "/" + file);
        disk.syncDirectory(Journal.FOLDER);
    }

    /** Lets the points speak of frames. */
    private void rest() {
        lives.world.runFor(11 * SECOND_NANOS);
    }

    /** Two logs whose records may be in the journal alone, and a start without it. */
    private void crashAndLose() throws IOException {
        lives.make("a", "b");
        lives.write("a", "b");
        rest();
        lives.host.kill();
        lives.host = lives.host.restart();
        lose();
        lives.restart();
    }

    private void assertOpen(String... topics) {
        for (String topic : topics) assertTrue(lives.ends(topic) > 0, topic);
    }

    private void assertDamaged(String topic) {
        LogOpening opening = lives.open(topic, false);
        assertInstanceOf(LogOpening.Damaged.class, opening, topic + ": " + opening);
    }

    private long journalSyncs() {
        return lives.rig.directory().figures().journalSyncs().sum();
    }

    @Test
    void afterAnOrderlyStopItIsNotMissedAndLaterLivesDoNotMissItEither() throws IOException {
        lives.make("a", "b");
        lives.write("a", "b");
        lives.stop();
        lose();
        lives.restart();
        assertOpen("a", "b");
        lives.make("c");
        rest();
        lives.powerCut(Survival.NONE);
        assertOpen("a", "b", "c");
        lives.write("a", "b", "c");
        lives.write("a", "b", "c");
        assertTrue(journalSyncs() > 0, "there is a new one");
    }

    @Test
    void aJournalOfAnotherSizeIsNotMissed() {
        lives.make("a", "b");
        lives.write("a", "b");
        rest();
        JournalSettings larger = new JournalSettings(JournalSettings.Use.ALWAYS, 32 << 10, 2);
        lives.configure(JournalLives.ROOMY.withJournal(larger));
        lives.powerCut(Survival.NONE);
        lives.powerCut(Survival.NONE);
        assertEquals(2, lives.ends("a"));
        assertEquals(2, lives.ends("b"));
    }

    /**
     * What the journal alone had is told of at each start, and what came later is left in peace.
     */
    @Test
    void afterACrashItIsMissedByThoseThatMayHaveBeenInIt() throws IOException {
        crashAndLose();
        assertDamaged("a");
        lives.make("c");
        lives.write("c");
        lives.powerCut(Survival.NONE);
        assertEquals(2, lives.ends("c"));
        assertDamaged("a");
        lives.write("c");
        lives.stop();
        lives.restart();
        assertEquals(3, lives.ends("c"));
        assertDamaged("b");
    }

    /**
     * Nobody has to tidy up: there is a journal again when those are gone that miss the old one.
     */
    @Test
    void itIsMadeAnewOnceNobodyMissesIt() throws IOException {
        crashAndLose();
        for (String topic : List.of("a", "b")) {
            assertDamaged(topic);
            lives.delete(topic);
            lives.make(topic);
        }
        lives.write("a", "b");
        assertEquals(0, journalSyncs());
        rest();
        lives.powerCut(Survival.NONE);
        assertOpen("a", "b");
        lives.write("a", "b");
        lives.write("a", "b");
        assertTrue(journalSyncs() > 0, "there is a new one");
        lives.powerCut(Survival.NONE);
        assertEquals(4, lives.ends("a"));
    }
}
