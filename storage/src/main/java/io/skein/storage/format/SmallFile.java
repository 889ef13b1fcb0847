package io.skein.storage.format;

import io.skein.foundation.world.Disk;
import io.skein.foundation.world.Disk.ReadFailed;
import io.skein.foundation.world.DiskFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.util.Optional;

/** Files that are read and replaced as a whole. */
public final class SmallFile {
    private static final int BYTES_MAX = 64 << 20;
    private static final String TEMPORARY = ".tmp";

    private SmallFile() {}

    /** The contents; empty if there is no such file. One that is far too long is an error. */
    public static Optional<byte[]> read(Disk disk, String name) throws IOException {
        try (DiskFile file = disk.open(name)) {
            long length = file.length();
            if (length > BYTES_MAX) {
                throw unreadable(name + " has " + length + " bytes");
            }
            ByteBuffer bytes = ByteBuffer.allocate((int) length);
            int read = file.read(bytes, 0);
            if (read < length) throw unreadable(name + " ends early");
            return Optional.of(bytes.array());
        } catch (NoSuchFileException absent) {
            return Optional.empty();
        }
    }

    private static ReadFailed unreadable(String why) {
        return new ReadFailed(new IOException(why));
    }

    /**
     * Gives the file new contents: after a power cut it has either the old or the new ones, and the
     * new ones once this has returned. The old ones stay if it throws.
     */
    public static void replace(Disk disk, String folder, String file, byte[] contents)
            throws IOException {
        String name = folder.isEmpty() ? file : folder + "/" + file;
        write(disk, name + TEMPORARY, contents);
        disk.rename(name + TEMPORARY, name);
        disk.syncDirectory(folder);
    }

    /** Whether a file is what an interrupted {@link #replace} leaves behind. */
    public static boolean isLeftover(String name) {
        return name.endsWith(TEMPORARY);
    }

    /** Writes and syncs; the name is durable only after a sync of its directory. */
    public static void write(Disk disk, String name, byte[] contents) throws IOException {
        write(disk, name, contents, true);
    }

    /** Writes; whoever relies on it syncs the file, and its directory. */
    public static void writeUnsynced(Disk disk, String name, byte[] contents) throws IOException {
        write(disk, name, contents, false);
    }

    private static void write(Disk disk, String name, byte[] contents, boolean isSynced)
            throws IOException {
        if (disk.exists(name)) disk.delete(name);
        try (DiskFile file = disk.create(name)) {
            file.write(ByteBuffer.wrap(contents), 0);
            if (isSynced) file.sync();
        }
    }
}
