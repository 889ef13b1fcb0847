package io.skein.storage;

import io.skein.foundation.EpochTrail;
import io.skein.foundation.world.Disk;
import io.skein.storage.format.SegmentName;
import io.skein.storage.format.SmallFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Ends what a crash interrupted in {@link SwapIn}: the rewritten segment was whole and synced when
 * it got its name, so it takes its place. Begins and ends on the commit lane, and reads the segment
 * on the read lane: its end tells which others it replaces, and its index is made anew.
 */
final class SwapRecovery {
    private final DirectoryState directory;
    private final LogOrder order;
    private final String folder;
    private final long base;
    private boolean isComplete;

    /** How it went. */
    sealed interface Result {
        record Done() implements Result {}

        /** The log cannot be opened. */
        record Refused(LogOpening why) implements Result {}
    }

    SwapRecovery(DirectoryState directory, LogOrder order, long base) {
        this.directory = directory;
        this.order = order;
        this.folder = order.name().folder();
        this.base = base;
    }

    void start(Consumer<Result> then) {
        Scan.Listener listener =
                new Scan.Listener() {
                    @Override
                    public void progress(long bytesDone, long bytesTotal) {}

                    @Override
                    public void done(Scanned found) {
                        directory.world().commit().answer(() -> scanned(found, then));
                    }

                    @Override
                    public void failed(IOException cause) {
                        LogOpening why = new LogOpening.Unreadable(cause.toString());
                        directory
                                .world()
                                .commit()
                                .answer(() -> then.accept(new Result.Refused(why)));
                    }
                };
        ScanOrder scanOrder =
                new ScanOrder(
                        order.name(),
                        List.of(base),
                        SwapIn.SWAP,
                        Optional.empty(),
                        false,
                        EpochTrail.EMPTY,
                        order.settings().indexIntervalBytes(),
                        Long.MAX_VALUE);
        directory
                .world()
                .read()
                .answer(() -> new Scan(directory.world(), scanOrder, listener).start());
    }

    private void scanned(Scanned found, Consumer<Result> then) {
        Committer committer = directory.committer();
        committer.change(
                disk -> {
                    List<Long> bases = LogFolder.segments(disk, folder);
                    isComplete = found.fault().isEmpty() && bases.contains(found.end());
                    if (isComplete) complete(disk, found, bases);
                },
                outcome -> then.accept(result(outcome, found)));
    }

    private Result result(Outcome outcome, Scanned found) {
        return switch (outcome) {
            case Outcome.NoRoom() -> new Result.Refused(new LogOpening.NoRoom());
            case Outcome.Offline(String cause) -> new Result.Refused(new LogOpening.Offline(cause));
            case Outcome.Done() -> {
                if (isComplete) yield new Result.Done();
                String cause = found.fault().orElse("no segment follows the rewritten one");
                // Old segments may be gone already: nobody knows how far the damage reaches.
                long from = found.end();
                yield new Result.Refused(new LogOpening.Damaged(from, from + 1, cause));
            }
        };
    }

    private void complete(Disk disk, Scanned found, List<Long> bases) throws IOException {
        for (long each : bases) {
            if (each <= base || each >= found.end()) continue;
            delete(disk, each, SegmentName.LOG);
            delete(disk, each, SegmentName.INDEX);
            delete(disk, each, SegmentName.TIME_INDEX);
        }
        found.index().noteTime();
        SegmentIndex.Tail all = found.index().all();
        write(disk, SegmentName.INDEX, all.offsets());
        write(disk, SegmentName.TIME_INDEX, all.times());
        disk.syncDirectory(folder);
        disk.rename(file(base, SwapIn.SWAP), file(base, SegmentName.LOG));
        disk.syncDirectory(folder);
    }

    private void write(Disk disk, String kind, ByteBuffer entries) throws IOException {
        byte[] bytes = new byte[entries.remaining()];
        entries.get(entries.position(), bytes);
        SmallFile.write(disk, file(base, kind), bytes);
    }

    private void delete(Disk disk, long which, String kind) throws IOException {
        if (disk.exists(file(which, kind))) disk.delete(file(which, kind));
    }

    private String file(long which, String kind) {
        return SegmentName.of(folder, which, kind);
    }
}
