package io.skein.storage;

import io.skein.storage.Retention.Freed;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * Lets go of a log's oldest records: out of sight up to any offset, and out of the disk by whole
 * segments, one after the other, so that a crash never leaves a hole. A log begins later only when
 * that is durable: it never begins earlier again. Owned by the log's lane; one order by age at a
 * time, others are done at once without doing anything.
 */
final class Trimming {
    private final Log log;
    private final Segments segments;
    private final LogReads reads;
    private boolean isBusy;

    /** Before this the files are being put aside; 0 if none are. */
    private long leavingBefore;

    private List<Runnable> deferred = List.of();

    /** What may go, and how late it is; {@code then} is told on the log's lane. */
    record Order(Retention rules, long nowMillis, long before, Consumer<Freed> then) {}

    Trimming(Log log, Segments segments, LogReads reads) {
        this.log = log;
        this.segments = segments;
        this.reads = reads;
    }

    boolean isBusy() {
        return isBusy;
    }

    /** The offset from which on nobody is putting files aside. */
    long keptFrom() {
        return Math.max(leavingBefore, segments.start());
    }

    /** If files are just changing their names, keeps the task for afterwards. */
    boolean defers(Runnable task) {
        if (leavingBefore == 0) return false;
        if (deferred.isEmpty()) deferred = new ArrayList<>();
        deferred.add(task);
        return true;
    }

    /** All before the offset is out of sight for good when {@code then} hears. */
    void deleteBefore(long offset, long agreed, Consumer<StartResult> then) {
        long limit = Math.min(agreed, log.durableEnd());
        if (log.isClosed()) {
            then.accept(new StartResult.Offline(log.name() + " is closed"));
        } else if (log.truncation().isBusy()) {
            then.accept(new StartResult.Overloaded());
        } else if (offset > limit) {
            then.accept(new StartResult.Beyond(limit));
        } else if (offset <= segments.start()) {
            then.accept(new StartResult.Done(segments.start()));
        } else {
            LogStarts starts = log.shelf().directory().starts();
            Consumer<Outcome> saved =
                    outcome -> log.shelf().owner().answer(() -> deleted(offset, outcome, then));
            log.shelf().toCommitter(() -> starts.move(log.name(), offset, saved));
        }
    }

    private void deleted(long offset, Outcome outcome, Consumer<StartResult> then) {
        then.accept(
                switch (outcome) {
                    case Outcome.Done _ -> {
                        segments.startAt(offset);
                        yield new StartResult.Done(segments.start());
                    }
                    case Outcome.NoRoom _ -> new StartResult.NoRoom();
                    case Outcome.Offline(String cause) -> new StartResult.Offline(cause);
                });
    }

    void start(Order order) {
        boolean isOld = segments.isOld(order.nowMillis(), log.name(), log.settings().age());
        boolean isDeleted = segments.start() == log.end();
        if (isOld || isDeleted) log.closeSegment();
        if (isBusy || log.compaction().isSwapping()) {
            order.then().accept(Freed.NOTHING);
            return;
        }
        isBusy = true;
        goOn(order, Freed.NOTHING);
    }

    private void goOn(Order order, Freed freed) {
        if (!log.isServing()) {
            finish(order, freed);
        } else {
            Optional<Segment> oldest = segments.oldestClosed(order.before());
            if (oldest.isPresent()) consider(oldest.get(), order, freed);
            else finishWithActive(order, freed);
        }
    }

    private void consider(Segment oldest, Order order, Freed freed) {
        long keptBytes = order.rules().bytesMax();
        boolean isTooMuch = keptBytes >= 0 && segments.sizeBytes() - oldest.bytes() >= keptBytes;
        if (isTooMuch || segments.isOldestDeleted()) {
            letGo(oldest, order, freed);
        } else if (order.rules().millisMax() < 0) {
            finish(order, freed);
        } else {
            OptionalLong newest = oldest.newestMillis();
            if (newest.isEmpty()) ask(oldest, order, freed);
            else if (isExpired(oldest, newest.getAsLong(), order)) letGo(oldest, order, freed);
            else finish(order, freed);
        }
    }

    private static boolean isExpired(Segment segment, long newest, Order order) {
        return segment.quietMillis(newest, order.nowMillis()) > order.rules().millisMax();
    }

    private void letGo(Segment oldest, Order order, Freed freed) {
        leavingBefore = segments.endOfOldest();
        reads.hold(oldest.base(), leavingBefore);
        new SegmentRemoval(log, oldest.base(), order.rules().deleteDelayNanos())
                .start(outcome -> putAside(outcome, oldest, order, freed));
    }

    private void putAside(Outcome outcome, Segment oldest, Order order, Freed freed) {
        leavingBefore = 0;
        boolean isGone = outcome instanceof Outcome.Done;
        if (isGone) segments.removeOldest();
        reads.release();
        List<Runnable> due = deferred;
        deferred = List.of();
        if (isGone && due.isEmpty()) goOn(order, freed.and(oldest));
        else finish(order, isGone ? freed.and(oldest) : freed);
        due.forEach(Runnable::run);
    }

    /** What its index says is good enough to keep it, and not to let it go. */
    private void ask(Segment oldest, Order order, Freed freed) {
        ReadOrder whole = segments.order(oldest.base(), Long.MAX_VALUE, 1);
        boolean isTaken =
                log.shelf()
                        .toReader(
                                reader -> reader.claimedNewest(whole),
                                claim -> {
                                    boolean mayGo =
                                            claim.isEmpty()
                                                    || isExpired(oldest, claim.get(), order);
                                    if (mayGo) walk(new NewestTime(whole), oldest, order, freed);
                                    else finish(order, freed);
                                });
        if (!isTaken) finish(order, freed);
    }

    private void walk(NewestTime walk, Segment oldest, Order order, Freed freed) {
        boolean isTaken =
                log.shelf()
                        .toReader(
                                reader -> reader.advance(walk),
                                state -> {
                                    switch (state) {
                                        case UNDER_WAY -> walk(walk, oldest, order, freed);
                                        case DONE -> {
                                            oldest.newest(walk.newestMillis());
                                            goOn(order, freed);
                                        }
                                        case FAILED -> finish(order, freed);
                                    }
                                });
        if (!isTaken) finish(order, freed);
    }

    /** Even what is in the last segment gets old, if nothing is appended for long enough. */
    private void finishWithActive(Order order, Freed freed) {
        Optional<Segment> active = segments.active();
        if (order.rules().millisMax() >= 0 && active.isPresent()) {
            // To close it does no harm, so what the index says is good enough.
            long newest = active.get().index().orElseThrow().newestMillis();
            boolean isOver = order.nowMillis() - newest > order.rules().millisMax();
            if (isOver) log.closeSegment();
        }
        finish(order, freed);
    }

    private void finish(Order order, Freed freed) {
        isBusy = false;
        order.then().accept(freed);
    }
}
