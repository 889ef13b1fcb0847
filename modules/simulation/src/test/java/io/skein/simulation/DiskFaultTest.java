package io.skein.simulation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skein.foundation.world.Disk;
import io.skein.foundation.world.DiskFile;
import io.skein.simulation.CrashPoint.When;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Errors, rot, full disks and crash points. */
class DiskFaultTest {
    private static final String DATA = "data";
    private static final int SYNCED = 1_300;

    private static SimHost host(long seed) {
        return new World(seed).host("n1");
    }

    private static void durable(Disk disk, String name, int count) throws IOException {
        Files.write(disk, name, count);
        disk.syncDirectory("");
    }

    private static void append(Disk disk, String name, int from, int before) throws IOException {
        try (DiskFile file = disk.open(name)) {
            file.write(Files.bytes(from, before - from), from);
        }
    }

    @Test
    void failedSyncsLieLater() throws IOException {
        for (DiskFault fault :
                List.of(
                        DiskFault.SYNC_DROPS_PAGES,
                        DiskFault.SYNC_KEEPS_PAGES,
                        DiskFault.SYNC_WRITES_PARTLY)) {
            SimHost host = host(1);
            SimDisk faults = host.diskFaults(DATA).survival(Survival.ALL);
            Disk disk = host.disk(DATA);
            durable(disk, "log", SYNCED);
            append(disk, "log", SYNCED, 50_000);
            faults.failAt(faults.operations() + 1, fault);
            DiskFile file = disk.open("log");
            assertThrows(Disk.SyncFailed.class, file::sync);
            assertTrue(faults.hasLostSync());
            boolean seen = Arrays.equals(Files.bytes(0, 50_000).array(), Files.read(disk, "log"));
            assertEquals(fault == DiskFault.SYNC_KEEPS_PAGES, seen, fault.name());
            file.sync();
            Optional<String> boot = disk.bootId();
            host.kill();
            host = host.restart();
            assertEquals(boot, host.disk(DATA).bootId());
            assertTrue(faults.hasLostSync(), "no process mends that");
            host.powerCut();
            assertFalse(faults.hasLostSync());
            host = host.restart();
            assertNotEquals(boot, host.disk(DATA).bootId());
            byte[] left = Files.read(host.disk(DATA), "log");
            assertFalse(Arrays.equals(Files.bytes(0, 50_000).array(), left), fault.name());
            assertArrayEquals(Files.bytes(0, SYNCED).array(), Arrays.copyOf(left, SYNCED));
        }
    }

    @Test
    void errorsComeAsOftenAsAsked() throws IOException {
        SimHost host = host(1);
        SimDisk faults = host.diskFaults(DATA);
        Disk disk = host.disk(DATA);
        durable(disk, "log", SYNCED);
        DiskFile file = disk.open("log");
        faults.failReadAt(faults.reads() + 2);
        assertEquals(SYNCED, Files.read(disk, "log").length);
        assertThrows(IOException.class, () -> Files.read(disk, "log"));
        faults.failAt(faults.operations() + 1, DiskFault.FULL);
        assertThrows(Disk.DiskFull.class, () -> file.write(Files.bytes(0, 10), SYNCED));
        faults.failAt(faults.operations() + 1, DiskFault.FULL);
        assertDoesNotThrow(file::sync, "a full disk is never told by a sync");
        faults.faults(DiskFaults.errors(0, 1, 0));
        assertThrows(IOException.class, () -> file.write(Files.bytes(0, 10), SYNCED));
        assertThrows(IOException.class, () -> disk.rename("log", "other"));
        file.sync();
        faults.faults(DiskFaults.errors(1, 0, 1));
        assertThrows(IOException.class, file::sync);
        assertThrows(IOException.class, () -> disk.syncDirectory(""));
        assertThrows(IOException.class, () -> Files.read(disk, "log"));
    }

    /**
     * What a sync has promised holds on any disk, if no sync failed; bytes read are never wrong.
     */
    @Test
    void aDrawnDiskFailsButNeverLies() {
        Gen.check("drawn disks", 300, DiskFaultTest::appendUntilItFails);
    }

    private static void appendUntilItFails(Gen gen) throws IOException {
        SimHost host = host(gen.bits());
        host.diskFaults(DATA).faults(DiskFaults.drawn(gen));
        Disk disk = host.disk(DATA);
        int synced = 0;
        int written = 0;
        try (DiskFile file = disk.create("log")) {
            disk.syncDirectory("");
            while (written < 20_000) {
                file.write(Files.bytes(written, 300), written);
                written += 300;
                if (!gen.flag()) continue;
                file.sync();
                synced = written;
            }
        } catch (IOException failed) {
            assertFalse(String.valueOf(failed.getMessage()).isEmpty());
        }
        host.diskFaults(DATA).faults(DiskFaults.none());
        host.powerCut();
        Disk left = host.restart().disk(DATA);
        if (synced == 0) return;
        byte[] bytes = Arrays.copyOf(Files.read(left, "log"), synced);
        assertArrayEquals(Files.bytes(0, synced).array(), bytes);
    }

    @Test
    void aFullDiskTakesWhatFits() throws IOException {
        SimHost host = host(1);
        host.diskFaults(DATA).capacityBytes(1_000);
        Disk disk = host.disk(DATA);
        DiskFile file = disk.create("log");
        file.write(Files.bytes(0, 800), 0);
        assertEquals(200, disk.freeBytes());
        assertEquals(1_000, disk.totalBytes());
        assertThrows(Disk.DiskFull.class, () -> file.write(Files.bytes(0, 300), 800));
        assertTrue(file.length() <= 1_000);
        assertThrows(Disk.DiskFull.class, () -> file.preallocate(1_001));
        file.write(Files.bytes(0, 800), 0);
        file.sync();
        disk.delete("log");
        assertEquals(1_000, disk.freeBytes());
    }

    @Test
    void rotTurnsBitsOfWhatWasDurable() throws IOException {
        SimHost host = host(1);
        SimDisk faults = host.diskFaults(DATA);
        assertFalse(faults.rot(), "there is nothing yet");
        Disk disk = host.disk(DATA);
        durable(disk, "log", SYNCED);
        assertTrue(faults.rot());
        assertTrue(faults.rot(), "and other bits at once");
        assertFalse(Arrays.equals(Files.bytes(0, SYNCED).array(), Files.read(disk, "log")));
        durable(disk, "other", SYNCED);
        faults.rot("other", 700, 3);
        host.powerCut();
        byte[] left = Files.read(host.restart().disk(DATA), "other");
        assertEquals(Files.at(700) ^ 8, left[700]);
    }

    @Test
    void everyOperationIsACrashPoint() throws IOException {
        SimHost rehearsal = host(1);
        script(rehearsal.disk(DATA));
        long operations = rehearsal.diskFaults(DATA).operations();
        assertEquals(8, operations);
        List<List<String>> states = new ArrayList<>();
        for (long operation = 1; operation <= operations; operation++) {
            for (When when : When.values()) {
                SimHost host = host(1);
                host.diskFaults(DATA)
                        .survival(Survival.ALL)
                        .crashAt(CrashPoint.powerCut(operation, when));
                assertThrows(PowerLost.class, () -> script(host.disk(DATA)));
                assertFalse(host.isAlive());
                Disk disk = host.restart().disk(DATA);
                List<String> state = new ArrayList<>();
                for (String name : disk.list("")) {
                    state.add(name + disk.open(name).length());
                }
                states.add(state);
                script(disk);
            }
        }
        assertEquals(List.of(), states.getFirst(), "before the first operation");
        assertEquals(List.of("log700"), states.getLast(), "after the last");
        assertTrue(states.contains(List.of("log700", "tmp100")), "between the two");
    }

    /** Can be done over whatever it left when it was cut off. */
    private static void script(Disk disk) throws IOException {
        if (disk.exists("log")) disk.delete("log");
        try (DiskFile file = disk.create("log")) {
            file.write(Files.bytes(0, 700), 0);
            file.sync();
        }
        disk.syncDirectory("");
        if (disk.exists("tmp")) disk.delete("tmp");
        try (DiskFile file = disk.create("tmp")) {
            file.write(Files.bytes(0, 100), 0);
        }
        disk.delete("tmp");
        disk.syncDirectory("");
    }

    @Test
    void aCrashInsideAWriteWritesAPrefix() throws IOException {
        TreeSet<Integer> lengths = new TreeSet<>();
        for (int seed = 0; seed < 40; seed++) {
            SimHost host = host(seed);
            host.diskFaults(DATA).crashAt(new CrashPoint(2, When.INSIDE, Death.KILL));
            assertThrows(PowerLost.class, () -> script(host.disk(DATA)));
            byte[] left = Files.read(host.restart().disk(DATA), "log");
            assertArrayEquals(Files.bytes(0, left.length).array(), left);
            lengths.add(left.length);
        }
        assertTrue(lengths.size() > 10, lengths.toString());
    }

    @Test
    void aLaneDoesNotOutliveItsCrashPoint() {
        World world = new World(1);
        SimHost host = world.host("n1");
        host.diskFaults(DATA).crashAt(CrashPoint.powerCut(3, When.AFTER));
        List<String> ran = new ArrayList<>();
        host.lane("commit", 10)
                .post(() -> {
                    Files.write(host.disk(DATA), "log", 100);
                    ran.add("after the sync");
                });
        world.runFor(1_000_000_000L);
        assertEquals(List.of(), ran);
        assertFalse(host.isAlive());
        assertEquals(List.of(), world.failures(), "to lose power is no failure");
    }

    @Test
    void locksEndWithTheirProcessAndDisksCanBeSwapped() throws IOException {
        SimHost host = host(1);
        Disk disk = host.disk(DATA);
        disk.lock("lock");
        durable(disk, "log", 10);
        host.kill();
        host.diskFaults(DATA).wipe();
        Disk next = host.restart().disk(DATA);
        next.lock("lock");
        assertEquals(List.of("lock"), next.list(""));
    }
}
