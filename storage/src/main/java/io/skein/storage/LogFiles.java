package io.skein.storage;

import io.skein.foundation.Check;
import io.skein.foundation.EpochTrail;
import io.skein.foundation.world.Disk;
import io.skein.foundation.world.Disk.DiskFull;
import io.skein.foundation.world.DiskFile;
import io.skein.storage.format.SegmentName;
import io.skein.storage.journal.Journal;
import io.skein.storage.producers.Snapshots;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The files of an open log: the one place that writes its segments. Owned by the commit lane. A
 * segment is wholly durable, its name too, before the next one is made; recovery relies on that.
 */
final class LogFiles {
    private final LogName name;
    private final LogFrames frames;
    private final String folder;
    private final Disk disk;
    private final OpenFiles files;

    private long base;
    private String log = "";
    private String index = "";
    private String timeIndex = "";
    private long position;
    private long end;
    private SegmentIndex.Mark mark = SegmentIndex.Mark.start(0);
    private LogPoint synced = LogPoint.begin(0);
    private boolean needsSync = true;
    private int generation;
    private EpochTrail epochs;
    private EpochTrail savedEpochs;
    private final ProducerFiles producers;
    private boolean isFolderDirty;

    LogFiles(LogName name, OptionalLong incarnation, OpenFiles files, EpochTrail epochs) {
        this.name = name;
        this.frames = new LogFrames(name.folder(), incarnation);
        this.folder = name.folder();
        this.disk = files.disk();
        this.files = files;
        this.epochs = epochs;
        this.savedEpochs = epochs;
        this.producers = new ProducerFiles(new Snapshots(disk, folder));
    }

    LogName name() {
        return name;
    }

    /** How far the files reach: the last segment, and the next offset after what is written. */
    Extent extent() {
        return new Extent(base, end);
    }

    /** How the files stood when they were last synced. */
    LogPoint point() {
        return synced;
    }

    /** Bytes in the last segment that only its next sync makes durable there. */
    long unsyncedBytes() {
        return synced.segmentBase() == base ? position - synced.position() : position;
    }

    /** Whether the journal can make it durable: no new name, nor what follows another change. */
    boolean canBeFramed() {
        boolean isShort = unsyncedBytes() <= CommitCost.UNSYNCED_BYTES_MAX;
        return isShort && !needsSync && frames.arePossible();
    }

    /** What the journal says of the bytes from here to the end. */
    Journal.Entry entry(int from) {
        return frames.entry(base, from, end);
    }

    LogFrames frames() {
        return frames;
    }

    ProducerFiles producers() {
        return producers;
    }

    int generation() {
        return generation;
    }

    /** The files stand there, and all before it is durable. */
    void standSynced(LogPoint at) {
        stand(at);
        synced = at;
        needsSync = true;
    }

    /** They are of a log that was made: no name in its folder need be durable. */
    void standNew() {
        standSynced(LogPoint.begin(0));
        isFolderDirty = true;
    }

    private void stand(LogPoint at) {
        base = at.segmentBase();
        log = SegmentName.of(folder, base, SegmentName.LOG);
        index = SegmentName.of(folder, base, SegmentName.INDEX);
        timeIndex = SegmentName.of(folder, base, SegmentName.TIME_INDEX);
        position = at.position();
        end = at.offset();
        mark = at.index();
    }

    /** Returns the position where the bytes begin. */
    int write(Handover handover, Staging staging) throws IOException {
        producers.expect(handover, end);
        if (handover.segmentBase() != base) roll(handover);
        int from = (int) position;
        Handover.Sealed state = handover.sealed();
        DiskFile segment = files.get(log);
        files.hold(log);
        position = staging.write(segment, position, handover.batches());
        writeIndex(state.index());
        end = state.end();
        epochs = state.epochs();
        producers.wrote(handover);
        return from;
    }

    /** Undoes a handover of which any part may have been written, and all that follow it. */
    void undo(Handover.Before before) throws IOException {
        generation++;
        takeBack(before);
    }

    /** Makes the files as they were, so that the same handover can be written again. */
    void takeBack(Handover.Before before) throws IOException {
        needsSync = true;
        epochs = before.epochs();
        producers.undo(before.producers());
        if (before.point().segmentBase() != base) {
            files.close(log);
            if (disk.exists(log)) disk.delete(log);
            // If the empty segment came back after a crash, all before it would pass for durable.
            disk.syncDirectory(folder);
        }
        stand(before.point());
        if (!disk.exists(log)) return; // There was no room even for its folder.
        DiskFile segment = files.get(log);
        files.hold(log);
        segment.truncate(position);
        truncateIndex(index, mark.offsets().bytes());
        truncateIndex(timeIndex, mark.times().bytes());
    }

    /** The files were cut and end here, all of it durable. */
    void cutTo(LogPoint at, EpochTrail left) {
        generation++;
        epochs = left;
        standSynced(at);
        isFolderDirty = false;
    }

    /** What the log began with is gone, and with it what its epochs were. */
    void dropEpochs() throws IOException {
        LogFolder.removeEpochs(disk, folder);
        epochs = EpochTrail.EMPTY;
        savedEpochs = epochs;
    }

    /** Makes the segment durable, and its name if that is new. */
    void sync() throws IOException {
        files.get(log).sync();
        if (isFolderDirty) disk.syncDirectory(folder);
        isFolderDirty = false;
        needsSync = false;
        synced = new LogPoint(end, base, (int) position, mark);
        files.release(log);
    }

    /** Saves what a start needs besides the segments, before a recovery point passes it. */
    void saveForRecovery() throws IOException {
        saveEpochs();
        producers.saveIfFar(end);
    }

    /** Makes the epochs durable, if there are new ones; before a recovery point passes them. */
    void saveEpochs() throws IOException {
        if (epochs.equals(savedEpochs)) return;
        LogFolder.saveEpochs(disk, folder, epochs);
        savedEpochs = epochs;
    }

    /**
     * After a scan: cuts the torn tail, writes what the index lacks, and makes all durable that is
     * relied on from here. What can be read after a crash is not thereby on the disk. The index is
     * not relied on: it has to prove itself each time.
     */
    void restore(Scanned found) throws IOException {
        SegmentIndex.Tail entries = found.index().unsaved();
        standSynced(found.point(base, entries.after()));
        epochs = found.epochs();
        files.get(log).truncate(position);
        truncateIndex(index, entries.offsetsAt());
        truncateIndex(timeIndex, entries.timesAt());
        writeIndex(entries);
        files.get(log).sync();
        boolean isSaved = LogFolder.epochs(disk, folder).equals(Optional.of(epochs));
        if (!isSaved) LogFolder.saveEpochs(disk, folder, epochs);
        savedEpochs = epochs;
        disk.syncDirectory(folder);
        isFolderDirty = false;
    }

    /** Closes the files in good order, with an index if it is known what it lacks. */
    void close(int ofGeneration, SegmentIndex.Tail closing) throws IOException {
        try {
            if (ofGeneration == generation) seal(closing);
            else sealWithoutIndex();
        } catch (DiskFull full) {
            sealWithoutIndex();
        }
        producers.save(end);
    }

    /** The last segment's files are as they stay; closes them. */
    void seal(SegmentIndex.Tail closing) throws IOException {
        writeIndex(closing);
        sync();
        syncIndex(index);
        syncIndex(timeIndex);
        saveEpochs();
        files.close(log);
        files.close(index);
        files.close(timeIndex);
    }

    /** As {@link #seal}, not knowing what the index lacks: the next start makes a new one. */
    void sealWithoutIndex() throws IOException {
        try {
            sync();
            saveEpochs();
        } catch (DiskFull full) {
            // Without them the next start looks for them in the segments; old ones it would
            // believe.
            LogFolder.removeEpochs(disk, folder);
            throw full;
        } finally {
            // A handle left here would write into these files when the name means others.
            files.closeFolder(folder);
        }
        for (String file : new String[] {index, timeIndex}) {
            if (disk.exists(file)) disk.delete(file);
        }
        disk.syncDirectory(folder);
    }

    private void roll(Handover handover) throws IOException {
        Check.same(end, handover.segmentBase(), "a segment begins where the last one ends");
        seal(handover.closing().orElseThrow(() -> Check.unreachable("a roll closes a segment")));
        producers.roll(end);
        stand(LogPoint.begin(end));
        files.create(log);
        files.hold(log);
        needsSync = true;
        isFolderDirty = true;
    }

    private void writeIndex(SegmentIndex.Tail tail) throws IOException {
        append(index, tail.offsets(), tail.offsetsAt());
        append(timeIndex, tail.times(), tail.timesAt());
        mark = tail.after();
    }

    private void append(String file, ByteBuffer entries, long at) throws IOException {
        if (!entries.hasRemaining()) return;
        opened(file).write(entries.duplicate(), at);
    }

    private DiskFile opened(String file) throws IOException {
        if (files.isOpen(file) || disk.exists(file)) return files.get(file);
        isFolderDirty = true;
        return files.create(file);
    }

    private void syncIndex(String file) throws IOException {
        if (files.isOpen(file) || disk.exists(file)) files.get(file).sync();
    }

    private void truncateIndex(String file, long bytes) throws IOException {
        if (files.isOpen(file) || disk.exists(file)) files.get(file).truncate(bytes);
    }
}
