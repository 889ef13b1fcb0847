package io.skein.storage;

import io.skein.foundation.Check;
import io.skein.foundation.Uuid;
import io.skein.foundation.world.Disk;
import io.skein.foundation.world.Disk.DiskLock;
import io.skein.foundation.world.Lane;
import io.skein.storage.format.FileNames;
import io.skein.storage.format.SmallFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * One data directory of a node: its lock, whose it is, its logs. Its files belong to its commit
 * lane. Methods may be called on any lane that is named as {@code caller}, and answer there.
 */
public final class DataDirectory {
    private static final byte[] STOPPED_WELL_TEXT =
            "{\"version\":0}\n".getBytes(StandardCharsets.UTF_8);

    private final DirectoryState state;
    private final Found found;
    private final DiskLock lock;
    private volatile DirectoryMark mark;

    /** What was there when it was opened. */
    record Found(List<LogName> logs, boolean knowsStarts) {}

    DataDirectory(DirectoryState state, DirectoryMark mark, Found found, DiskLock lock) {
        this.state = state;
        this.mark = mark;
        this.found = found;
        this.lock = lock;
    }

    /** Locks and checks the directory, or marks a new one as ours. The first use of its lanes. */
    public static void open(
            DirectoryWorld world,
            DirectoryClaim claim,
            Lane caller,
            Consumer<DirectoryOpening> then) {
        world.commit()
                .answer(() -> {
                    DirectoryOpening opening = new DirectoryOpener(world, claim).open();
                    caller.answer(() -> then.accept(opening));
                });
    }

    /** The directory's own id; a wiped directory gets another. */
    public Uuid id() {
        return mark.directoryId();
    }

    /** Whose cluster's it is, if that is known. */
    public Optional<Uuid> clusterId() {
        return mark.clusterId();
    }

    /** Logs that were there when the directory was opened, in the order of their folders. */
    public List<LogName> found() {
        return found.logs();
    }

    /** What a person should know of how it was found. */
    public Optional<String> remark() {
        if (found.knowsStarts()) return Optional.empty();
        String file = state.world().disk().place() + "/" + FileNames.LOG_STARTS;
        return Optional.of(
                file + " makes no sense, so records deleted with delete-records are back in sight");
    }

    /** Records the cluster's id durably. Naming the same one again does nothing. */
    public void join(Uuid clusterId, Lane caller, Consumer<Outcome> then) {
        state.world()
                .commit()
                .answer(() ->
                        state.committer()
                                .change(
                                        disk -> join(clusterId, disk),
                                        outcome -> caller.answer(() -> then.accept(outcome))));
    }

    /** The place for the logs that {@code owner} has here. Once per lane, before or on it. */
    public Shelf shelf(Lane owner) {
        return new Shelf(state, owner);
    }

    /** What its committer has done; any thread. */
    public DirectoryFigures figures() {
        return state.committer().figures;
    }

    /**
     * Gives up what was put by for a full disk; false if that is done already. For those who write
     * into the directory themselves; on its commit lane.
     */
    public boolean giveUpSpare() {
        return state.committer().room().giveUp();
    }

    /**
     * Those who write into the directory themselves could not: nothing more is written here, and if
     * it was a sync, not even a new process relies on what it sees. On its commit lane.
     */
    public void fail(IOException cause) {
        state.committer().fail(cause);
    }

    /** Who hears on that lane when the disk gets full, and when that is over; one at a time. */
    public void listen(Lane caller, Consumer<RoomNews> listener) {
        state.world()
                .commit()
                .answer(() ->
                        state.committer()
                                .room()
                                .listen(news -> caller.answer(() -> listener.accept(news))));
    }

    /** Why nothing can be appended at present, if so. Any thread. */
    public Optional<String> trouble() {
        return switch (state.committer().health()) {
            case Health.Good _ -> Optional.empty();
            case Health.Full(String cause) -> Optional.of(cause);
            case Health.Offline(String cause) -> Optional.of(cause);
        };
    }

    /**
     * The orderly end, after every log has been closed: saves the recovery points and, if all is
     * durable, leaves the mark that spares the next start its checks; not beside a damaged journal,
     * which the mark would say is not needed. Gives the lock back.
     */
    public void close(Lane caller, Consumer<Outcome> then) {
        state.world()
                .commit()
                .answer(() -> {
                    Outcome outcome = close();
                    caller.answer(() -> then.accept(outcome));
                });
    }

    private void join(Uuid clusterId, Disk disk) throws IOException {
        if (mark.clusterId().equals(Optional.of(clusterId))) return;
        Check.that(mark.clusterId().isEmpty(), "a directory never changes its cluster");
        DirectoryMark joined = mark.in(clusterId);
        joined.write(disk);
        mark = joined;
    }

    private Outcome close() {
        Disk disk = state.world().disk();
        try {
            boolean isWell = state.committer().finish();
            if (isWell && state.doubtful().isOver(LogFolder.all(disk))) FailedSync.forget(disk);
            if (isWell && state.replayed().journal().isPresent()) {
                SmallFile.write(disk, DirectoryOpener.STOPPED_WELL, STOPPED_WELL_TEXT);
                disk.syncDirectory("");
            }
            lock.close();
            if (isWell) return new Outcome.Done();
            return new Outcome.Offline(disk.place() + " was not closed in good order");
        } catch (IOException failed) {
            FailedSync.note(disk, failed);
            return new Outcome.Offline(failed.toString());
        }
    }
}
