package io.skein.storage;

import io.skein.foundation.EpochTrail;
import io.skein.foundation.world.Disk;
import io.skein.foundation.world.Disk.DiskFull;
import io.skein.foundation.world.DiskFile;
import io.skein.storage.format.FileNames;
import io.skein.storage.format.SegmentName;
import io.skein.storage.format.SmallFile;
import io.skein.storage.producers.Producers;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * The steps by which the files of an open log become fewer. Owned by the commit lane. All that
 * needs room comes first and can be given up; after a crash at any later step the log opens with an
 * end between the cut and the old one. All that is left is durable at the end.
 */
final class LogCut {
    private static final String ASIDE = ".tmp";

    private final Log log;
    private final LogName name;
    private final String folder;
    private final LogFiles target;
    private final Committer committer;
    private final LogStarts starts;
    private final Disk disk;
    private final OpenFiles files;

    LogCut(Log log) {
        this.log = log;
        this.name = log.name();
        this.folder = name.folder();
        this.target = log.files();
        this.committer = log.shelf().directory().committer();
        this.starts = log.shelf().directory().starts();
        this.disk = committer.disk();
        this.files = committer.files();
    }

    /** The segment of this base becomes the last one, and ends where the scan did. */
    void backTo(long base, Scanned found, Producers producers) throws IOException {
        SegmentIndex.Tail index = found.index().all();
        committer.settle(log);
        try {
            writeAside(file(base, SegmentName.INDEX), index.offsets());
            writeAside(file(base, SegmentName.TIME_INDEX), index.times());
            target.producers().expectCut(found.end(), producers);
            starts.lower(name, found.end());
            lower(LogPoint.begin(base));
        } catch (DiskFull full) {
            deleteIfThere(file(base, SegmentName.INDEX) + ASIDE);
            deleteIfThere(file(base, SegmentName.TIME_INDEX) + ASIDE);
            throw full;
        }
        certainly(() -> {
            forgetCompaction();
            removeBehind(base);
            shorten(base, found.soundBytes());
            // Not before: a folder without snapshots would pass for one of a log without producers.
            target.producers().cut(found.end(), producers);
            // New files in the place of the old: those may still be mapped, and must not shrink.
            replace(file(base, SegmentName.INDEX));
            replace(file(base, SegmentName.TIME_INDEX));
            disk.syncDirectory(folder);
            target.cutTo(found.point(base, index.after()), found.epochs());
            saveEpochs();
        });
        committer.point(name, target.point());
    }

    /**
     * Nothing stays, and the log begins anew at this offset. There is a segment at every moment,
     * for a folder without one would pass for one that was never filled.
     */
    void wholly(long offset) throws IOException {
        committer.settle(log);
        long first = LogFolder.segments(disk, folder).getFirst();
        starts.forget(name);
        lower(LogPoint.begin(Math.min(first, offset)));
        certainly(() -> {
            forgetCompaction();
            removeBehind(first);
            target.dropEpochs();
            removeIndexes(first);
            shorten(first, 0);
            target.producers().clear();
            String log = file(first, SegmentName.LOG);
            files.close(log);
            if (first != offset) disk.rename(log, file(offset, SegmentName.LOG));
            disk.syncDirectory(folder);
            target.cutTo(LogPoint.begin(offset), EpochTrail.EMPTY);
        });
        committer.point(name, target.point());
    }

    /** If a crash found a higher point, the bytes that are gone would be reported as damage. */
    private void lower(LogPoint point) throws IOException {
        committer.point(name, point);
        committer.upkeep().writePoints();
    }

    /** What comes in the place of what goes was not looked at. */
    private void forgetCompaction() throws IOException {
        deleteIfThere(folder + "/" + FileNames.COMPACTION);
    }

    /** Newest first, each name gone for good before the next: a crash never leaves a hole. */
    private void removeBehind(long base) throws IOException {
        for (long later : LogFolder.segments(disk, folder).reversed()) {
            if (later <= base) return;
            deleteIfThere(file(later, SegmentName.LOG));
            disk.syncDirectory(folder);
            removeIndexes(later);
        }
    }

    private void removeIndexes(long base) throws IOException {
        deleteIfThere(file(base, SegmentName.INDEX));
        deleteIfThere(file(base, SegmentName.TIME_INDEX));
    }

    private void shorten(long base, int bytes) throws IOException {
        DiskFile log = files.get(file(base, SegmentName.LOG));
        log.truncate(bytes);
        log.sync();
    }

    private void writeAside(String file, ByteBuffer entries) throws IOException {
        byte[] bytes = new byte[entries.remaining()];
        entries.get(entries.position(), bytes);
        SmallFile.write(disk, file + ASIDE, bytes);
    }

    private void replace(String file) throws IOException {
        files.close(file);
        disk.rename(file + ASIDE, file);
    }

    /** Epochs that are no more are ignored by a start, and the next one saved replaces them. */
    private void saveEpochs() throws IOException {
        try {
            target.saveEpochs();
        } catch (DiskFull full) {
            committer.probe();
        }
    }

    private void deleteIfThere(String file) throws IOException {
        files.close(file);
        if (disk.exists(file)) disk.delete(file);
    }

    private String file(long base, String kind) {
        return SegmentName.of(folder, base, kind);
    }

    /** Steps that cannot be given up half way. */
    @FunctionalInterface
    private interface Steps {
        void run() throws IOException;
    }

    private static void certainly(Steps steps) throws IOException {
        try {
            steps.run();
        } catch (DiskFull full) {
            throw new IOException("no room in the middle of a cut", full);
        }
    }
}
