package io.skein.foundation.jdk;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skein.foundation.BrokenInvariant;
import io.skein.foundation.world.Disk;
import io.skein.foundation.world.Disk.DiskFull;
import io.skein.foundation.world.Disk.DiskLocked;
import io.skein.foundation.world.DiskFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FileDiskTest {
    @TempDir private Path temporary;

    private Path root() {
        return temporary.resolve("made/when/needed");
    }

    private Disk disk() {
        return new FileDisk(root());
    }

    @Test
    void lookingMakesNothing() throws IOException {
        Disk disk = disk();
        assertEquals(List.of(), disk.list(""));
        assertFalse(disk.exists("a"));
        assertTrue(disk.freeBytes() > 0);
        assertThrows(IOException.class, () -> disk.open("a"));
        assertFalse(Files.exists(root()));
    }

    @Test
    void theFirstWriteMakesTheDirectory() throws IOException {
        disk().create("a").close();
        assertTrue(Files.exists(root().resolve("a")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"..", "a/..", "../a", "a/../../b", "/etc/passwd", "a//b", "./a", "a/"})
    void namesStayInside(String name) {
        assertThrows(BrokenInvariant.class, () -> disk().create(name));
        assertThrows(BrokenInvariant.class, () -> disk().exists(name));
        assertThrows(BrokenInvariant.class, () -> disk().rename("a", name));
    }

    @Test
    void theDirectoryItselfIsNotAFile() {
        assertThrows(BrokenInvariant.class, () -> disk().create(""));
        assertThrows(BrokenInvariant.class, () -> disk().delete(""));
        assertThrows(BrokenInvariant.class, () -> disk().rename("a", ""));
    }

    @Test
    void bytesComeBackWhateverTheTransferSize() throws IOException {
        byte[] bytes = new byte[(5 << 20) / 2 + 17];
        new Random(1).nextBytes(bytes);
        try (DiskFile file = disk().create("big")) {
            ByteBuffer from = ByteBuffer.wrap(bytes);
            file.write(from, 100);
            assertFalse(from.hasRemaining());
            assertEquals(100 + bytes.length, file.length());
            ByteBuffer into = ByteBuffer.allocate(bytes.length + 10);
            assertEquals(bytes.length, file.read(into, 100));
            assertEquals(bytes.length, into.position());
            assertEquals(into.capacity(), into.limit());
            assertArrayEquals(bytes, Arrays.copyOf(into.array(), bytes.length));
            assertEquals(0, file.read(into, 100 + bytes.length));
            ByteBuffer gap = ByteBuffer.wrap(new byte[] {1, 1, 1, 1});
            assertEquals(4, file.read(gap, 0));
            assertEquals(ByteBuffer.wrap(new byte[4]), gap.flip());
        }
    }

    @Test
    void readsAndSyncsThatFailHaveNames() throws IOException {
        DiskFile file = disk().create("a");
        file.close();
        assertThrows(Disk.ReadFailed.class, () -> file.read(ByteBuffer.allocate(1), 0));
        assertThrows(Disk.SyncFailed.class, file::sync);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void theBootIsTheMachines() {
        String boot = disk().bootId().orElseThrow();
        assertEquals(36, boot.length(), boot);
        assertEquals(boot, disk().bootId().orElseThrow());
    }

    @Test
    void preallocatingExtendsWithZerosAndNeverCuts() throws IOException {
        try (DiskFile file = disk().create("journal")) {
            file.write(ByteBuffer.wrap(new byte[] {7}), 0);
            file.preallocate((3 << 20) + 5);
            assertEquals((3 << 20) + 5, file.length());
            file.preallocate(10);
            assertEquals((3 << 20) + 5, file.length());
            ByteBuffer view = file.map(0, (3 << 20) + 5);
            assertEquals(7, view.get(0));
            assertEquals(0, view.get((3 << 20) + 4));
            assertTrue(view.isReadOnly());
            assertThrows(BrokenInvariant.class, () -> file.map(1, (3 << 20) + 5));
        }
    }

    @Test
    void aLockHoldsAgainstAnotherNodeHere() throws IOException {
        Disk.DiskLock held = disk().lock(".lock");
        assertThrows(DiskLocked.class, () -> disk().lock(".lock"));
        // The vain attempt must not have freed the lock for other processes: see FileLocks.
        try (LockHolder.Other other = LockHolder.start(root().resolve(".lock"))) {
            assertFalse(other.holdsTheLock());
        }
        held.close();
        disk().lock(".lock").close();
    }

    /** Nodes that are dropped leave their mark, and the next file may get the number of theirs. */
    @Test
    void aLockThatNobodyGaveBackKeepsNoOtherFileFromBeingLocked() throws IOException {
        for (int i = 0; i < 200; i++) {
            assertNotNull(disk().lock(".lock"));
            disk().delete(".lock");
            if (i % 10 == 0) System.gc();
        }
    }

    @Test
    void aLockThatIsClosedTwiceFreesNobodyElses() throws IOException {
        Disk.DiskLock first = disk().lock(".lock");
        first.close();
        Disk.DiskLock second = disk().lock(".lock");
        first.close();
        assertThrows(DiskLocked.class, () -> disk().lock(".lock"));
        second.close();
    }

    @Test
    void aLockHoldsAgainstAnotherProcess() throws IOException {
        disk().create(".lock").close();
        try (LockHolder.Other other = LockHolder.start(root().resolve(".lock"))) {
            assertTrue(other.holdsTheLock());
            assertThrows(DiskLocked.class, () -> disk().lock(".lock"));
        }
        disk().lock(".lock").close();
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "only Linux has a file that is always full")
    void aFullDiskIsToldFromABrokenOne() throws IOException {
        Path full = Path.of("/dev/full");
        FileChannel channel = FileChannel.open(full, StandardOpenOption.WRITE);
        try (ChannelFile file = new ChannelFile(full, channel)) {
            ByteBuffer from = ByteBuffer.allocate(3);
            DiskFull told = assertThrows(DiskFull.class, () -> file.write(from, 0));
            assertTrue(String.valueOf(told.getMessage()).contains("/dev/full"), told::toString);
            assertEquals(3, from.limit());
        }
    }

    @Test
    void whatFailedIsAFullDiskByItsWordsOrByCount() {
        IOException error = new IOException("Input/output error");
        assertSame(error, NoRoom.orSame(error, temporary, 1));
        assertInstanceOf(DiskFull.class, NoRoom.orSame(error, temporary, Long.MAX_VALUE));
        IOException quota = new IOException("Disk quota exceeded");
        assertInstanceOf(DiskFull.class, NoRoom.orSame(quota, temporary, 1));
    }

    @Test
    void aWriteToAClosedFileFails() throws Exception {
        DiskFile file = disk().create("closed");
        file.close();
        file.close();
        assertThrows(IOException.class, () -> file.write(ByteBuffer.allocate(1), 0));
        assertThrows(IOException.class, file::sync);
        assertTrue(TimeUnit.NANOSECONDS.toDays(new SystemClock().nanos()) < 1);
    }
}
