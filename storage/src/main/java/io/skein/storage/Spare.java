package io.skein.storage;

import io.skein.foundation.world.Disk;
import io.skein.foundation.world.Disk.DiskFull;
import io.skein.foundation.world.DiskFile;
import io.skein.foundation.world.Lane;
import java.io.IOException;
import java.util.function.Consumer;

/**
 * A file that takes up room until that is needed: when others have filled the disk it is deleted,
 * and what must be written can be. Made again when there is plenty. Owned by the commit lane.
 */
final class Spare {
    static final String FILE = "reserve";

    private static final String UNFINISHED = FILE + ".tmp";

    /** Made only where it is a small part of what is free. */
    private static final int SHARE = 4;

    private static final long RETRY_NANOS = 10_000_000_000L;

    private final Disk disk;
    private final Lane lane;
    private final int bytes;
    private final Committer committer;
    private final Consumer<RoomNews> news;
    private boolean isThere;
    private boolean wasUsed;

    Spare(DirectoryWorld world, Committer committer, Consumer<RoomNews> news) {
        this.disk = world.disk();
        this.lane = world.commit();
        this.bytes = world.settings().guard().spareBytes();
        this.committer = committer;
        this.news = news;
    }

    /** A directory is about to be opened: of a disk that is full to the brim, that would fail. */
    static void makeRoom(Disk disk, long bytes) throws IOException {
        if (!disk.exists(FILE) || disk.freeBytes() >= bytes) return;
        disk.delete(FILE);
        disk.syncDirectory("");
    }

    /** Takes over what an earlier run has left; a new one is made later, so that nobody waits. */
    void open() throws IOException {
        if (disk.exists(FILE)) {
            isThere = length() == bytes && bytes > 0;
            // Another size is wanted by now, or none.
            if (!isThere) disk.delete(FILE);
        }
        retryIfGone();
        tell();
    }

    /** Gives its room away; false if there is none to give. */
    boolean giveUp() throws IOException {
        if (!isThere) return false;
        isThere = false;
        wasUsed = true;
        disk.delete(FILE);
        disk.syncDirectory("");
        retryIfGone();
        tell();
        news.accept(
                new RoomNews.SpareGone(
                        "the disk of %s has no room left, so the %d KiB put by for that are in use"
                                .formatted(disk.place(), bytes >> 10)));
        return true;
    }

    private long length() throws IOException {
        try (DiskFile file = disk.open(FILE)) {
            return file.length();
        }
    }

    private void retryIfGone() {
        if (!isThere && bytes > 0) lane.after(RETRY_NANOS, this::again);
    }

    private void again() {
        if (committer.isOffline()) return;
        try {
            isThere = make();
        } catch (IOException failed) {
            committer.fail(failed);
            return;
        }
        retryIfGone();
        tell();
        // Nobody has missed the first one.
        if (!isThere || !wasUsed) return;
        wasUsed = false;
        news.accept(
                new RoomNews.SpareBack(
                        "%s has %d KiB put by for a full disk"
                                .formatted(disk.place(), bytes >> 10)));
    }

    private boolean make() throws IOException {
        if (disk.freeBytes() / SHARE < bytes) return false;
        try (DiskFile file = disk.create(UNFINISHED)) {
            file.preallocate(bytes);
            file.sync();
        } catch (DiskFull full) {
            // Somebody else was faster.
            if (disk.exists(UNFINISHED)) disk.delete(UNFINISHED);
            return false;
        }
        disk.rename(UNFINISHED, FILE);
        disk.syncDirectory("");
        return true;
    }

    private void tell() {
        committer.figures.space().spare(isThere ? bytes : 0);
    }
}
