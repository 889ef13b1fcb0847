package io.skein.simulation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skein.foundation.BrokenInvariant;
import io.skein.foundation.world.Disk;
import io.skein.foundation.world.DiskFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a disk does and does not tell: no sync protects from it, and nobody gets an error. */
class DiskLiesTest {
    private static final int SECTOR = SectorFile.SECTOR;
    private static final int LENGTH = 8 * SECTOR;

    private SimHost host = new World(1).host("n1");
    private Disk disk = host.disk("data");
    private final SimDisk lies = host.diskFaults("data").survival(Survival.ALL);

    private void restarted() {
        host.powerCut();
        host = host.restart();
        disk = host.disk("data");
    }

    private static byte[] filled(int count, int with) {
        byte[] bytes = new byte[count];
        Arrays.fill(bytes, (byte) with);
        return bytes;
    }

    private void write(String name, int position, byte[] bytes) throws IOException {
        try (DiskFile file = disk.open(name)) {
            file.write(ByteBuffer.wrap(bytes), position);
            file.sync();
        }
    }

    private void durable(String name) throws IOException {
        Files.write(disk, name, LENGTH);
        disk.syncDirectory("");
    }

    private static int differing(byte[] these, byte[] those) {
        int differing = Math.abs(these.length - those.length);
        for (int i = 0; i < Math.min(these.length, those.length); i++) {
            if (these[i] != those[i]) differing++;
        }
        return differing;
    }

    @Test
    void aLostWriteIsAcknowledgedSyncedAndNeverThere() throws IOException {
        durable("log");
        byte[] old = Files.read(disk, "log");
        lies.loseNextWrite();
        write("log", SECTOR, filled(SECTOR, -1));
        assertEquals(1, lies.liesMet());
        assertEquals(0, lies.faultsMet(), "nothing has failed");
        restarted();
        assertArrayEquals(old, Files.read(disk, "log"));
        write("log", SECTOR, filled(SECTOR, -1));
        restarted();
        assertEquals(SECTOR, differing(old, Files.read(disk, "log")), "the next is written");
    }

    @Test
    void aLostWriteMayGoOnToBeSeenForAWhile() throws IOException {
        int seen = 0;
        for (int seed = 0; seed < 40; seed++) {
            SimHost other = new World(seed).host("n1");
            Files.write(other.disk("data"), "log", LENGTH);
            other.diskFaults("data").loseNextWrite();
            DiskFile file = other.disk("data").open("log");
            file.write(ByteBuffer.wrap(filled(1, -1)), 700);
            file.sync();
            if (Files.read(other.disk("data"), "log")[700] == -1) seen++;
        }
        assertTrue(seen > 10 && seen < 30, "seen " + seen);
    }

    @Test
    void anAppendThatIsLostLeavesZeros() throws IOException {
        durable("log");
        lies.loseNextWrite();
        write("log", LENGTH, filled(SECTOR, -1));
        restarted();
        byte[] left = Files.read(disk, "log");
        assertEquals(LENGTH + SECTOR, left.length);
        assertArrayEquals(new byte[SECTOR], Arrays.copyOfRange(left, LENGTH, left.length));
    }

    @Test
    void aMisdirectedWriteComesDownSomewhereElse() throws IOException {
        int inAnother = 0;
        int inTheSame = 0;
        for (int seed = 0; seed < 40; seed++) {
            SimHost other = new World(seed).host("n1");
            Disk fresh = other.disk("data");
            Files.write(fresh, "a", LENGTH);
            Files.write(fresh, "b", LENGTH);
            fresh.syncDirectory("");
            byte[] old = Files.read(fresh, "a");
            other.diskFaults("data").misdirectNextWrite();
            try (DiskFile file = fresh.open("a")) {
                file.write(ByteBuffer.wrap(filled(SECTOR, -1)), 3 * SECTOR);
                file.sync();
            }
            other.powerCut();
            Disk left = other.restart().disk("data");
            byte[] a = Files.read(left, "a");
            int differing = differing(old, a);
            assertEquals(SECTOR, differing + differing(old, Files.read(left, "b")));
            assertEquals(old[3 * SECTOR], a[3 * SECTOR], "not where it belongs");
            if (differing > 0) inTheSame++;
            else inAnother++;
        }
        assertTrue(inTheSame > 8 && inAnother > 8, inTheSame + " and " + inAnother);
    }

    @Test
    void aStaleReadGivesWhatWasThereBeforeAndOnlyOnce() throws IOException {
        durable("log");
        byte[] old = Files.read(disk, "log");
        write("log", 0, filled(LENGTH, -1));
        lies.failNextRead(ReadFault.STALE);
        byte[] read = Files.read(disk, "log");
        int stale = 0;
        for (int sector = 0; sector < 8; sector++) {
            byte[] part = Arrays.copyOfRange(read, sector * SECTOR, (sector + 1) * SECTOR);
            byte[] before = Arrays.copyOfRange(old, sector * SECTOR, (sector + 1) * SECTOR);
            if (Arrays.equals(before, part)) stale++;
            else assertArrayEquals(filled(SECTOR, -1), part, "one or the other");
        }
        assertTrue(stale > 0, "some sector is old");
        assertEquals(1, lies.liesMet());
        assertArrayEquals(filled(LENGTH, -1), Files.read(disk, "log"));
    }

    @Test
    void whatIsInMemoryIsNeverStale() throws IOException {
        durable("log");
        try (DiskFile file = disk.open("log")) {
            file.write(ByteBuffer.wrap(filled(LENGTH, -1)), 0);
        }
        lies.failNextRead(ReadFault.STALE);
        assertArrayEquals(filled(LENGTH, -1), Files.read(disk, "log"));
    }

    @Test
    void aGarbledReadIsRightTheNextTime() throws IOException {
        durable("log");
        byte[] right = Files.read(disk, "log");
        for (int i = 0; i < 20; i++) {
            lies.failNextRead(ReadFault.GARBLED);
            assertEquals(1, differing(right, Files.read(disk, "log")), "one byte is wrong");
            assertArrayEquals(right, Files.read(disk, "log"));
        }
        lies.failNextRead(ReadFault.ERROR);
        assertThrows(Disk.ReadFailed.class, () -> Files.read(disk, "log"));
    }

    @Test
    void liesComeAsOftenAsAskedAndTheFullDiskStaysFull() throws IOException {
        durable("log");
        lies.lies(new DiskLies(0.25, 0, 0, 0));
        DiskFile file = disk.open("log");
        for (int i = 0; i < 400; i++) file.write(ByteBuffer.wrap(filled(1, -1)), i);
        assertTrue(lies.liesMet() > 70 && lies.liesMet() < 130, "lies " + lies.liesMet());
        lies.lies(new DiskLies(1, 1, 1, 1)).roomBytes(0);
        assertThrows(Disk.DiskFull.class, () -> file.write(Files.bytes(0, 10), LENGTH));
        long before = lies.liesMet();
        lies.mend();
        write("log", 0, filled(LENGTH, -1));
        Files.read(disk, "log");
        assertEquals(before, lies.liesMet(), "mended");
    }

    @Test
    void aSectorSpoilsAsAWhole() throws IOException {
        assertFalse(lies.spoil(), "there is none yet");
        durable("log");
        byte[] right = Files.read(disk, "log");
        assertTrue(lies.spoil());
        restarted();
        byte[] left = Files.read(disk, "log");
        assertTrue(differing(right, left) > SECTOR * 9 / 10, "all of it");
        assertTrue(differing(right, left) <= SECTOR, "and nothing else");
    }

    @Test
    void aDiskRollsBackToWhatItWas() throws IOException {
        disk.makeDirectory("d");
        disk.syncDirectory("");
        Files.write(disk, "d/log", LENGTH);
        disk.syncDirectory("d");
        Files.write(disk, "unsynced", 10);
        DiskImage image = lies.image();
        String boot = disk.bootId().orElseThrow();
        byte[] old = Files.read(disk, "d/log");
        for (int i = 0; i < 2; i++) {
            write("d/log", 0, filled(LENGTH, -1));
            Files.write(disk, "later", 10);
            disk.syncDirectory("");
            assertThrows(BrokenInvariant.class, () -> lies.rollBack(image), "it is in use");
            host.kill();
            lies.rollBack(image);
            host = host.restart();
            disk = host.disk("data");
            assertEquals(List.of("d"), disk.list(""));
            assertArrayEquals(old, Files.read(disk, "d/log"));
            assertNotEquals(boot, disk.bootId().orElseThrow(), "the machine was off");
        }
        disk.rename("d/log", "d/renamed");
        disk.syncDirectory("d");
        restarted();
        assertEquals(List.of("renamed"), disk.list("d"), "names go on as names do");
    }
}
