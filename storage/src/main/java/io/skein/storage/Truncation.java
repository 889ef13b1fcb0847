package io.skein.storage;

import io.skein.foundation.Check;
import io.skein.foundation.EpochTrail;
import io.skein.storage.producers.Producers;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Cuts a log back, for a follower that has what its leader has not. Owned by the log's lane. What
 * was handed over before is written first, so nothing of it can come behind the cut; meanwhile
 * appends and reads are refused as overloaded, so nobody meets files that change under them.
 *
 * <pre>
 *   log ─▶ commit: all is written ─▶ log: which segment ─▶ read: which batch
 *       ─▶ commit: {@link LogCut} ─▶ read: handles and indexes go ─▶ log: the new end
 * </pre>
 */
public final class Truncation {
    private final Log log;
    private final Segments segments;
    private final Trimming trimming;
    private final DirectoryState directory;
    private boolean isBusy;
    private Optional<Runnable> deferred = Optional.empty();

    Truncation(Log log, Segments segments, Trimming trimming) {
        this.log = log;
        this.segments = segments;
        this.trimming = trimming;
        this.directory = log.shelf().directory();
    }

    /**
     * Removes the batch that holds {@code offset} and all behind it; nothing if the log ends before
     * it. If the log begins after it, as {@link #wholly}; if in that batch, at the cut. Reads asked
     * for before are answered before {@code then} hears. One cut at a time.
     */
    public void to(long offset, Consumer<TruncateResult> then) {
        begin(
                then,
                () -> {
                    if (offset < log.start()) empty(offset, then);
                    else if (offset >= log.end()) finish(new TruncateResult.Done(log.end()), then);
                    else find(offset, then);
                });
    }

    /** Removes everything; the log begins anew at {@code offset}, with no epochs. Else as above. */
    public void wholly(long offset, Consumer<TruncateResult> then) {
        Check.that(offset >= 0, "offsets begin at zero", offset);
        begin(then, () -> empty(offset, then));
    }

    /** Whether the log is being cut. */
    boolean isBusy() {
        return isBusy;
    }

    /** If the log is being cut, keeps the task for afterwards. */
    boolean defers(Runnable task) {
        if (log.compaction().defers(task) || trimming.defers(task)) return true;
        if (isBusy) deferred = Optional.of(task);
        return isBusy;
    }

    private void begin(Consumer<TruncateResult> then, Runnable next) {
        Runnable again = () -> begin(then, next);
        if (log.compaction().defers(again) || trimming.defers(again)) return;
        Check.that(!isBusy, "one cut at a time");
        if (log.isClosed()) {
            then.accept(new TruncateResult.Offline(log.name() + " is closed"));
            return;
        }
        isBusy = true;
        log.handOver();
        log.shelf().toCommitter(() -> answer(() -> unlessOffline(then, next)));
    }

    /** What is not in the files by now never will be. */
    private void unlessOffline(Consumer<TruncateResult> then, Runnable next) {
        if (directory.committer().health() instanceof Health.Offline(String cause)) {
            finish(new TruncateResult.Offline(cause), then);
        } else {
            next.run();
        }
    }

    private void find(long offset, Consumer<TruncateResult> then) {
        long base = segments.baseOf(offset);
        EpochTrail epochs = log.epochs().truncateTo(base);
        ScanOrder order = ScanOrder.upTo(offset, log.name(), base, epochs);
        Scan.Listener listener =
                new Scan.Listener() {
                    @Override
                    public void progress(long bytesDone, long bytesTotal) {}

                    @Override
                    public void done(Scanned found) {
                        if (found.fault().isEmpty()) {
                            replay(base, found, then);
                            return;
                        }
                        String cause = found.fault().get();
                        end(new TruncateResult.Damaged(found.end(), offset, cause), then);
                    }

                    @Override
                    public void failed(IOException cause) {
                        end(new TruncateResult.Offline(cause.toString()), then);
                    }
                };
        int intervalBytes = log.settings().indexIntervalBytes();
        Scan scan = new Scan(directory.world(), order.every(intervalBytes), listener);
        directory.world().read().answer(scan::start);
    }

    private void replay(long base, Scanned found, Consumer<TruncateResult> then) {
        Consumer<ProducerReplay.Result> next =
                result -> {
                    switch (result) {
                        case ProducerReplay.Result.Done(ProducerReplay.Replayed replayed) ->
                                cutBack(base, found, replayed.producers(), then);
                        case ProducerReplay.Result.Damaged(long from, String cause) ->
                                end(new TruncateResult.Damaged(from, found.end(), cause), then);
                        case ProducerReplay.Result.Failed(String cause) ->
                                end(new TruncateResult.Offline(cause), then);
                    }
                };
        new ProducerReplay(directory.world(), log.name(), found.end(), next).start();
    }

    private void cutBack(
            long base, Scanned found, Producers producers, Consumer<TruncateResult> then) {
        Segment last = new Segment(base, found.soundBytes(), Optional.of(found.index()));
        Left left = new Left(found.end(), found.epochs(), producers);
        cut(
                cut -> cut.backTo(base, found, producers),
                () -> segments.cut(last, found.end()),
                left,
                then);
    }

    private void empty(long offset, Consumer<TruncateResult> then) {
        SegmentIndex index = new SegmentIndex(offset, log.settings().indexIntervalBytes());
        Segment only = new Segment(offset, 0, Optional.of(index));
        Left left = new Left(offset, EpochTrail.EMPTY, Producers.NONE);
        // Behind the reads that were asked for before.
        directory
                .world()
                .read()
                .answer(() ->
                        cut(cut -> cut.wholly(offset), () -> segments.restart(only), left, then));
    }

    /** What is left of the log. */
    record Left(long end, EpochTrail epochs, Producers producers) {}

    /** A change of the files that may meet a bad disk. */
    @FunctionalInterface
    private interface Steps {
        void run(LogCut cut) throws IOException;
    }

    /** From the read lane. */
    private void cut(Steps steps, Runnable adopt, Left left, Consumer<TruncateResult> then) {
        Committer committer = directory.committer();
        Consumer<Outcome> settle =
                outcome -> {
                    int generation = log.files().generation();
                    directory
                            .world()
                            .read()
                            .answer(() -> {
                                directory.reader().forget(log.name().folder());
                                answer(() -> {
                                    if (outcome instanceof Outcome.Done) {
                                        adopt.run();
                                        log.restart(generation, left);
                                    }
                                    finish(result(outcome), then);
                                });
                            });
                };
        directory
                .world()
                .commit()
                .answer(() -> committer.change(_ -> steps.run(new LogCut(log)), settle));
    }

    private TruncateResult result(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Done() -> new TruncateResult.Done(log.end());
            case Outcome.NoRoom() -> new TruncateResult.NoRoom();
            case Outcome.Offline(String cause) -> new TruncateResult.Offline(cause);
        };
    }

    private void end(TruncateResult result, Consumer<TruncateResult> then) {
        answer(() -> finish(result, then));
    }

    private void finish(TruncateResult result, Consumer<TruncateResult> then) {
        isBusy = false;
        log.compaction().forget();
        Optional<Runnable> next = deferred;
        deferred = Optional.empty();
        then.accept(result);
        next.ifPresent(Runnable::run);
    }

    private void answer(Runnable task) {
        log.shelf().owner().answer(task);
    }
}
