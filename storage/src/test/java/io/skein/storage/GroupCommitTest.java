package io.skein.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skein.simulation.SimHost;
import io.skein.simulation.Tempo;
import io.skein.simulation.World;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

/** Many appends, one sync. */
class GroupCommitTest {
    private static final int APPENDS = 20;

    private final World world = new World(1, Tempo.calm());
    private final SimHost host = world.host("a");
    private final Rig rig = Rig.simulated(world, host, Rig.BOUNDS).opened();
    private final Log log = rig.log(true);

    @Test
    void whatIsAppendedInOneTurnSharesOneSync() {
        long operations = operations();
        rig.ask(then -> {
            for (int i = 0; i < APPENDS; i++) append(i);
            then.accept(log.end());
        });
        assertOneSync(operations);
    }

    /** Each in a turn of its own, as requests come; the disk had other things to do meanwhile. */
    @Test
    void whatIsAppendedWhileTheDiskIsBusySharesTheNextSync() {
        long operations = operations();
        host.starve("commit-0", 50_000_000);
        for (int i = 0; i < APPENDS; i++) rig.append(log, batch(i), 0);
        assertEquals(0, log.durableEnd());
        assertOneSync(operations);
    }

    private void append(int number) {
        assertInstanceOf(AppendResult.Appended.class, log.append(batch(number), 0));
    }

    private static ByteBuffer batch(int number) {
        return Rig.batch(1, 10, 1 + number);
    }

    private long operations() {
        return host.diskFaults(Rig.PATH).operations();
    }

    /** A write and a sync for each would be more than these operations. */
    private void assertOneSync(long operationsBefore) {
        assertTrue(rig.settle(log, APPENDS));
        assertEquals(1, rig.directory().figures().syncs().sum());
        long operations = operations() - operationsBefore;
        assertTrue(operations < 2 * APPENDS, operations + " operations of the disk");
    }
}
