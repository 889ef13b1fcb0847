package io.skein.simulation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skein.foundation.world.Disk;
import io.skein.foundation.world.DiskFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What power cuts and faults leave behind. */
class SimDiskTest {
    private static final String DATA = "data";
    private static final int SYNCED = 1_300;
    private static final int WRITTEN = 5_000;

    private static SimHost host(long seed) {
        return new World(seed).host("n1");
    }

    /** What a story does to a disk. */
    private interface Story {
        void on(Disk disk) throws IOException;
    }

    /** The disk as it is after the story and a power cut. */
    private static Disk after(long seed, Story story) throws IOException {
        SimHost host = host(seed);
        story.on(host.disk(DATA));
        host.powerCut();
        return host.restart().disk(DATA);
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
    void syncedBytesSurviveAndOthersMay() throws IOException {
        TreeSet<Integer> lengths = new TreeSet<>();
        int torn = 0;
        int holes = 0;
        for (int seed = 0; seed < 300; seed++) {
            Disk disk =
                    after(
                            seed,
                            fresh -> {
                                durable(fresh, "log", SYNCED);
                                append(fresh, "log", SYNCED, WRITTEN);
                            });
            byte[] left = Files.read(disk, "log");
            assertTrue(left.length >= SYNCED && left.length <= WRITTEN);
            for (int i = 0; i < SYNCED; i++) assertEquals(Files.at(i), left[i], "byte " + i);
            int good = SYNCED;
            while (good < left.length && left[good] == Files.at(good)) good++;
            lengths.add(left.length);
            if (good < left.length && good % SectorFile.SECTOR != 0 && good > SYNCED) torn++;
            for (int i = good; i < left.length; i++) {
                assertTrue(left[i] == 0 || left[i] == Files.at(i), "zeros or what was written");
                if (left[i] != 0 && i > good + SectorFile.SECTOR) holes++;
            }
        }
        assertEquals(SYNCED, lengths.first(), "all that was not synced may go");
        assertEquals(WRITTEN, lengths.last(), "or stay");
        assertTrue(torn > 5, "a sector may be torn: " + torn);
        assertTrue(holes > 5, "a later sector may stay without an earlier one: " + holes);
    }

    @Test
    void aProcessThatDiesLosesNothing() throws IOException {
        SimHost host = host(1);
        Disk disk = host.disk(DATA);
        disk.create("log").write(Files.bytes(0, WRITTEN), 0);
        disk.create("other").close();
        disk.rename("other", "renamed");
        Disk.DiskLock _ = disk.lock("log");
        host.kill();
        assertThrows(PowerLost.class, () -> disk.list(""));
        Disk again = host.restart().disk(DATA);
        again.lock("log").close();
        assertEquals(List.of("log", "renamed"), again.list(""));
        assertArrayEquals(Files.bytes(0, WRITTEN).array(), Files.read(again, "log"));
    }

    @Test
    void onlyLanesThatMayWaitUseADisk() {
        World world = new World(1);
        world.tolerateFailures();
        SimHost host = world.host("n1");
        host.diskFaults(DATA).onlyFor("commit-");
        List<String> used = new ArrayList<>();
        for (String name : List.of("commit-0", "partition-0")) {
            host.lane(name, 10)
                    .answer(() -> {
                        boolean isThere = assertDoesNotThrow(() -> host.disk(DATA).exists("a"));
                        used.add(name + isThere);
                    });
            world.runFor(1_000_000_000L);
        }
        assertEquals(List.of("commit-0false"), used);
        assertEquals("partition-0", world.failures().getFirst().lane());
    }

    @Test
    void aNameIsDurableOnceItsDirectoryIsSynced() throws IOException {
        int lost = 0;
        for (int seed = 0; seed < 50; seed++) {
            Disk disk =
                    after(
                            seed,
                            fresh -> {
                                fresh.makeDirectory("a/b");
                                fresh.syncDirectory("");
                                fresh.syncDirectory("a");
                                Files.write(fresh, "a/b/synced", 10);
                                fresh.syncDirectory("a/b");
                                Files.write(fresh, "a/b/unsynced", 10);
                            });
            assertTrue(disk.exists("a/b/synced"));
            if (!disk.exists("a/b/unsynced")) lost++;
        }
        assertTrue(lost > 5 && lost < 45, "a synced file may lose its name: " + lost);
    }

    @Test
    void aLostDirectoryTakesItsFilesAlong() throws IOException {
        int lost = 0;
        for (int seed = 0; seed < 50; seed++) {
            Disk disk =
                    after(
                            seed,
                            fresh -> {
                                fresh.makeDirectory("a");
                                Files.write(fresh, "a/f", 10);
                                fresh.syncDirectory("a");
                            });
            if (!disk.exists("a")) lost++;
            else assertTrue(disk.exists("a/f"));
        }
        assertTrue(lost > 5 && lost < 45, "lost " + lost);
    }

    @Test
    void aRenameHappensOrNot() throws IOException {
        int old = 0;
        for (int seed = 0; seed < 100; seed++) {
            Disk disk =
                    after(
                            seed,
                            fresh -> {
                                durable(fresh, "current", 100);
                                durable(fresh, "next", 200);
                                fresh.rename("next", "current");
                            });
            byte[] current = Files.read(disk, "current");
            assertTrue(current.length == 100 || current.length == 200);
            assertEquals(current.length == 100, disk.exists("next"), "the old name comes back");
            if (current.length == 100) old++;
        }
        assertTrue(old > 10 && old < 90, "old " + old);
    }

    @Test
    void aSyncedRenameIsNotUndoneByAnOlderOne() throws IOException {
        for (int seed = 0; seed < 50; seed++) {
            Disk disk =
                    after(
                            seed,
                            fresh -> {
                                fresh.makeDirectory("to");
                                fresh.syncDirectory("");
                                Files.write(fresh, "a", 10);
                                fresh.rename("a", "b");
                                fresh.rename("b", "to/c");
                                fresh.syncDirectory("to");
                            });
            assertEquals(List.of("to"), disk.list(""));
            assertEquals(List.of("c"), disk.list("to"));
        }
    }

    @Test
    void aDeletionMayBeUndoneUntilItsDirectoryIsSynced() throws IOException {
        int back = 0;
        for (int seed = 0; seed < 50; seed++) {
            Disk disk =
                    after(
                            seed,
                            fresh -> {
                                durable(fresh, "gone", 100);
                                fresh.delete("gone");
                                fresh.syncDirectory("");
                                durable(fresh, "perhaps", 100);
                                fresh.delete("perhaps");
                            });
            assertFalse(disk.exists("gone"));
            if (disk.exists("perhaps")) {
                back++;
                assertArrayEquals(Files.bytes(0, 100).array(), Files.read(disk, "perhaps"));
            }
        }
        assertTrue(back > 5 && back < 45, "back " + back);
    }

    @Test
    void whatASyncCutOffStaysCutOff() throws IOException {
        TreeSet<Integer> lengths = new TreeSet<>();
        for (int seed = 0; seed < 50; seed++) {
            boolean syncs = seed % 2 == 0;
            Disk disk =
                    after(
                            seed,
                            fresh -> {
                                durable(fresh, "log", 2_000);
                                DiskFile file = fresh.open("log");
                                file.truncate(700);
                                if (syncs) file.sync();
                            });
            byte[] left = Files.read(disk, "log");
            if (syncs) assertEquals(700, left.length);
            else lengths.add(left.length);
            for (int i = 0; i < 700; i++) assertEquals(Files.at(i), left[i]);
        }
        assertEquals(new TreeSet<>(List.of(700, 2_000)), lengths);
    }
}
