package io.skein.storage;

import io.skein.foundation.Uuid;
import io.skein.foundation.world.Disk;
import io.skein.foundation.world.Disk.DiskFull;
import io.skein.foundation.world.Disk.DiskLock;
import io.skein.foundation.world.Disk.DiskLocked;
import io.skein.storage.format.FileNames;
import io.skein.storage.format.SmallFile;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.util.List;
import java.util.Optional;

/** Locks, checks and tidies a data directory, or marks a new one. Commit lane. */
final class DirectoryOpener {
    static final String LOCK = ".lock";

    /** There only between an orderly stop and the next start. */
    static final String STOPPED_WELL = ".skein_cleanshutdown";

    private final DirectoryWorld world;
    private final DirectoryClaim claim;
    private final Disk disk;

    DirectoryOpener(DirectoryWorld world, DirectoryClaim claim) {
        this.world = world;
        this.claim = claim;
        this.disk = world.disk();
    }

    DirectoryOpening open() {
        String place = disk.place();
        try {
            disk.makeDirectory("");
            return openLocked(disk.lock(LOCK));
        } catch (DiskLocked held) {
            return refused(new DirectoryRefusal.HeldByAnother(place));
        } catch (DiskFull full) {
            return refused(new DirectoryRefusal.NoRoom(place));
        } catch (AccessDeniedException denied) {
            return refused(new DirectoryRefusal.NotWritable(place, "permission denied"));
        } catch (FileAlreadyExistsException taken) {
            return refused(
                    new DirectoryRefusal.NotWritable(place, "a file of that name is in its place"));
        } catch (FileSystemException failed) {
            String reason = failed.getReason();
            String cause = reason == null ? failed.toString() : reason;
            return refused(new DirectoryRefusal.NotWritable(place, cause));
        } catch (IOException failed) {
            FailedSync.note(disk, failed);
            return refused(new DirectoryRefusal.Broken(place, String.valueOf(failed.getMessage())));
        }
    }

    private DirectoryOpening openLocked(DiskLock lock) throws IOException {
        boolean isKept = false;
        try {
            DirectoryOpening opening =
                    switch (DirectoryMark.read(disk)) {
                        case DirectoryMark.Reading.Absent _ -> format(lock);
                        case DirectoryMark.Reading.Found(DirectoryMark mark) -> check(mark, lock);
                        case DirectoryMark.Reading.Refused(DirectoryRefusal why) -> refused(why);
                    };
            isKept = opening instanceof DirectoryOpening.Opened;
            return opening;
        } finally {
            if (!isKept) lock.close();
        }
    }

    private DirectoryOpening format(DiskLock lock) throws IOException {
        List<LogName> logs = LogFolder.all(disk);
        if (!logs.isEmpty() || disk.exists(FileNames.NEW_LOGS)) {
            String found = logs.isEmpty() ? FileNames.NEW_LOGS : logs.getFirst().folder();
            return refused(new DirectoryRefusal.Unmarked(disk.place(), found));
        }
        // The mark comes last: where it is, the recovery points are too.
        points().save();
        Uuid id = world.entropy().uuid();
        DirectoryMark mark = new DirectoryMark(claim.nodeId(), id, claim.clusterId());
        mark.write(disk);
        return finish(mark, lock);
    }

    private RecoveryPoints points() {
        return new RecoveryPoints(disk, world.settings().recoveryBytesMax());
    }

    private DirectoryOpening check(DirectoryMark mark, DiskLock lock) throws IOException {
        Optional<DirectoryRefusal> refusal = mark.refusal(disk.place(), claim);
        if (refusal.isPresent()) return refused(refusal.get());
        boolean isInDoubt = FailedSync.look(disk) == FailedSync.Finding.IN_DOUBT;
        if (isInDoubt) return refused(new DirectoryRefusal.InDoubt(disk.place()));
        return finish(mark, lock);
    }

    private DirectoryOpening finish(DirectoryMark mark, DiskLock lock) throws IOException {
        tidy();
        Spare.makeRoom(disk, Room.LAST_BYTES);
        boolean stoppedWell = disk.exists(STOPPED_WELL);
        RecoveryPoints points = points();
        boolean knowsPoints = points.load();
        NewLogs.recover(disk, points);
        Replayed replayed = JournalReplay.run(world, points, stoppedWell);
        if (stoppedWell) removeStoppedWell();
        Committer committer = new Committer(world, points, replayed);
        committer.room().open();
        LogStarts starts = new LogStarts(world, committer);
        boolean knowsStarts = starts.load();
        DirectoryState state =
                new DirectoryState(
                        world,
                        committer,
                        starts,
                        new Reader(world),
                        new TailBudget(world.settings().tailBytesMax()),
                        new Compactions(),
                        replayed,
                        stoppedWell && knowsPoints,
                        knowsPoints,
                        doubtful());
        return new DirectoryOpening.Opened(
                new DataDirectory(
                        state,
                        mark,
                        new DataDirectory.Found(LogFolder.all(disk), knowsStarts),
                        lock));
    }

    private DoubtfulLogs doubtful() throws IOException {
        boolean isDue = FailedSync.look(disk) == FailedSync.Finding.OVER;
        return isDue ? DoubtfulLogs.of(LogFolder.all(disk)) : DoubtfulLogs.none();
    }

    /** The mark goes, durably, before anything is appended: it says nothing about what follows. */
    private void removeStoppedWell() throws IOException {
        disk.delete(STOPPED_WELL);
        disk.syncDirectory("");
    }

    private void tidy() throws IOException {
        for (String name : disk.list("")) {
            if (SmallFile.isLeftover(name)) disk.delete(name);
            else if (LogFolder.isPutAside(name)) LogFolder.remove(disk, name);
        }
    }

    private static DirectoryOpening refused(DirectoryRefusal why) {
        return new DirectoryOpening.Refused(why);
    }
}
