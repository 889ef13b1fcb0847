package io.skein.foundation.jdk;

import io.skein.foundation.world.Disk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Tells a full disk from a broken one: the JDK throws the same exception for both. */
final class NoRoom {
    /** How the C library says ENOSPC and EDQUOT. */
    private static final List<String> WORDS =
            List.of("No space left on device", "Disk quota exceeded");

    private NoRoom() {}

    /**
     * A {@link Disk.DiskFull} if it was for want of room that {@code bytes} could not be written to
     * {@code path}; otherwise {@code failed} itself.
     */
    static IOException orSame(IOException failed, Path path, long bytes) {
        String message = String.valueOf(failed.getMessage());
        boolean full = WORDS.stream().anyMatch(message::contains);
        // The C library speaks the user's language, and a full disk taken for a broken one would
        // bring the node down: when it says something unknown, count.
        if (!full && !hasRoom(path, bytes)) full = true;
        if (!full) return failed;
        Disk.DiskFull told = new Disk.DiskFull("no room for " + path + ": " + message);
        told.initCause(failed);
        return told;
    }

    private static boolean hasRoom(Path path, long bytes) {
        try {
            return Files.getFileStore(path).getUsableSpace() >= bytes;
        } catch (IOException unknown) {
            return true;
        }
    }
}
