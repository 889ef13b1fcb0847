package io.skein.storage;

import io.skein.foundation.world.Disk;
import io.skein.foundation.world.Disk.DiskFull;
import io.skein.foundation.world.Lane;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * Group commit: writes what the lanes hand over in a turn, syncs each file once, then tells the
 * lanes. Owned by the commit lane, the only one that writes files of the directory. A failed write
 * or sync ends it for good; a full disk only undoes the handover that met it.
 */
final class Committer {
    private static final long FULL_PROBE_NANOS = 1_000_000_000L;

    private final Lane lane;
    private final Disk disk;
    private final StorageSettings settings;
    private final OpenFiles files;
    private final Staging staging;
    private final RecoveryPoints points;
    private final Room room;
    private final Consumer<String> onFailed;
    final DirectoryFigures figures = new DirectoryFigures();
    private final TreeMap<LogName, Log> open = new TreeMap<>();
    private final LinkedHashSet<Log> touched = new LinkedHashSet<>();
    private final LinkedHashSet<Log> recent = new LinkedHashSet<>();
    private final LinkedHashSet<Log> older = new LinkedHashSet<>();
    private final TreeSet<String> dirtyFolders = new TreeSet<>();
    private final List<Runnable> afterSync = new ArrayList<>();
    private boolean isSaveArmed;
    private boolean isUntidy;
    private volatile Health health = Health.GOOD;

    Committer(DirectoryWorld world, RecoveryPoints points) {
        this.lane = world.commit();
        this.disk = world.disk();
        this.settings = world.settings();
        this.files = new OpenFiles(disk, settings.openFilesMax());
        this.staging = new Staging(settings.stagingBytes());
        this.points = points;
        this.room = new Room(disk, settings);
        this.onFailed = world.onFailed();
        lane.onTurnEnd(this::endRound);
    }

    /** Any lane. */
    Health health() {
        return health;
    }

    Disk disk() {
        return disk;
    }

    OpenFiles files() {
        return files;
    }

    RecoveryPoints points() {
        return points;
    }

    boolean isOpen(LogName name) {
        return open.containsKey(name);
    }

    /** Whether it is this very log that is open, and no later one of its name. */
    boolean isOpen(Log log) {
        return log.equals(open.get(log.name()));
    }

    boolean hasOpenLogs() {
        return !open.isEmpty();
    }

    /** From now on the log hears what becomes of the directory. All of it must be durable. */
    void register(Log log) {
        open.put(log.name(), log);
        points.set(log.name(), log.files().point());
        armSave();
    }

    void write(Log log, Handover handover) {
        LogFiles target = log.files();
        if (isOffline() || handover.generation() != target.generation()) return;
        try {
            // A round never holds more handles than it may: one that is full ends early.
            if (files.isFull()) endRound();
            if (isOffline()) return;
            room.take(handover.sizeBytes());
            target.write(handover, staging);
            touched.add(log);
            points.goneOnBy(handover.sizeBytes());
            figures.appendedBytes().add(handover.sizeBytes());
        } catch (DiskFull full) {
            cutBack(log, handover);
        } catch (IOException failed) {
            fail(failed);
        }
    }

    /** Closes a log's files in good order. */
    Outcome close(Log log, int generation, SegmentIndex.Tail closing) {
        if (health instanceof Health.Offline(String cause)) return new Outcome.Offline(cause);
        LogFiles target = log.files();
        try {
            target.close(generation, closing);
            points.set(log.name(), target.point());
        } catch (DiskFull full) {
            // All is durable, but the files do not say so: the next start looks for itself.
            isUntidy = true;
        } catch (IOException failed) {
            fail(failed);
            return new Outcome.Offline(failed.toString());
        }
        touched.remove(log);
        open.remove(log.name());
        armSave();
        return new Outcome.Done();
    }

    /** The names in this folder will be durable when {@code then} runs, at the end of the round. */
    void syncFolderThen(String folder, Runnable then) {
        dirtyFolders.add(folder);
        afterSync.add(then);
    }

    /** Looks at once whether there is room again: something was deleted. */
    void probe() {
        if (!(health instanceof Health.Full)) return;
        try {
            if (room.isBack()) health = Health.GOOD;
        } catch (IOException failed) {
            fail(failed);
        }
    }

    /** What was written may be gone although a later sync succeeds: never tried again. */
    void fail(IOException cause) {
        if (isOffline()) return;
        String place = disk.place() + ": " + cause;
        health = new Health.Offline(place);
        touched.clear();
        onFailed.accept(place);
        Telling.each(open.values(), log -> log.lose(place));
        // Those who wait for a folder find out that it failed when they look at the health.
        runAfterSync();
    }

    /**
     * Saves the recovery points for the last time; true if everything open has been closed well.
     */
    boolean finish() {
        if (isOffline()) return false;
        savePoints();
        boolean isWell = !isUntidy && open.isEmpty() && !points.isDirty();
        health = new Health.Offline(disk.place() + " is closed");
        return isWell;
    }

    private boolean isOffline() {
        return health instanceof Health.Offline;
    }

    private void cutBack(Log log, Handover handover) {
        try {
            log.files().undo(handover.before());
            touched.add(log);
        } catch (IOException failed) {
            fail(failed);
            return;
        }
        int generation = log.files().generation();
        log.shelf().owner().answer(() -> log.cutBack(generation, handover.before()));
        if (health instanceof Health.Good) {
            health = Health.FULL;
            lane.after(FULL_PROBE_NANOS, this::probeUntilGood);
        }
    }

    private void probeUntilGood() {
        probe();
        if (health instanceof Health.Full) lane.after(FULL_PROBE_NANOS, this::probeUntilGood);
    }

    private void endRound() {
        if (touched.isEmpty() && dirtyFolders.isEmpty()) return;
        if (isOffline()) return;
        try {
            syncTouched();
            files.trim();
        } catch (IOException failed) {
            fail(failed);
            return;
        }
        confirmTouched();
        runAfterSync();
    }

    private void syncTouched() throws IOException {
        for (Log log : touched) log.files().sync();
        figures.syncs().add(touched.size());
        for (String folder : dirtyFolders) disk.syncDirectory(folder);
        dirtyFolders.clear();
    }

    private void confirmTouched() {
        if (touched.isEmpty()) return;
        for (Log log : touched) points.set(log.name(), log.files().point());
        Telling.durable(touched);
        recent.addAll(touched);
        touched.clear();
        if (points.isDue()) savePoints();
        armSave();
    }

    private void runAfterSync() {
        if (afterSync.isEmpty()) return;
        List<Runnable> due = List.copyOf(afterSync);
        afterSync.clear();
        due.forEach(Runnable::run);
    }

    private void armSave() {
        if (isSaveArmed || (!points.isDirty() && older.isEmpty())) return;
        isSaveArmed = true;
        lane.after(settings.recoveryPointsNanos(), this::saveInTime);
    }

    private void saveInTime() {
        isSaveArmed = false;
        if (isOffline()) return;
        savePoints();
        letRest();
        armSave();
    }

    /** Logs that were quiet since the last time let their tails go: others need the memory. */
    private void letRest() {
        older.removeAll(recent);
        older.removeIf(log -> !isOpen(log.name()));
        Telling.each(older, Log::rest);
        older.clear();
        older.addAll(recent);
        recent.clear();
    }

    /**
     * A log of this name is about to be made. The point of one that had the name before and was
     * removed must not be taken for its own after a crash: the new log would look damaged.
     */
    void forgetPoint(LogName name) throws IOException {
        points.remove(name);
        if (points.isWritten(name)) writePoints();
    }

    void writePoints() throws IOException {
        for (Log log : open.values()) log.files().saveForRecovery();
        points.save();
    }

    private void savePoints() {
        if (!points.isDirty()) return;
        try {
            writePoints();
        } catch (DiskFull full) {
            // The old ones stay true; only a recovery would take longer.
            probe();
        } catch (IOException failed) {
            fail(failed);
        }
    }

    /** Runs something that changes files outside any log's segments. */
    void change(DiskChange change, Consumer<Outcome> then) {
        if (health instanceof Health.Offline(String cause)) {
            then.accept(new Outcome.Offline(cause));
            return;
        }
        try {
            change.make(disk);
        } catch (DiskFull full) {
            then.accept(new Outcome.NoRoom());
            return;
        } catch (IOException failed) {
            fail(failed);
            then.accept(new Outcome.Offline(failed.toString()));
            return;
        }
        then.accept(new Outcome.Done());
    }
}
