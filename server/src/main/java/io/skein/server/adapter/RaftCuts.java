package io.skein.server.adapter;

import io.skein.foundation.Check;
import io.skein.raft.core.LogPoint;
import io.skein.storage.Log;
import io.skein.storage.TruncateResult;
import java.util.OptionalInt;
import java.util.function.Consumer;

/** Cuts the metadata log at places of its own. Owned by the quorum lane, one cut at a time. */
final class RaftCuts {
    static final String NO_ROOM = "the disk is full";

    private final Log log;

    RaftCuts(Log log) {
        this.log = log;
    }

    /** Whether the log, cut at that point, is the log that ends there. */
    static boolean holds(Log log, LogPoint at) {
        if (at.next() < log.start() || at.next() > log.end()) return false;
        // Nothing but the snapshot that is taken there knows what was before the first entry.
        if (at.next() == log.start()) return true;
        return log.epochs().epochAt(at.next() - 1).equals(OptionalInt.of(at.epoch()));
    }

    /** The log ends there when {@code then} runs, and nothing behind that can come back. */
    void to(LogPoint to, Runnable then) {
        Check.that(holds(log, to), "a log is cut at a point of its own", to.next());
        cut(1, done -> log.truncation().to(to.next(), done), then, to);
    }

    /** The log begins anew there, and is empty. */
    void wholly(LogPoint at, Runnable then) {
        cut(1, done -> log.truncation().wholly(at.next(), done), then, at);
    }

    private void cut(
            int triesLeft,
            Consumer<Consumer<TruncateResult>> steps,
            Runnable then,
            LogPoint expected) {
        steps.accept(result -> {
            switch (result) {
                case TruncateResult.Done(long end) -> {
                    Check.same(expected.next(), end, "a log is cut between batches");
                    then.run();
                }
                case TruncateResult.NoRoom _ -> {
                    // What was put by for this has been given up meanwhile.
                    if (triesLeft == 0) throw StorageRaftLog.failed(NO_ROOM);
                    cut(triesLeft - 1, steps, then, expected);
                }
                case TruncateResult.Damaged(long from, long before, String cause) ->
                        throw StorageRaftLog.failed(
                                "damaged from %d to %d: %s".formatted(from, before - 1, cause));
                case TruncateResult.Offline(String cause) -> throw StorageRaftLog.failed(cause);
            }
        });
    }
}
