package io.skein.server.broker;

import io.skein.foundation.Uuid;
import io.skein.foundation.world.Lane;
import io.skein.server.broker.PartitionLane.Told;
import io.skein.server.door.Refusal;
import io.skein.server.door.Refusal.Why;
import io.skein.storage.Log;
import io.skein.storage.LogName;
import io.skein.storage.LogOpening;
import io.skein.storage.LogOrder;
import io.skein.storage.Outcome;
import io.skein.storage.Shelf;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * One folder of the data directory and the log in it, opened, closed and deleted one after the
 * other: a topic may be deleted and made again under the same name while the first step still runs.
 * Owned by the partition's lane.
 */
final class Folder {
    private static final long ROOM_RETRY_NANOS = 1_000_000_000L;

    private final LogName name;
    private final Optional<Shelf> shelf;
    private final Lane lane;
    private final Events events;
    private final ArrayDeque<Consumer<Runnable>> steps = new ArrayDeque<>();
    private Optional<Log> log = Optional.empty();
    private boolean busy;

    /** What the lane hears of its folders. */
    interface Events {
        /** The partition's log is open. */
        void onOpen(Partition partition);

        /** How far the recovery of a log has come. */
        void onRecovering(LogName name, long bytesDone, long bytesTotal);

        /** The folder cannot be used as it should be. */
        void onTrouble(LogName name, Refusal why);
    }

    /**
     * @param shelf none if the data directory it belongs to is not there
     */
    Folder(LogName name, Optional<Shelf> shelf, Lane lane, Events events) {
        this.name = name;
        this.shelf = shelf;
        this.lane = lane;
        this.events = events;
    }

    /** Whether something is still to be done with it after the present step. */
    boolean wanted() {
        return !steps.isEmpty();
    }

    /** Opens the partition's log and hands it over. */
    void open(Told told, Partition partition) {
        then(done -> openNow(told, partition, done));
    }

    /** Deletes the folder with all that is in it. */
    void delete(Runnable then) {
        then(done -> closeNow(() -> deleteNow(name, () -> finish(then, done))));
    }

    /** Closes the log in order. */
    void close(Runnable then) {
        then(done -> closeNow(() -> finish(then, done)));
    }

    private static void finish(Runnable then, Runnable done) {
        then.run();
        done.run();
    }

    private void then(Consumer<Runnable> step) {
        steps.addLast(step);
        next();
    }

    private void next() {
        if (busy || steps.isEmpty()) return;
        busy = true;
        steps.removeFirst()
                .accept(() -> {
                    busy = false;
                    next();
                });
    }

    private void openNow(Told told, Partition partition, Runnable done) {
        if (partition.over()) {
            done.run();
            return;
        }
        if (shelf.isEmpty()) {
            String cause = "the data directory that its log is in is not among this node's now";
            fail(partition, cause, done);
            return;
        }
        LogOrder order =
                new LogOrder(name, told.id().topic(), partition.fresh(), told.config().log());
        shelf.get()
                .open(
                        order,
                        (bytesDone, bytesTotal) -> events.onRecovering(name, bytesDone, bytesTotal),
                        opening -> opened(opening, told, partition, done));
    }

    private void opened(LogOpening opening, Told told, Partition partition, Runnable done) {
        switch (opening) {
            case LogOpening.Opened(Log opened) -> {
                log = Optional.of(opened);
                partition.opened(opened);
                events.onOpen(partition);
                done.run();
            }
            // The folder is of a topic that had this name and was deleted while its bytes were not.
            case LogOpening.Foreign(Uuid _) ->
                    deleteNow(name, () -> openNow(told, partition, done));
            case LogOpening.NoRoom _ -> {
                partition.refuseWaiting(Refusals.noRoom("the disk is full"));
                lane.after(ROOM_RETRY_NANOS, () -> openNow(told, partition, done));
            }
            case LogOpening.Lost _ ->
                    fail(
                            partition,
                            "its log is gone from this node's data directory; it is not made anew,"
                                    + " since that would hide the loss",
                            done);
            case LogOpening.Damaged(long from, long before, String cause) ->
                    fail(
                            partition,
                            "offsets %d to %d are damaged: %s".formatted(from, before - 1, cause),
                            done);
            case LogOpening.Busy _ -> fail(partition, "its log is open already", done);
            case LogOpening.Unreadable(String cause) ->
                    fail(partition, "its log cannot be read: " + cause, done);
            // The directory has said so itself, once for all that is in it.
            case LogOpening.Offline(String cause) -> {
                partition.fail(Refusals.storageFailed(cause));
                done.run();
            }
        }
    }

    private void fail(Partition partition, String cause, Runnable done) {
        Refusal why =
                Refusal.definite(
                        Why.STORAGE_FAILED, "partition %s is offline: %s".formatted(name, cause));
        partition.fail(why);
        events.onTrouble(name, why);
        done.run();
    }

    private void closeNow(Runnable then) {
        if (log.isEmpty()) {
            then.run();
            return;
        }
        Log open = log.get();
        log = Optional.empty();
        open.close(_ -> then.run());
    }

    private void deleteNow(LogName folder, Runnable then) {
        if (shelf.isEmpty()) {
            then.run();
            return;
        }
        shelf.get()
                .delete(
                        folder,
                        outcome -> {
                            switch (outcome) {
                                case Outcome.Done _ -> {}
                                case Outcome.NoRoom _ ->
                                        events.onTrouble(
                                                folder,
                                                Refusal.definite(
                                                        Why.DISK_FULL,
                                                        "%s could not be deleted: the disk is full"
                                                                .formatted(folder)));
                                // What is left here is put right by the start after the repair.
                                case Outcome.Offline _ -> {}
                            }
                            then.run();
                        });
    }
}
