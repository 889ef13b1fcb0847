package io.skein.storage;

import io.skein.foundation.world.Disk;
import io.skein.storage.compact.Span;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * How a {@link CompactionRun} gets its work done on the read lane: step by step, no faster than it
 * may, and no further once it shall stop. Owned by the log's lane.
 */
final class RunSteps {
    private static final long RETRY_NANOS = 10_000_000L;
    private static final long SECOND_NANOS = 1_000_000_000L;
    private static final long MAP_BYTES_SMALL = 1 << 16;

    /** Most map bytes for one byte of records: the shortest record has seven. */
    private static final int MAP_RATIO = 5;

    private final Log log;
    private final DirectoryState directory;
    private final long bytesPerSecond;
    private final BooleanSupplier isStopped;
    private final Consumer<CompactionResult> onFailed;
    private Optional<Rewrite> making = Optional.empty();
    private long readBytes;

    RunSteps(
            Log log,
            long bytesPerSecond,
            BooleanSupplier isStopped,
            Consumer<CompactionResult> onFailed) {
        this.log = log;
        this.directory = log.shelf().directory();
        this.bytesPerSecond = bytesPerSecond;
        this.isStopped = isStopped;
        this.onFailed = onFailed;
    }

    /** What a map takes for so much that is new: not more than it may, nor than it can need. */
    static long mapBytes(long dirtyBytes, CompactionSettings.Budget budget) {
        return Math.min(budget.mapBytes(), Math.max(MAP_BYTES_SMALL, dirtyBytes * MAP_RATIO));
    }

    /** Bytes read so far. */
    long readBytes() {
        return readBytes;
    }

    /** A file is being made, which has to go if nothing comes of it. */
    void making(Rewrite rewrite) {
        making = Optional.of(rewrite);
    }

    /** It has its place. */
    void made() {
        making = Optional.empty();
    }

    void discard() {
        if (making.isEmpty()) return;
        Rewrite rewrite = making.get();
        making = Optional.empty();
        directory.world().read().answer(rewrite::discard);
    }

    /** Whether this segment is still needed, and nobody wants the log for something else. */
    boolean mayGoOn(Span first) {
        return !isStopped.getAsBoolean()
                && Compaction.mayTouch(log)
                && log.trimming().keptFrom() < first.end();
    }

    /** Asks the reader something. */
    <T> void ask(Function<Reader, T> work, Consumer<T> then) {
        ask(() -> !isStopped.getAsBoolean() && Compaction.mayTouch(log), work, then);
    }

    /** Asks as soon as the reader has room, if it may be asked then. */
    private <T> void ask(BooleanSupplier mayAsk, Function<Reader, T> work, Consumer<T> then) {
        if (!mayAsk.getAsBoolean()) {
            onFailed.accept(new CompactionResult.Stopped());
        } else if (!log.shelf().toReader(work, then)) {
            later(() -> ask(mayAsk, work, then));
        }
    }

    void later(Runnable task) {
        log.shelf().owner().after(RETRY_NANOS, task);
    }

    /** Shows all batches of these segments to a visitor, or as many as that wants. */
    void walk(List<Span> segments, BatchVisitor visitor, Runnable then) {
        int batchBytesMax = directory.world().settings().batchBytesMax();
        goOn(new SegmentsWalk(log.name().folder(), segments, batchBytesMax, visitor), then);
    }

    private void goOn(SegmentsWalk walk, Runnable then) {
        // Its files may leave while the reader has no room.
        ask(
                () -> mayGoOn(walk.first()),
                reader -> WalkStep.of(walk, reader),
                step -> {
                    readBytes += walk.stepBytes();
                    long nanos = (long) ((double) walk.stepBytes() * SECOND_NANOS / bytesPerSecond);
                    Runnable goOn = () -> goOn(walk, then);
                    log.shelf().owner().after(nanos, () -> settle(step, goOn, then));
                });
    }

    /** Makes what was written durable. */
    void finish(Rewrite rewrite, Runnable then) {
        ask(reader -> WalkStep.ofEnd(rewrite, reader), step -> settle(step, then, then));
    }

    private void settle(WalkStep step, Runnable goOn, Runnable then) {
        switch (step) {
            case WalkStep.UnderWay _ -> goOn.run();
            case WalkStep.Over _ -> then.run();
            case WalkStep.Failed(String cause) ->
                    onFailed.accept(new CompactionResult.Parked(cause));
            case WalkStep.NoRoom _ -> onFailed.accept(new CompactionResult.NoRoom());
            case WalkStep.NoSync(Disk.SyncFailed failed) -> {
                directory.world().commit().answer(() -> directory.committer().fail(failed));
                onFailed.accept(new CompactionResult.Parked(failed.toString()));
            }
        }
    }

    /**
     * Goes on only if so many bytes fit beside all there is. What is made takes the place of more,
     * so half of the room that appends leave alone may be used: else a full disk would stay so.
     */
    void ensureRoom(long bytes, Runnable then) {
        ask(
                _ -> hasRoom(bytes),
                hasRoom -> {
                    if (hasRoom) then.run();
                    else onFailed.accept(new CompactionResult.NoRoom());
                });
    }

    private boolean hasRoom(long bytes) {
        DirectoryWorld world = directory.world();
        try {
            return world.disk().freeBytes() - bytes >= world.settings().reserveBytes() / 2;
        } catch (IOException failed) {
            return false;
        }
    }
}
