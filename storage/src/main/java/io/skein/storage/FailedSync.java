package io.skein.storage;

import io.skein.foundation.world.Disk;
import java.io.IOException;
import java.util.List;

/**
 * Remembers that a sync has failed: until the machine starts anew, a new process would find bytes
 * in memory that are not on the disk, and a sync of them would do nothing and succeed. The mark is
 * an empty file whose name ends with the boot's id, so that it fits on a full disk and is never
 * half written. Any lane that may touch the disk.
 */
final class FailedSync {
    static final String PREFIX = ".skein_failedsync.";

    private FailedSync() {}

    /** What it finds. */
    enum Finding {
        NONE,
        /** The machine has been on ever since. */
        IN_DOUBT,
        /** What is there now is on the disk. */
        OVER
    }

    /** Leaves the mark if that is what has failed, and if the disk lets us. */
    static void note(Disk disk, IOException failed) {
        if (!(failed instanceof Disk.SyncFailed)) return;
        try {
            String name = name(disk);
            if (!disk.exists(name)) disk.create(name).close();
            disk.syncDirectory("");
        } catch (IOException failedToo) {
            // Where nothing can be written any more, nothing can be opened either.
            return;
        }
    }

    static Finding look(Disk disk) throws IOException {
        List<String> marks = marks(disk);
        if (marks.isEmpty()) return Finding.NONE;
        boolean isSame = disk.bootId().isPresent() && marks.contains(name(disk));
        return isSame ? Finding.IN_DOUBT : Finding.OVER;
    }

    /** All has been looked at. */
    static void forget(Disk disk) throws IOException {
        for (String mark : marks(disk)) disk.delete(mark);
        disk.syncDirectory("");
    }

    private static List<String> marks(Disk disk) throws IOException {
        return disk.list("").stream().filter(name -> name.startsWith(PREFIX)).toList();
    }

    private static String name(Disk disk) {
        return PREFIX + disk.bootId().orElse("unknown");
    }
}
