package io.skein.storage;

import io.skein.foundation.world.Disk;
import io.skein.foundation.world.Disk.DiskFull;
import io.skein.foundation.world.Lane;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
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
    private final Lane lane;
    private final Disk disk;
    private final OpenFiles files;
    private final Staging staging;
    private final RecoveryPoints points;
    private final Room room;
    private final Consumer<String> onFailed;
    final DirectoryFigures figures = new DirectoryFigures();
    private final TreeMap<LogName, Log> open = new TreeMap<>();
    private final Round round = new Round();
    private final LiveFrames frames;
    private final Upkeep upkeep;
    private final TreeSet<String> dirtyFolders = new TreeSet<>();
    private final NewLogs made;
    private final List<Runnable> afterSync = new ArrayList<>();
    private boolean isUntidy;
    private volatile Health health = Health.GOOD;

    Committer(DirectoryWorld world, RecoveryPoints points, Replayed replayed) {
        this.lane = world.commit();
        this.disk = world.disk();
        StorageSettings settings = world.settings();
        this.files = new OpenFiles(disk, settings.openFilesMax());
        this.staging = new Staging(settings.stagingBytes());
        this.points = points;
        this.room = new Room(world, this);
        this.made = new NewLogs(disk, room::giveUp);
        this.frames = new LiveFrames(world, replayed, points, figures);
        this.upkeep = new Upkeep(world, this, points, frames);
        this.onFailed = world.onFailed();
        lane.onTurnEnd(this::endTurn);
    }

    /** Any lane. */
    Health health() {
        return isOffline() ? health : room.health();
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

    Room room() {
        return room;
    }

    NewLogs made() {
        return made;
    }

    Upkeep upkeep() {
        return upkeep;
    }

    Collection<Log> openLogs() {
        return open.values();
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
        frames.opened(log);
    }

    void write(Log log, Handover handover) {
        LogFiles target = log.files();
        if (isOffline() || handover.generation() != target.generation()) return;
        try {
            // A round never holds more handles than it may: one that is full ends early.
            if (files.isFull()) endRound();
            if (isOffline()) return;
            round.add(log, handover, room.write(target, handover, staging));
            points.goneOnBy(handover.sizeBytes());
            figures.appendedBytes().add(handover.sizeBytes());
        } catch (DiskFull full) {
            cutBack(log, handover, full);
        } catch (IOException failed) {
            fail(failed);
        }
    }

    /** Closes a log's files in good order. */
    Outcome close(Log log, int generation, SegmentIndex.Tail closing) {
        if (health instanceof Health.Offline(String cause)) return new Outcome.Offline(cause);
        LogFiles target = log.files();
        try {
            made.settle(List.of(log));
            target.close(generation, closing);
            frames.settled(log);
        } catch (DiskFull full) {
            // All is durable, but the files do not say so: the next start looks for itself.
            isUntidy = true;
        } catch (IOException failed) {
            fail(failed);
            return new Outcome.Offline(failed.toString());
        }
        Telling.durable(List.of(log));
        round.remove(log);
        frames.forget(log);
        open.remove(log.name());
        return new Outcome.Done();
    }

    /** The names in this folder will be durable when {@code then} runs, at the end of the round. */
    void syncFolderThen(String folder, Runnable then) {
        dirtyFolders.add(folder);
        afterSync(then);
    }

    /** Runs at the end of the round, when all that was made in it is durable. */
    void afterSync(Runnable then) {
        afterSync.add(then);
    }

    /** Looks at once whether there is room again: something was deleted. */
    void probe() {
        room.probe();
    }

    /** What was written may be gone although a later sync succeeds: never tried again. */
    void fail(IOException cause) {
        FailedSync.note(disk, cause);
        if (isOffline()) return;
        String place = disk.place() + ": " + cause;
        health = new Health.Offline(place);
        round.clear();
        onFailed.accept(place);
        Telling.each(open.values(), log -> log.lose(place));
        // Those who wait for a folder find out that it failed when they look at the health.
        runAfterSync();
    }

    /** Saves the recovery points once more; true if everything open has been closed well. */
    boolean finish() throws IOException {
        if (isOffline()) {
            frames.finish(false);
            return false;
        }
        upkeep.savePoints();
        boolean isWell = !isUntidy && open.isEmpty() && !points.isDirty();
        health = new Health.Offline(disk.place() + " is closed");
        frames.finish(isWell);
        return isWell;
    }

    boolean isOffline() {
        return health instanceof Health.Offline;
    }

    private void cutBack(Log log, Handover handover, DiskFull full) {
        try {
            log.files().undo(handover.before());
            if (made.hasFolder(log.name())) round.touch(log);
        } catch (IOException failed) {
            fail(failed);
            return;
        }
        int generation = log.files().generation();
        log.shelf().owner().answer(() -> log.cutBack(generation, handover.before()));
        room.refuse(String.valueOf(full.getMessage()));
    }

    private void endTurn() {
        endRound();
        if (!isOffline()) upkeep.arm();
    }

    private void endRound() {
        if (isOffline() || (afterSync.isEmpty() && round.isEmpty())) return;
        List<Round.Part> parts = round.take();
        List<Log> logs = parts.stream().map(Round.Part::log).toList();
        try {
            made.settle(logs);
            frames.commit(parts);
            if (made.hasUnsaved()) made.save();
            disk.syncAll(List.of(), List.copyOf(dirtyFolders));
            dirtyFolders.clear();
            files.trim();
        } catch (IOException failed) {
            fail(failed);
            return;
        }
        confirm(logs);
        runAfterSync();
        catchUp(parts);
    }

    private void confirm(List<Log> logs) {
        Telling.durable(logs);
        upkeep.wrote(logs);
    }

    /** Behind the news, which nobody shall wait for longer than need be. */
    private void catchUp(List<Round.Part> parts) {
        try {
            frames.catchUp(parts.stream().mapToLong(Round.Part::bytes).sum());
        } catch (IOException failed) {
            fail(failed);
        }
    }

    private void runAfterSync() {
        if (afterSync.isEmpty()) return;
        List<Runnable> due = List.copyOf(afterSync);
        afterSync.clear();
        due.forEach(Runnable::run);
    }

    /** All that the log has written is durable in its segments, and no frame speaks of them. */
    void settle(Log log) throws IOException {
        made.settle(List.of(log));
        frames.sync(List.of(log));
        round.settled(log);
        beforeReplacing(log, Long.MAX_VALUE);
    }

    /** Segments that begin before {@code base}, all synced, are about to change or go. */
    void beforeReplacing(Log log, long base) throws IOException {
        // Of a journal that is left as it is, the points say what counts no more.
        if (frames.isLeftAlone()) upkeep.writePoints();
        else frames.revoke(log, base);
    }

    /** Where the log stands; all before it is durable in its segments. */
    void point(LogName name, LogPoint point) {
        points.set(name, point, frames.last());
    }

    /**
     * A log of this name is about to be made. The point of one that had the name before and was
     * removed must not be taken for its own after a crash: the new log would look damaged.
     */
    void forgetPoint(LogName name) throws IOException {
        points.remove(name);
        // Else it would miss frames of a damaged journal that is older than it.
        if (frames.isLeftAlone()) point(name, LogPoint.begin(0));
        if (frames.isLeftAlone() || points.isWritten(name)) upkeep.writePoints();
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
            // Whoever asks again, as all do, finds the room.
            room.giveUp();
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
