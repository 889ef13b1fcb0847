package io.skein.scenarios.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skein.foundation.BrokenInvariant;
import io.skein.foundation.world.Disk;
import io.skein.foundation.world.Disk.DiskLock;
import io.skein.foundation.world.DiskFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What {@link Disk} does with names; {@link FileContractTest} has the bytes. */
class NamesContractTest {
    @TempDir private Path directory;

    private static void make(Disk disk, String name, String text) throws IOException {
        try (DiskFile file = disk.create(name)) {
            file.write(ByteBuffer.wrap(text.getBytes(UTF_8)), 0);
        }
    }

    private static String text(Disk disk, String name) throws IOException {
        try (DiskFile file = disk.open(name)) {
            ByteBuffer bytes = ByteBuffer.allocate((int) file.length());
            file.read(bytes, 0);
            return new String(bytes.array(), UTF_8);
        }
    }

    @ParameterizedTest
    @EnumSource
    void theDirectoryItselfIsMadeWhenFirstWrittenTo(Worlds worlds) throws Exception {
        try (Trial trial = worlds.open(directory)) {
            Disk disk = trial.disk();
            assertEquals(List.of(), disk.list(""));
            assertFalse(disk.exists("a"));
            assertTrue(disk.freeBytes() > 0);
            assertTrue(disk.totalBytes() >= disk.freeBytes());
            make(disk, "a", "1");
            assertTrue(disk.isDirectory(""));
            assertTrue(disk.exists(""));
            assertFalse(disk.place().isEmpty());
        }
    }

    @ParameterizedTest
    @EnumSource
    void aNameIsCreatedOnceAndOpenedOnlyIfThere(Worlds worlds) throws Exception {
        try (Trial trial = worlds.open(directory)) {
            Disk disk = trial.disk();
            assertThrows(NoSuchFileException.class, () -> disk.open("a"));
            make(disk, "a", "1");
            assertTrue(disk.exists("a"));
            assertFalse(disk.isDirectory("a"));
            assertThrows(FileAlreadyExistsException.class, () -> disk.create("a"));
            assertEquals("1", text(disk, "a"), "and is not emptied by the attempt");
            assertThrows(NoSuchFileException.class, () -> disk.create("missing/a"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void directoriesAreMadeWithTheirParents(Worlds worlds) throws Exception {
        try (Trial trial = worlds.open(directory)) {
            Disk disk = trial.disk();
            disk.makeDirectory("a/b/c");
            disk.makeDirectory("a/b/c");
            make(disk, "a/b/c/file", "1");
            disk.makeDirectory("a/b");
            assertTrue(disk.isDirectory("a/b/c"));
            assertTrue(disk.exists("a"));
            assertEquals("1", text(disk, "a/b/c/file"), "making it again changes nothing");
            assertThrows(IOException.class, () -> disk.makeDirectory("a/b/c/file"));
            assertThrows(FileAlreadyExistsException.class, () -> disk.create("a/b"));
            disk.syncDirectory("");
            disk.syncDirectory("a/b/c");
        }
    }

    @ParameterizedTest
    @EnumSource
    void listsAreSortedAndShallow(Worlds worlds) throws Exception {
        try (Trial trial = worlds.open(directory)) {
            Disk disk = trial.disk();
            for (String name : List.of("c", "a", "B", "b")) make(disk, name, "");
            disk.makeDirectory("aa/inner");
            assertEquals(List.of("B", "a", "aa", "b", "c"), disk.list(""));
            assertEquals(List.of("inner"), disk.list("aa"));
            assertEquals(List.of(), disk.list("aa/inner"));
            assertThrows(IOException.class, () -> disk.list("missing"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void aRenameReplacesAFileAndMovesADirectory(Worlds worlds) throws Exception {
        try (Trial trial = worlds.open(directory)) {
            Disk disk = trial.disk();
            make(disk, "old", "1");
            make(disk, "new", "2");
            disk.rename("new", "old");
            assertEquals(List.of("old"), disk.list(""));
            assertEquals("2", text(disk, "old"));
            disk.makeDirectory("d");
            disk.rename("old", "d/f");
            disk.rename("d", "e");
            assertEquals(List.of("e"), disk.list(""));
            assertEquals("2", text(disk, "e/f"));
            assertThrows(NoSuchFileException.class, () -> disk.rename("missing", "x"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void onlyEmptyDirectoriesAreDeleted(Worlds worlds) throws Exception {
        try (Trial trial = worlds.open(directory)) {
            Disk disk = trial.disk();
            disk.makeDirectory("d");
            make(disk, "d/f", "1");
            assertThrows(IOException.class, () -> disk.delete("d"));
            assertEquals("1", text(disk, "d/f"));
            disk.delete("d/f");
            assertFalse(disk.exists("d/f"));
            disk.delete("d");
            assertEquals(List.of(), disk.list(""));
            assertThrows(NoSuchFileException.class, () -> disk.delete("d"));
            make(disk, "d", "a file now");
            assertEquals("a file now", text(disk, "d"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void anOpenFileOutlivesItsName(Worlds worlds) throws Exception {
        try (Trial trial = worlds.open(directory)) {
            Disk disk = trial.disk();
            make(disk, "f", "1");
            try (DiskFile open = disk.open("f")) {
                disk.rename("f", "g");
                open.write(ByteBuffer.wrap("2".getBytes(UTF_8)), 1);
                assertEquals("12", text(disk, "g"));
                disk.delete("g");
                ByteBuffer bytes = ByteBuffer.allocate(2);
                assertEquals(2, open.read(bytes, 0));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void aLockIsHeldByOneAtATime(Worlds worlds) throws Exception {
        try (Trial trial = worlds.open(directory)) {
            Disk disk = trial.disk();
            DiskLock lock = disk.lock("lock");
            assertTrue(disk.exists("lock"));
            assertThrows(Disk.DiskLocked.class, () -> disk.lock("lock"));
            assertThrows(Disk.DiskLocked.class, () -> trial.disk().lock("lock"));
            lock.close();
            trial.disk().lock("lock").close();
        }
    }

    @ParameterizedTest
    @EnumSource
    void noNameLeadsOutside(Worlds worlds) throws Exception {
        try (Trial trial = worlds.open(directory)) {
            Disk disk = trial.disk();
            make(disk, "f", "1");
            for (String name : List.of("../f", "a/../f", "/f", "f/", "./f", "a//f")) {
                assertThrows(BrokenInvariant.class, () -> disk.exists(name), name);
                assertThrows(BrokenInvariant.class, () -> disk.create(name), name);
            }
            assertThrows(BrokenInvariant.class, () -> disk.delete(""));
        }
    }
}
