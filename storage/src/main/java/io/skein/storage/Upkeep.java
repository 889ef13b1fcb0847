package io.skein.storage;

import io.skein.foundation.world.Disk.DiskFull;
import io.skein.foundation.world.Lane;
import java.io.IOException;
import java.util.Collection;

/**
 * What is done in a data directory as time passes: recovery points are saved, what only the journal
 * has goes to its segments, quiet logs let their tails go, idle files are closed. Owned by the
 * commit lane; where there is nothing to do there is no timer.
 */
final class Upkeep {
    /** Segments synced in one go; appends wait for it. */
    private static final int SYNCS_AT_ONCE = 16;

    private static final long PAUSE_NANOS = 10_000_000L;

    private final Lane lane;
    private final long intervalNanos;
    private final Committer committer;
    private final RecoveryPoints points;
    private final LiveFrames frames;
    private final Quiet quiet = new Quiet();
    private long oldFrame;
    private long oldLog;
    private long dueLog;
    private boolean isMaking;
    private boolean isArmed;

    Upkeep(DirectoryWorld world, Committer committer, RecoveryPoints points, LiveFrames frames) {
        this.lane = world.commit();
        this.intervalNanos = world.settings().recoveryPointsNanos();
        this.committer = committer;
        this.points = points;
        this.frames = frames;
    }

    /** What these logs wrote is durable. */
    void wrote(Collection<Log> logs) {
        quiet.wrote(logs);
        if (points.isDue()) savePoints();
    }

    /**
     * At the end of each turn: sees to it that there is a next time, if there is anything to do.
     */
    void arm() {
        if (isArmed || (isTidy() && committer.files().isEmpty())) return;
        isArmed = true;
        lane.after(intervalNanos, this::run);
    }

    private boolean isTidy() {
        return !points.isDirty()
                && quiet.isEmpty()
                && frames.isEmpty()
                && committer.made().isEmpty();
    }

    /** As {@link #writePoints}, if there is news; without room the old ones stay. */
    void savePoints() {
        if (!points.isDirty()) return;
        try {
            writePoints();
        } catch (DiskFull full) {
            // The old ones stay true; only a recovery would take longer.
            committer.probe();
        } catch (IOException failed) {
            committer.fail(failed);
        }
    }

    void writePoints() throws IOException {
        for (Log log : committer.openLogs()) {
            log.files().saveForRecovery();
            if (!frames.has(log)) points.passed(log.name(), frames.last());
        }
        points.save();
    }

    private void run() {
        isArmed = false;
        if (committer.isOffline()) return;
        long due = oldFrame;
        oldFrame = frames.last();
        syncOld(due);
        dueLog = oldLog;
        oldLog = committer.made().newest();
        if (!isMaking) makeFolders();
        savePoints();
        closeIdle();
        Telling.each(quiet.pass(committer::isOpen), Log::rest);
    }

    private void closeIdle() {
        try {
            committer.files().closeIdle();
        } catch (IOException failed) {
            committer.fail(failed);
        }
    }

    /** Logs that were made and hold nothing get their folders, a few at a time. */
    private void makeFolders() {
        isMaking = false;
        if (committer.isOffline()) return;
        try {
            isMaking = committer.made().catchUp(SYNCS_AT_ONCE, dueLog);
            if (isMaking) lane.after(PAUSE_NANOS, this::makeFolders);
            else committer.made().trim();
        } catch (DiskFull full) {
            committer.probe();
        } catch (IOException failed) {
            committer.fail(failed);
        }
    }

    /** What has been in the journal alone for long goes to its segments, a few at a time. */
    private void syncOld(long upTo) {
        if (committer.isOffline()) return;
        try {
            boolean mayBeMore = frames.catchUp(SYNCS_AT_ONCE, upTo);
            if (mayBeMore) lane.after(0, () -> syncOld(upTo));
        } catch (IOException failed) {
            committer.fail(failed);
        }
    }
}
