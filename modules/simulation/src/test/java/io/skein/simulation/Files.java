package io.skein.simulation;

import io.skein.foundation.world.Disk;
import io.skein.foundation.world.DiskFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;

/** Files for tests: whole ones, whose bytes tell where they belong. */
final class Files {
    private Files() {}

    /** Byte {@code i} of every file that these tests write, never 0. */
    static byte at(long i) {
        return (byte) (1 + (i * 31 + i / 512) % 127);
    }

    static ByteBuffer bytes(long from, int count) {
        ByteBuffer bytes = ByteBuffer.allocate(count);
        for (int i = 0; i < count; i++) bytes.put(at(from + i));
        return bytes.flip();
    }

    /** Makes a file of so many bytes and syncs it, but not its name. */
    static void write(Disk disk, String name, int count) {
        try (DiskFile file = disk.create(name)) {
            file.write(bytes(0, count), 0);
            file.sync();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    static byte[] read(Disk disk, String name) throws IOException {
        try (DiskFile file = disk.open(name)) {
            ByteBuffer bytes = ByteBuffer.allocate((int) file.length());
            file.read(bytes, 0);
            return bytes.array();
        }
    }
}
