package io.skein.storage;

import io.skein.foundation.EpochTrail;
import io.skein.foundation.world.Disk;
import io.skein.foundation.world.Disk.DiskFull;
import io.skein.foundation.world.Disk.ReadFailed;
import io.skein.storage.ProducerReplay.Result.Damaged;
import io.skein.storage.ProducerReplay.Result.Done;
import io.skein.storage.ProducerReplay.Result.Failed;
import io.skein.storage.format.SegmentName;
import io.skein.storage.producers.Producers;
import io.skein.storage.producers.Snapshots;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * Opens one log: finds or makes it, lets the read lane scan what cannot be taken on trust, cuts a
 * torn tail, and syncs all it relies on. Owned by the commit lane. Doing it again after a crash in
 * the middle gives the same log.
 */
final class LogOpener {
    private final DirectoryState directory;
    private final Shelf shelf;
    private final LogOrder order;
    private final Progress progress;
    private final Consumer<LogOpening> then;
    private final Committer committer;
    private final Disk disk;
    private final String folder;
    private final Promise promise;
    private OptionalLong incarnation = OptionalLong.empty();
    private List<Long> bases = List.of();

    LogOpener(DirectoryState directory, Shelf shelf, Ask ask) {
        this.directory = directory;
        this.shelf = shelf;
        this.order = ask.order();
        this.progress = ask.progress();
        this.then = ask.then();
        this.committer = directory.committer();
        this.disk = directory.world().disk();
        this.folder = order.name().folder();
        this.promise = new Promise(directory, order.name());
    }

    /** What a shelf asks for; {@code then} is called on the commit lane. */
    record Ask(LogOrder order, Progress progress, Consumer<LogOpening> then) {}

    void start() {
        attempt(() -> {
            if (committer.isOpen(order.name())) {
                then.accept(new LogOpening.Busy());
                return;
            }
            if (order.isNew()) committer.made().forget(order.name());
            else committer.made().make(order.name());
            if (!disk.isDirectory(folder)) startWithout();
            else startWith(LogFolder.owner(disk, folder));
        });
    }

    private void startWithout() throws IOException {
        if (order.isNew()) make();
        else then.accept(new LogOpening.Lost());
    }

    private void startWith(Optional<LogFolder.Owner> owner) throws IOException {
        boolean isOurs = owner.isPresent() && owner.get().topicId().equals(order.topicId());
        boolean isForeign = owner.isPresent() && !isOurs;
        bases = LogFolder.segments(disk, folder);
        if (isForeign && !order.isNew()) {
            then.accept(new LogOpening.Foreign(owner.get().topicId()));
        } else if (isOurs && order.isNew() && !LogFolder.holdsBytes(disk, folder)) {
            make(); // Who made it may have died before any of it was synced.
        } else if (isForeign) {
            LogFolder.putAsideAsStray(disk, order.name(), directory.world().entropy().uuid());
            make();
        } else if (isOurs && !bases.isEmpty()) {
            incarnation = owner.get().incarnation();
            recover();
        } else if (LogFolder.holdsBytes(disk, folder)) {
            long from = bases.getFirst();
            String cause = LogFolder.METADATA + " cannot be read";
            then.accept(new LogOpening.Damaged(from, promise.end().orElse(from), cause));
        } else {
            startWithout();
        }
    }

    private void make() throws IOException {
        new LogMaking(directory, shelf, order)
                .start(made ->
                        made.ifPresentOrElse(
                                this::finish, () -> then.accept(new LogOpening.NoRoom())));
    }

    private void recover() throws IOException {
        LogFolder.tidy(disk, folder);
        OptionalLong swap = LogFolder.swap(disk, folder);
        if (swap.isPresent()) completeSwap(swap.getAsLong());
        else recoverTidy();
    }

    private void completeSwap(long base) {
        new SwapRecovery(directory, order, base)
                .start(result -> {
                    if (result instanceof SwapRecovery.Result.Refused(LogOpening why)) {
                        then.accept(why);
                    } else {
                        attempt(() -> {
                            bases = LogFolder.segments(disk, folder);
                            recoverTidy();
                        });
                    }
                });
    }

    private void recoverTidy() throws IOException {
        Optional<EpochTrail> epochs = LogFolder.epochs(disk, folder);
        if (directory.doubtful().covers(order.name())) {
            scanWhole(Optional.empty());
            return;
        }
        // A point in an earlier segment says nothing of the last one, which came after it.
        Optional<LogPoint> from =
                promise.point()
                        .filter(at -> epochs.isPresent() && at.segmentBase() == bases.getLast());
        // Only after an orderly stop need nothing in the files prove itself.
        if (from.isPresent()) scanFrom(from.get(), epochs.get(), directory.stoppedWell());
        else scanWhole(epochs);
    }

    private void scanFrom(LogPoint from, EpochTrail epochs, boolean isLeftWell) {
        EpochTrail before = epochs.truncateTo(from.offset());
        ScanOrder scanOrder = scanOrder(List.of(from.segmentBase()), before);
        scan(scanOrder.from(from, isLeftWell), before.equals(epochs));
    }

    private void scanWhole(Optional<EpochTrail> epochs) {
        // A segment is durable as a whole before the next one is made, so only the last can be
        // torn. Without its file the epochs can only be had from all segments.
        boolean isEnough = epochs.isPresent() || bases.size() == 1;
        List<Long> scanned = isEnough ? List.of(bases.getLast()) : bases;
        EpochTrail before = epochs.orElse(EpochTrail.EMPTY).truncateTo(scanned.getFirst());
        scan(scanOrder(scanned, before), false);
    }

    private ScanOrder scanOrder(List<Long> which, EpochTrail epochs) {
        int intervalBytes = order.settings().indexIntervalBytes();
        return new ScanOrder(
                order.name(),
                which,
                SegmentName.LOG,
                Optional.empty(),
                false,
                epochs,
                intervalBytes,
                Long.MAX_VALUE);
    }

    /**
     * @param isTidy whether the epochs' file has nothing that the log may not have any more
     */
    private void scan(ScanOrder scanOrder, boolean isTidy) {
        Scan.Listener listener =
                new Scan.Listener() {
                    @Override
                    public void progress(long bytesDone, long bytesTotal) {
                        shelf.owner().answer(() -> progress.at(bytesDone, bytesTotal));
                    }

                    @Override
                    public void done(Scanned result) {
                        directory.world().commit().answer(() -> scanned(result, scanOrder, isTidy));
                    }

                    @Override
                    public void failed(IOException cause) {
                        LogOpening why = new LogOpening.Unreadable(cause.toString());
                        directory.world().commit().answer(() -> then.accept(why));
                    }
                };
        Scan scan = new Scan(directory.world(), scanOrder, listener);
        // The shelf bounds how many openings are under way.
        directory.world().read().answer(scan::start);
    }

    private void scanned(Scanned found, ScanOrder scanOrder, boolean isTidy) {
        boolean isAsLeft = found.isAsLeft() && isTidy;
        if (scanOrder.isLeftWell() && !isAsLeft) {
            // It was not left as it is: now the files have to prove themselves after all.
            attempt(() -> scanFrom(scanOrder.from().orElseThrow(), epochs(), false));
            return;
        }
        Optional<LogOpening.Damaged> damage = promise.brokenBy(found, bases.getLast());
        if (damage.isPresent()) then.accept(damage.get());
        else attempt(() -> replay(found, isAsLeft));
    }

    private void replay(Scanned found, boolean isAsLeft) throws IOException {
        if (new Snapshots(disk, folder).offsets().isEmpty()) {
            settle(found, isAsLeft, ProducerReplay.Replayed.NOTHING);
            return;
        }
        DirectoryWorld world = directory.world();
        Consumer<ProducerReplay.Result> next =
                result ->
                        world.commit()
                                .answer(() -> attempt(() -> replayed(found, isAsLeft, result)));
        ProducerReplay replay = new ProducerReplay(world, order.name(), found.end(), next);
        world.read().answer(replay::start);
    }

    private void replayed(Scanned found, boolean isAsLeft, ProducerReplay.Result result)
            throws IOException {
        switch (result) {
            case Done(ProducerReplay.Replayed replayed) -> settle(found, isAsLeft, replayed);
            case Damaged(long from, String cause) ->
                    then.accept(new LogOpening.Damaged(from, found.end(), cause));
            case Failed(String cause) -> then.accept(new LogOpening.Unreadable(cause));
        }
    }

    private EpochTrail epochs() throws IOException {
        return LogFolder.epochs(disk, folder).orElse(EpochTrail.EMPTY);
    }

    private void settle(Scanned found, boolean isAsLeft, ProducerReplay.Replayed replayed)
            throws IOException {
        LogFiles files = files(found.epochs());
        files.standSynced(found.point(bases.getLast(), found.index().mark()));
        if (!isAsLeft) files.restore(found);
        files.producers().open(replayed, found.end(), bases.getLast());
        List<Segment> segments = new ArrayList<>();
        for (int i = 0; i < bases.size() - 1; i++) {
            long base = bases.get(i);
            int bytes = (int) LogFolder.length(disk, folder, base);
            segments.add(new Segment(base, bytes, Optional.empty()));
        }
        segments.add(new Segment(bases.getLast(), found.soundBytes(), Optional.of(found.index())));
        Producers producers = replayed.producers();
        long start = directory.starts().of(order.name(), bases.getFirst(), found.end());
        Standing standing =
                new Standing(List.copyOf(segments), start, found.end(), found.epochs(), producers);
        Log log = new Log(order, shelf, files, standing);
        if (isAsLeft) finish(log);
        else committer.syncFolderThen("", () -> finish(log));
    }

    private void finish(Log log) {
        switch (committer.health()) {
            case Health.Offline(String cause) -> then.accept(new LogOpening.Offline(cause));
            case Health.Good _, Health.Full _ -> {
                directory.doubtful().passed(order.name());
                committer.register(log);
                then.accept(new LogOpening.Opened(log));
            }
        }
    }

    private LogFiles files(EpochTrail epochs) {
        LogFiles files = new LogFiles(order.name(), incarnation, committer.files(), epochs);
        files.producers().bound(directory.world().settings().recoveryBytesMax());
        return files;
    }

    private void attempt(Attempt step) {
        if (committer.health() instanceof Health.Offline(String cause)) {
            then.accept(new LogOpening.Offline(cause));
            return;
        }
        try {
            step.run();
        } catch (DiskFull full) {
            committer.room().giveUp();
            then.accept(new LogOpening.NoRoom());
        } catch (ReadFailed failed) {
            // Of one file; the others may be well.
            then.accept(new LogOpening.Unreadable(failed.toString()));
        } catch (IOException failed) {
            committer.fail(failed);
            then.accept(new LogOpening.Offline(failed.toString()));
        }
    }

    /** A step that may meet a bad disk. */
    @FunctionalInterface
    private interface Attempt {
        void run() throws IOException;
    }
}
