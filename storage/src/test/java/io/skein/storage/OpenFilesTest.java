package io.skein.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skein.foundation.world.Disk;
import io.skein.foundation.world.DiskFile;
import io.skein.simulation.Tempo;
import io.skein.simulation.World;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OpenFilesTest {
    private static final int FILES_MAX = 4;

    private final Disk disk = new World(1, Tempo.calm()).host("a").disk("data");
    private final OpenFiles files = new OpenFiles(disk, FILES_MAX);
    private final List<String> names = new ArrayList<>();

    private DiskFile make(String name) throws IOException {
        names.add(name);
        return files.create(name);
    }

    private List<String> open() {
        return names.stream().filter(files::isOpen).toList();
    }

    @Test
    void theLongestUnusedIsClosedForTheNext() throws IOException {
        DiskFile first = make("0");
        for (int i = 1; i < FILES_MAX; i++) make("" + i);
        DiskFile second = files.get("1");
        assertSame(first, files.get("0"), "used again");
        make("4");
        assertEquals(List.of("0", "1", "3", "4"), open(), "one goes, and no more");
        make("5");
        assertEquals(List.of("0", "1", "4", "5"), open());
        assertSame(second, files.get("1"));
        assertEquals(0, files.get("2").length(), "whoever needs it has it opened again");
        files.get("3");
        assertEquals(List.of("1", "2", "3", "5"), open());
        assertThrows(IOException.class, first::length, "it is closed indeed");
    }

    /** Else an error of the disk in writing back what was written to it would be told to nobody. */
    @Test
    void whatIsHeldStaysOpenHoweverManyThereAre() throws IOException {
        for (int i = 0; i < FILES_MAX; i++) {
            assertFalse(files.isFull());
            make("held-" + i);
            files.hold("held-" + i);
        }
        assertTrue(files.isFull());
        make("more");
        make("again");
        assertEquals(List.of("held-0", "held-1", "held-2", "held-3", "again"), open());
        files.trim();
        assertEquals(FILES_MAX, open().size());
        files.release("held-2");
        assertFalse(files.isFull());
        make("last");
        files.trim();
        assertEquals(List.of("held-0", "held-1", "held-3", "last"), open());
        files.close("held-0");
        files.close("held-1");
        files.get("held-0");
        make("a");
        make("b");
        make("c");
        assertEquals(List.of("held-3", "a", "b", "c"), open());
    }

    @Test
    void aFolderIsClosedAndNoOther() throws IOException {
        disk.makeDirectory("a-1");
        disk.makeDirectory("a-10");
        DiskFile in = make("a-1/x");
        make("a-10/x");
        files.hold("a-1/x");
        files.closeFolder("a-1");
        assertEquals(List.of("a-10/x"), open());
        assertThrows(IOException.class, in::length);
        files.closeAll();
        assertEquals(List.of(), open());
    }

    @Test
    void whatIsIdleIsClosedUnlessItIsHeld() throws IOException {
        DiskFile idle = make("idle");
        for (String name : List.of("held", "used")) make(name);
        files.hold("held");
        files.closeIdle();
        assertEquals(List.of("idle", "held", "used"), open(), "each was used since the last time");
        files.get("used");
        files.closeIdle();
        assertEquals(List.of("held", "used"), open());
        assertThrows(IOException.class, idle::length, "it is closed indeed");
        files.release("held");
        files.closeIdle();
        assertTrue(files.isEmpty());
    }
}
