package io.skein.simulation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skein.foundation.world.Disk;
import io.skein.foundation.world.DiskFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * Whatever was done before a power cut: a name whose directory was synced after its last change is
 * there, bytes that were synced after their last change are there, nothing is there that never was,
 * and what is found is there for good.
 */
class DurabilityPropertyTest {
    private static final List<String> NAMES = List.of("a", "b", "d/a", "d/b");

    /** What has been done, by the numbers of the files, which are also their first bytes. */
    private static final class Model {
        final SortedMap<String, Integer> names = new TreeMap<>();
        final SortedMap<String, Integer> durableNames = new TreeMap<>();
        final SortedMap<Integer, byte[]> synced = new TreeMap<>();
        final SortedSet<Integer> dirty = new TreeSet<>();

        /** Names whose file went to the other folder, and is only gone when that one is synced. */
        final SortedMap<String, String> movedTo = new TreeMap<>();

        int made;

        /** The name was changed: until its directory is synced nothing is certain about it. */
        void touched(String name) {
            durableNames.remove(name);
        }

        void syncedFolder(String folder) {
            for (String name : NAMES) {
                if (!folderOf(name).equals(folder)) continue;
                if (names.containsKey(name)) durableNames.put(name, names.getOrDefault(name, 0));
                else if (!movedTo.containsKey(name)) durableNames.put(name, 0);
            }
            movedTo.values().removeIf(folder::equals);
        }
    }

    private static String folderOf(String name) {
        return name.contains("/") ? "d" : "";
    }

    @Test
    void promisesOutliveThePower() {
        Gen.check("durability", 3_000, DurabilityPropertyTest::tryOut);
    }

    private static void tryOut(Gen gen) throws IOException {
        SimHost host = new World(gen.between(0L, 1L << 40), Tempo.calm()).host("n1");
        Disk disk = host.disk("data");
        disk.makeDirectory("d");
        disk.syncDirectory("");
        Model model = new Model();
        for (Step step : gen.list(0, 25, Step::drawn)) carryOut(step, disk, model);
        host.powerCut();
        SimHost next = host.restart();
        SortedMap<String, byte[]> found = found(next.disk("data"));
        verify(model, found);
        next.powerCut();
        SortedMap<String, byte[]> again = found(next.restart().disk("data"));
        assertEquals(found.keySet(), again.keySet(), "what was found once stays");
        found.forEach((name, bytes) -> assertArrayEquals(bytes, again.get(name)));
    }

    /** One thing to do; what makes no sense is left out. */
    private record Step(int kind, String name, String other, int count) {
        static Step drawn(Gen gen) {
            return new Step(
                    gen.between(0, 5), gen.pick(NAMES), gen.pick(NAMES), gen.between(1, 1_500));
        }
    }

    private static void carryOut(Step step, Disk disk, Model model) throws IOException {
        String name = step.name;
        String other = step.other;
        boolean there = model.names.containsKey(name);
        int file = model.names.getOrDefault(name, 0);
        switch (step.kind) {
            case 0 -> {
                if (!there) create(disk, name, model);
            }
            case 1 -> {
                if (there) append(step, disk, model, file);
            }
            case 2 -> {
                if (there) sync(disk, name, model, file);
            }
            case 3 -> {
                if (!there) return;
                disk.delete(name);
                model.names.remove(name);
                model.touched(name);
            }
            case 4 -> {
                if (there && !name.equals(other)) rename(disk, name, other, model);
            }
            default -> {
                disk.syncDirectory(folderOf(name));
                model.syncedFolder(folderOf(name));
            }
        }
    }

    private static void create(Disk disk, String name, Model model) throws IOException {
        disk.create(name).close();
        model.names.put(name, ++model.made);
        model.synced.put(model.made, new byte[0]);
        model.touched(name);
    }

    private static void append(Step step, Disk disk, Model model, int file) throws IOException {
        byte[] bytes = new byte[step.count];
        Arrays.fill(bytes, (byte) file);
        try (DiskFile open = disk.open(step.name)) {
            open.write(ByteBuffer.wrap(bytes), open.length());
        }
        model.dirty.add(file);
    }

    private static void sync(Disk disk, String name, Model model, int file) throws IOException {
        try (DiskFile open = disk.open(name)) {
            open.sync();
        }
        model.synced.put(file, Files.read(disk, name));
        model.dirty.remove(file);
    }

    private static void rename(Disk disk, String name, String other, Model model)
            throws IOException {
        disk.rename(name, other);
        model.names.put(other, model.names.getOrDefault(name, 0));
        model.names.remove(name);
        model.touched(name);
        model.touched(other);
        if (!folderOf(name).equals(folderOf(other))) model.movedTo.put(name, folderOf(other));
    }

    private static SortedMap<String, byte[]> found(Disk disk) throws IOException {
        SortedMap<String, byte[]> found = new TreeMap<>();
        for (String name : NAMES) {
            if (disk.exists(name)) found.put(name, Files.read(disk, name));
        }
        return found;
    }

    private static void verify(Model model, SortedMap<String, byte[]> found) {
        model.durableNames.forEach((name, file) -> {
            assertEquals(file != 0, found.containsKey(name), "durable: " + name);
            if (file == 0) return;
            byte[] bytes = found.getOrDefault(name, new byte[0]);
            byte[] synced = model.synced.getOrDefault(file, new byte[0]);
            assertArrayEquals(synced, Arrays.copyOf(bytes, synced.length), name);
            if (!model.dirty.contains(file)) assertEquals(synced.length, bytes.length);
        });
        found.forEach((name, bytes) -> {
            for (byte written : bytes) {
                assertTrue(written >= 0 && written <= model.made, name);
            }
        });
    }
}
