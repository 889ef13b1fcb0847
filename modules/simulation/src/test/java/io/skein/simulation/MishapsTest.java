package io.skein.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skein.foundation.world.Disk;
import io.skein.foundation.world.DiskFile;
import io.skein.simulation.CrashPoint.When;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;

/** What went wrong is counted by its kind, once for each time that it took effect. */
class MishapsTest {
    private static final long SECOND = 1_000_000_000L;

    /** As {@code "this 2, that 1"}. */
    private static String told(SortedMap<String, Long> counts) {
        List<String> told = new ArrayList<>();
        counts.forEach((kind, count) -> told.add(kind + " " + count));
        return String.join(", ", told);
    }

    @Test
    void faultsOfTheNetworkAreCountedWhereSomebodyFeelsThem() {
        Pair pair = new Pair(1);
        pair.world.links().cut("c1", "elsewhere");
        pair.world.links().reset("c1", "n1");
        assertEquals("", told(pair.world.mishaps()), "nobody is there to feel it");
        pair.net.filter(
                "twos",
                (_, message) -> message == 2 ? new Treatment.Late(SECOND) : new Treatment.Usual());
        pair.dial();
        pair.world.runFor(SECOND);
        pair.world.links().cut("c1", "elsewhere");
        pair.world.links().impose(Shape.mute("c1", List.of("n1")));
        pair.send(1, 3);
        pair.world.runFor(30 * SECOND);
        pair.world.links().cut("c1", "n1");
        assertEquals(
                "connection timed out 1, message filtered: twos 1, message held 4, partition mute"
                        + " 1",
                told(pair.world.mishaps()));
    }

    @Test
    void brokenConnectionsAndSingleMessagesAreCounted() {
        Pair pair = new Pair(1);
        pair.net.datagrams(new Datagrams(0.3, 0.5, 0.5, SECOND));
        pair.dial();
        pair.world.runFor(SECOND);
        pair.send(1, 50);
        pair.world.runFor(30 * SECOND);
        pair.world.links().reset("c1", "n1");
        SortedMap<String, Long> met = pair.world.mishaps();
        long lost = met.getOrDefault("message lost", 0L);
        long doubled = met.getOrDefault("message doubled", 0L);
        assertEquals(50 - lost + doubled, pair.arrived.size());
        assertTrue(met.getOrDefault("message late", 0L) > 10);
        assertEquals(1, met.getOrDefault("connection reset", 0L));
        assertEquals(4, met.size(), met.toString());
        pair.world.runFor(SECOND);
        pair.world.links().reset("c1", "n1");
        assertEquals(
                1,
                pair.world.mishaps().getOrDefault("connection reset", 0L),
                "it was broken already");
    }

    @Test
    void faultsOfMachinesAndTheirClocksAreCounted() {
        World world = new World(1, Tempo.calm());
        SimHost host = world.host("n1");
        host.lane("lane", 10);
        host.pause(SECOND);
        host.starve("lane", SECOND);
        host.clock().drift(100);
        host.clock().jumpWall(5);
        host.clock().strobe(5, SECOND, SECOND);
        host.kill();
        host.kill();
        host.pause(SECOND);
        host.diskFaults("data").wipe();
        host.restart().powerCut();
        assertEquals(
                "clock drift 1, date jump 1, date strobe 1, disk wiped 1, kill 1, pause 1, power"
                        + " cut 1, starved lane 1",
                told(world.mishaps()));
    }

    @Test
    void faultsOfDisksAreCounted() throws IOException {
        World world = new World(1, Tempo.calm());
        SimHost host = world.host("n1");
        Disk disk = host.disk("data");
        SimDisk faults = host.diskFaults("data");
        DiskFile file = disk.create("log");
        file.write(Files.bytes(0, 2_000), 0);
        file.sync();
        disk.syncDirectory("");
        assertEquals("", told(world.mishaps()));
        faults.loseNextWrite();
        file.write(Files.bytes(0, 10), 0);
        faults.failNextSync(DiskFault.SYNC_DROPS_PAGES);
        assertThrows(Disk.SyncFailed.class, file::sync);
        faults.failAt(faults.operations() + 1, DiskFault.HANG);
        file.sync();
        faults.roomBytes(0);
        assertThrows(Disk.DiskFull.class, () -> file.write(Files.bytes(0, 10), 5_000));
        assertTrue(faults.rot());
        faults.crashAt(CrashPoint.powerCut(faults.operations() + 1, When.BEFORE));
        assertThrows(PowerLost.class, file::sync);
        assertEquals(
                "crash point 1, disk full 1, disk hangs 1, disk lies: lost 1, disk rots 1, disk"
                        + " sync fails 1, power cut 1",
                told(world.mishaps()));
    }
}
