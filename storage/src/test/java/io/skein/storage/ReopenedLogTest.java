package io.skein.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skein.simulation.SimHost;
import io.skein.simulation.Survival;
import io.skein.simulation.Tempo;
import io.skein.simulation.World;
import org.junit.jupiter.api.Test;

/** A log that is closed and opened again while its directory goes on. */
class ReopenedLogTest {
    private static final StorageSettings JOURNALED =
            Rig.BOUNDS.withJournal(new JournalSettings(JournalSettings.Use.ALWAYS, 16 << 10, 2));

    private final World world = new World(1, Tempo.calm());
    private SimHost host = world.host("a");
    private Rig rig = Rig.simulated(world, host, JOURNALED).opened();

    /** Its frames from before are in the journal still, and the saved points do not say more. */
    @Test
    void itsOldFramesAreNotPutIntoWhatCompactionMade() {
        host.diskFaults(Rig.PATH).survival(Survival.NONE);
        Log first = rig.log(true);
        for (int i = 0; i < 20; i++) {
            rig.store(first, Keyed.batch("v".repeat(300), "abc".substring(i % 3, i % 3 + 1)), 0);
            assertTrue(rig.settle(first, first.end()));
        }
        assertTrue(rig.directory().figures().journalSyncs().sum() > 0, "there are frames");
        assertEquals(new Outcome.Done(), rig.close(first));
        Log again = rig.log(false);
        assertInstanceOf(
                CompactionResult.Done.class, Keyed.compact(rig, again, Keyed.THOROUGH, Keyed.NOW));
        String left = Keyed.shape(rig, again);
        host.powerCut();
        host = host.restart();
        rig = Rig.simulated(world, host, JOURNALED).opened();
        assertEquals(left, Keyed.shape(rig, rig.log(false)));
    }
}
