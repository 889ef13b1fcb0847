package io.skein.storage;

import io.skein.foundation.world.Disk;
import io.skein.foundation.world.Disk.DiskFull;
import java.io.IOException;

/**
 * Minds the room that appends must leave: the last bytes of a disk belong to the metadata log, or
 * nobody could even delete a topic to make room. Owned by the commit lane. Asks the file system
 * seldom, the more often the nearer the end is.
 */
final class Room {
    private final Disk disk;
    private final long reserveBytes;
    private final long comfortBytes;
    private long allowanceBytes;

    Room(Disk disk, StorageSettings settings) {
        this.disk = disk;
        this.reserveBytes = settings.reserveBytes();
        this.comfortBytes = reserveBytes + settings.stagingBytes();
    }

    /** Takes room for an append, or finds the disk full. Others may fill it all the same. */
    void take(long bytes) throws IOException {
        if (reserveBytes == 0) return;
        allowanceBytes -= bytes;
        if (allowanceBytes >= 0) return;
        long free = disk.freeBytes();
        if (free - bytes < reserveBytes) {
            allowanceBytes = 0;
            throw new DiskFull(
                    "%s has %d bytes left, and %d are kept for the metadata"
                            .formatted(disk.place(), free, reserveBytes));
        }
        allowanceBytes = (free - bytes - reserveBytes) / 2;
    }

    /** Whether a full disk has enough room again. */
    boolean isBack() throws IOException {
        return disk.freeBytes() >= comfortBytes;
    }
}
