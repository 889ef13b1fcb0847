package io.skein.storage;

import io.skein.storage.compact.Cleaned;
import io.skein.storage.compact.Parked;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * Lets go of records that newer ones of the same key have made useless. Owned by the log's lane;
 * one {@link CompactionRun} at a time. Whoever closes or cuts the log waits until it has stopped,
 * so files never change under it.
 */
public final class Compaction {
    private final Log log;
    private final Parts parts;
    private Optional<CompactionRun> run = Optional.empty();
    private Optional<Cleaned> cleaned = Optional.empty();
    private Parked parked = Parked.NOT;
    private long youngUntilMillis = Long.MIN_VALUE;
    private List<Runnable> deferred = new ArrayList<>();

    /** What it shares with the log. */
    record Parts(Segments segments, LogReads reads, Trimming trimming, LogProducers producers) {}

    /**
     * What to do.
     *
     * @param nowMillis ms since 1970
     * @param before only segments wholly before this offset are touched: what is not agreed on may
     *     have to go again
     */
    public record Order(CompactionSettings settings, long nowMillis, long before) {}

    /** How a run ended, and what the next one need not find out again. */
    record Ending(
            CompactionResult result, Optional<Cleaned> cleaned, OptionalLong youngUntilMillis) {
        static Ending of(CompactionResult result, Optional<Cleaned> cleaned) {
            return new Ending(result, cleaned, OptionalLong.empty());
        }
    }

    Compaction(Log log, Parts parts) {
        this.log = log;
        this.parts = parts;
    }

    /**
     * Looks whether it is time, waits for its turn in the data directory, and then makes a pass
     * over the closed segments; {@code then} hears when that is over.
     */
    public void start(Order order, Consumer<CompactionResult> then) {
        long now = order.nowMillis();
        boolean mayStart = run.isEmpty() && mayTouch(log);
        if (!mayStart || !parked.isOver(now) || now < youngUntilMillis) {
            then.accept(new CompactionResult.NotDue());
            return;
        }
        CompactionRun begun =
                new CompactionRun(log, parts, order, ending -> end(order, ending, then));
        run = Optional.of(begun);
        begun.start(cleaned);
    }

    /** A full disk is no reason to wait: there it is needed most. */
    static boolean mayTouch(Log log) {
        boolean isOffline = log.shelf().directory().committer().health() instanceof Health.Offline;
        return !log.isClosed() && !log.truncation().isBusy() && !isOffline;
    }

    /** Why nothing is tried for a while, if so. */
    public Optional<String> trouble() {
        return parked.failures() == 0 ? Optional.empty() : Optional.of(parked.cause());
    }

    /** If a run is under way that cannot be left alone, stops it, and keeps the task until then. */
    boolean defers(Runnable task) {
        if (run.isEmpty() || run.get().leave()) return false;
        deferred.add(task);
        return true;
    }

    /** Whether files are just changing their names. */
    boolean isSwapping() {
        return run.isPresent() && run.get().isSwapping();
    }

    /** The log was cut; what is on the disk says how far compaction has come. */
    void forget() {
        cleaned = Optional.empty();
    }

    private void end(Order order, Ending ending, Consumer<CompactionResult> then) {
        run = Optional.empty();
        cleaned = ending.cleaned();
        youngUntilMillis = ending.youngUntilMillis().orElse(Long.MIN_VALUE);
        parked = parkedAfter(ending.result(), order.nowMillis());
        List<Runnable> due = deferred;
        deferred = new ArrayList<>();
        due.forEach(Runnable::run);
        then.accept(ending.result());
    }

    /** A failure counts until a pass was made. */
    private Parked parkedAfter(CompactionResult result, long nowMillis) {
        return switch (result) {
            case CompactionResult.Parked(String cause) -> parked.again(nowMillis, cause);
            case CompactionResult.Done _ -> Parked.NOT;
            case CompactionResult.NotDue _, CompactionResult.NoRoom _, CompactionResult.Stopped _ ->
                    parked;
        };
    }
}
