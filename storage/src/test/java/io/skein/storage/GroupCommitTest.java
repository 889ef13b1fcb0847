package io.skein.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skein.simulation.SimDisk;
import io.skein.simulation.SimHost;
import io.skein.simulation.Tempo;
import io.skein.simulation.World;
import org.junit.jupiter.api.Test;

/** Many appends, one sync. */
class GroupCommitTest {
    private static final int APPENDS = 20;

    @Test
    void whatIsAppendedInOneTurnSharesOneSync() {
        World world = new World(1, Tempo.calm());
        SimHost host = world.host("a");
        Rig rig = Rig.simulated(world, host, Rig.BOUNDS).opened();
        Log log = rig.log(true);
        rig.store(log, Rig.batch(1, 10, 1), 0);
        SimDisk disk = host.diskFaults(Rig.PATH);
        long operations = disk.operations();
        long syncs = rig.directory().figures().syncs().sum();
        long end = rig.<Long>ask(then -> then.accept(appendMany(log)));
        assertTrue(rig.settle(log, end));
        assertEquals(1, rig.directory().figures().syncs().sum() - syncs);
        long taken = disk.operations() - operations;
        assertTrue(taken < APPENDS, taken + " operations of the disk for " + APPENDS + " appends");
    }

    private static long appendMany(Log log) {
        for (int i = 0; i < APPENDS; i++) {
            assertInstanceOf(AppendResult.Appended.class, log.append(Rig.batch(1, 10, 2 + i), 0));
        }
        return log.end();
    }
}
