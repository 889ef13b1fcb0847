package io.skein.storage;

import io.skein.foundation.world.Disk;
import io.skein.foundation.world.DiskFile;
import io.skein.foundation.world.Lane;
import io.skein.storage.format.SegmentName;
import java.io.IOException;

/**
 * The segments that the read lane has open, each for as long as it is read now and then. While none
 * is open there is no timer.
 */
final class ReadFiles {
    private final Lane lane;
    private final long idleNanos;
    private final OpenFiles files;
    private boolean isArmed;

    ReadFiles(Lane lane, Disk disk, StorageSettings settings) {
        this.lane = lane;
        this.idleNanos = settings.recoveryPointsNanos();
        this.files = new OpenFiles(disk, settings.openFilesMax());
    }

    /** The file of a segment, for as long as this piece of work takes. */
    DiskFile log(String folder, long base) throws IOException {
        DiskFile log = files.get(name(folder, base));
        arm();
        return log;
    }

    private void arm() {
        if (isArmed || files.isEmpty()) return;
        isArmed = true;
        lane.after(idleNanos, this::closeIdle);
    }

    private void closeIdle() {
        isArmed = false;
        quietly(files::closeIdle);
        arm();
    }

    void forget(String folder, long base) {
        quietly(() -> files.close(name(folder, base)));
    }

    void forget(String folder) {
        quietly(() -> files.closeFolder(folder));
    }

    private static String name(String folder, long base) {
        return SegmentName.of(folder, base, SegmentName.LOG);
    }

    private interface Closing {
        void run() throws IOException;
    }

    private static void quietly(Closing closing) {
        try {
            closing.run();
        } catch (IOException alreadyUseless) {
            // A handle that was only read from has nothing left to lose.
            return;
        }
    }
}
