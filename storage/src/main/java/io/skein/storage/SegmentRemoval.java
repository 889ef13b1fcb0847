package io.skein.storage;

import io.skein.foundation.world.Disk;
import io.skein.foundation.world.Disk.DiskFull;
import io.skein.storage.format.SegmentName;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;

/**
 * Takes the files of a segment away that the log has let go: renames them, and deletes them later.
 * What a crash leaves is deleted when the log is opened again. Begins on the log's lane and works
 * on the commit lane.
 */
final class SegmentRemoval {
    static final String ASIDE = ".deleted";

    /** The log last: without its indexes it is whole, and without it the segment is gone. */
    private static final List<String> KINDS =
            List.of(SegmentName.TIME_INDEX, SegmentName.INDEX, SegmentName.LOG);

    private final Log log;
    private final DirectoryState directory;
    private final long base;
    private final long deleteDelayNanos;

    SegmentRemoval(Log log, long base, long deleteDelayNanos) {
        this.log = log;
        this.directory = log.shelf().directory();
        this.base = base;
        this.deleteDelayNanos = deleteDelayNanos;
    }

    /** {@code then} hears on the log's lane when the segment cannot come back. */
    void start(Consumer<Outcome> then) {
        Consumer<Outcome> answer =
                outcome -> log.shelf().owner().answer(() -> then.accept(outcome));
        String folder = log.name().folder();
        // Reads that were asked for before are done by the time the reader comes to this.
        directory
                .world()
                .read()
                .answer(() -> {
                    directory.reader().forget(folder, base);
                    directory.world().commit().answer(() -> putAside(answer));
                });
    }

    private void putAside(Consumer<Outcome> then) {
        Committer committer = directory.committer();
        // Once the log is closed its folder may be another's, with segments of the same names.
        if (!committer.isOpen(log)) {
            then.accept(new Outcome.Offline(log.name() + " is closed"));
            return;
        }
        committer.change(
                disk -> {
                    committer.beforeReplacing(log, base + 1);
                    rename(disk);
                },
                outcome -> {
                    if (outcome instanceof Outcome.Done) {
                        directory.world().commit().after(deleteDelayNanos, this::delete);
                    }
                    then.accept(outcome);
                });
    }

    private void rename(Disk disk) throws IOException {
        String folder = log.name().folder();
        try {
            for (String kind : KINDS) rename(disk, kind);
            disk.syncDirectory(folder);
        } catch (DiskFull full) {
            // It may be done all the same, and then there is no way back: that needs room too.
            if (disk.exists(file(SegmentName.LOG))) throw full;
            syncOnceMore(disk, folder);
        }
    }

    private static void syncOnceMore(Disk disk, String folder) throws IOException {
        try {
            disk.syncDirectory(folder);
        } catch (DiskFull full) {
            throw new IOException("no room while a segment is put aside", full);
        }
    }

    private void rename(Disk disk, String kind) throws IOException {
        String file = file(kind);
        directory.committer().files().close(file);
        if (disk.exists(file)) disk.rename(file, file + ASIDE);
    }

    private void delete() {
        Committer committer = directory.committer();
        if (!committer.isOpen(log)) return;
        committer.change(
                disk -> {
                    for (String kind : KINDS) {
                        String aside = file(kind) + ASIDE;
                        if (disk.exists(aside)) disk.delete(aside);
                    }
                },
                _ -> committer.probe());
    }

    private String file(String kind) {
        return SegmentName.of(log.name().folder(), base, kind);
    }
}
