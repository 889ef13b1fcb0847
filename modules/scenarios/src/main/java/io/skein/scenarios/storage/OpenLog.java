package io.skein.scenarios.storage;

import io.skein.records.Batch;
import io.skein.scenarios.history.Violation;
import io.skein.storage.Log;
import io.skein.storage.LogNews;
import io.skein.storage.Outcome;
import java.nio.ByteBuffer;
import java.util.function.Consumer;

/** A log that is open, beside what it must be. Owned by the world, for as long as both live. */
final class OpenLog {
    final Log log;
    final Ghost ghost;
    private final Scene scene;
    boolean isCutting;
    boolean isAging;
    boolean isCompacting;
    boolean isKnownFromBefore;
    private boolean isClosed;

    OpenLog(Log log, Ghost ghost, Scene scene) {
        this.log = log;
        this.ghost = ghost;
        this.scene = scene;
        log.listen(this::hear);
    }

    boolean isBusy() {
        return isCutting || isAging || isCompacting;
    }

    /** Closes it and tells how that went. */
    void close(Consumer<Outcome> then) {
        log.close(outcome -> {
            isClosed = true;
            then.accept(outcome);
        });
    }

    /** Where a log has once begun, it never begins earlier again, whatever happens next. */
    void look() {
        if (!isCutting) ghost.extent().startsAt(log.start());
    }

    /** A read was answered: once the log is closed, its files may be those of another one. */
    void checkAnswered() {
        if (isClosed) throw new Violation("late-read", ghost.name() + " was closed before");
    }

    private void hear(LogNews news) {
        scene.tell(ghost.name() + ": " + news);
        switch (news) {
            case LogNews.Durable(long before) -> {
                ghost.promise(before);
                if (log.durableEnd() < before) throw new Violation("wrong-end", "not told");
            }
            case LogNews.CutBack(long end) -> {
                ghost.extent().cutBack(end);
                scene.reached("full disk undone");
            }
            case LogNews.Offline _ -> scene.reached("directory offline");
        }
    }

    /** What the log says of itself besides its batches. */
    void checkStanding() {
        if (log.durableEnd() != log.end()) {
            throw new Violation("dirty-recovery", ghost.name() + " has an end that may go");
        }
        if (ghost.excuses().isMisdated() || ghost.batches().isEmpty()) return;
        byte[] last = ghost.batches().getLast();
        int epoch = Batch.leaderEpoch(ByteBuffer.wrap(last), 0);
        if (log.start() < log.end() && log.epochs().last().orElse(-1) != epoch) {
            throw new Violation(
                    "wrong-epochs", ghost.name() + ": " + log.epochs() + " but last is " + epoch);
        }
    }
}
