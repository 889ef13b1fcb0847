package io.skein.storage;

import io.skein.foundation.Check;
import io.skein.foundation.world.Lane;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The logs of one data directory that one lane owns; all its methods, and those of its logs, are
 * that lane's, and all answers come there. What the logs append in a turn goes to the committer
 * together at the end of the turn.
 */
public final class Shelf {
    /** Openings under way at once; each may hold a buffer of a few megabytes. */
    private static final int OPENINGS_MAX = 8;

    /** The same if the next is of a log that is yet to be made: one sync is for all of them. */
    private static final int MAKINGS_MAX = 512;

    private static final long RETRY_NANOS = 1_000_000L;

    private final DirectoryState directory;
    private final Lane owner;
    private final List<Log> appended = new ArrayList<>();
    private final ArrayDeque<LogOpener.Ask> asked = new ArrayDeque<>();
    private List<Runnable> outbox = new ArrayList<>();
    private boolean isRetryArmed;
    private int openings;
    private int reads;
    private long waitingBytes;

    Shelf(DirectoryState directory, Lane owner) {
        this.directory = directory;
        this.owner = owner;
        owner.onTurnEnd(this::handOver);
    }

    /**
     * Opens a log, recovering it first where the last stop was not orderly. Any number may be asked
     * for at once; they are opened a few at a time. Listen to the log in {@code then}, or news may
     * be missed.
     */
    public void open(LogOrder order, Progress progress, Consumer<LogOpening> then) {
        asked.add(new LogOpener.Ask(order, progress, then));
        openNext();
    }

    /** Removes a log that is not open, with all it holds; done if there is none. */
    public void delete(LogName name, Consumer<Outcome> then) {
        toCommitter(() ->
                new LogRemoval(directory, name)
                        .start(outcome -> owner.answer(() -> then.accept(outcome))));
    }

    Lane owner() {
        return owner;
    }

    DirectoryState directory() {
        return directory;
    }

    Health health() {
        return directory.committer().health();
    }

    /** Bytes that the logs here have appended and not seen durable. */
    long waitingBytes() {
        return waitingBytes;
    }

    /** Why a batch of this size cannot be taken now, whichever log it is for. */
    Optional<AppendResult> refusal(int bytes) {
        int batchBytesMax = directory.world().settings().batchBytesMax();
        Check.that(bytes <= batchBytesMax, "the caller refuses what is too large", bytes);
        if (health() instanceof Health.Full(String cause)) {
            return Optional.of(new AppendResult.NoRoom(cause));
        }
        if (health() instanceof Health.Offline(String cause)) {
            return Optional.of(new AppendResult.Offline(cause));
        }
        long bytesMax = directory.world().settings().undurableBytesMax();
        // One batch larger than the bound must get through alone, or it never would.
        if (waitingBytes > 0 && waitingBytes + bytes > bytesMax) {
            return Optional.of(new AppendResult.Overloaded());
        }
        return Optional.empty();
    }

    void waiting(long more) {
        waitingBytes += more;
    }

    /** The log has something to hand over at the end of this turn. */
    void hasAppended(Log log) {
        appended.add(log);
    }

    /** Queues work for the commit lane behind all that was queued before. */
    void toCommitter(Runnable task) {
        outbox.add(task);
    }

    /** Runs {@code work} on the read lane; false if too much of it is under way. */
    <T> boolean toReader(Function<Reader, T> work, Consumer<T> then) {
        if (reads == directory.world().settings().readsMax()) return false;
        Reader reader = directory.reader();
        boolean isTaken =
                directory
                        .world()
                        .read()
                        .post(() -> {
                            T result = work.apply(reader);
                            owner.answer(() -> finishRead(result, then));
                        });
        if (isTaken) reads++;
        return isTaken;
    }

    /**
     * Goes on when all reads are done that were asked for: later the files may be another log's.
     */
    void endReads(LogName log, Runnable then) {
        directory
                .world()
                .read()
                .answer(() -> {
                    directory.reader().forget(log.folder());
                    owner.answer(then);
                });
    }

    private <T> void finishRead(T result, Consumer<T> then) {
        reads--;
        then.accept(result);
    }

    private void openNext() {
        while (!asked.isEmpty()) {
            boolean isNew = asked.element().order().isNew();
            if (openings >= (isNew ? MAKINGS_MAX : OPENINGS_MAX)) return;
            openings++;
            LogOpener.Ask ask = asked.remove();
            Consumer<LogOpening> then = opening -> owner.answer(() -> opened(ask, opening));
            LogOpener.Ask own = new LogOpener.Ask(ask.order(), ask.progress(), then);
            toCommitter(() -> new LogOpener(directory, this, own).start());
        }
    }

    private void opened(LogOpener.Ask ask, LogOpening opening) {
        openings--;
        openNext();
        ask.then().accept(opening);
    }

    private void handOver() {
        if (!appended.isEmpty()) {
            for (Log log : appended) log.handOver();
            appended.clear();
        }
        if (!outbox.isEmpty() && !isRetryArmed) send();
    }

    private void send() {
        List<Runnable> message = outbox;
        outbox = new ArrayList<>();
        if (directory.world().commit().post(() -> message.forEach(Runnable::run))) return;
        // The committer is behind. What waits here is bounded by the bytes that may wait.
        outbox = message;
        isRetryArmed = true;
        owner.after(
                RETRY_NANOS,
                () -> {
                    isRetryArmed = false;
                    handOver();
                });
    }
}
