package io.skein.server.adapter;

import io.skein.foundation.BrokenInvariant;
import io.skein.foundation.Check;
import io.skein.foundation.world.Clock;
import io.skein.raft.RaftLog;
import io.skein.raft.SnapshotFormat.Snapshot;
import io.skein.raft.core.Ballot;
import io.skein.raft.core.Batch;
import io.skein.raft.core.LogPoint;
import io.skein.raft.core.Members;
import io.skein.raft.core.Remembered;
import io.skein.storage.AppendResult;
import io.skein.storage.Log;
import io.skein.storage.LogNews;
import io.skein.storage.Retention;
import io.skein.storage.StartResult;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The quorum's log on segment files, with its ballot and its snapshots beside them. Owned by the
 * quorum lane. Orders are carried out as they came: appends one behind another, all else alone,
 * once everything before it is durable. Whatever fails here ends the node: without its metadata log
 * it cannot keep any promise.
 */
public final class StorageRaftLog implements RaftLog {
    /** Most orders that may wait behind one that is carried out alone. */
    static final int ORDERS_MAX = 4_096;

    private static final Retention WHOLE_SEGMENTS = new Retention(-1, -1, 0);

    private final Opened opened;
    private final Log log;
    private final RaftDisk disk;
    private final RaftCuts cuts;
    private final RaftReads reads;
    private final RaftSnapshots snapshots;
    private final BallotFile ballots;
    private final Clock clock;
    private final ArrayDeque<Order> orders = new ArrayDeque<>();
    private final ArrayDeque<Written> written = new ArrayDeque<>();
    private boolean isBusy;
    private boolean isClosed;

    /** What was found when it was opened. */
    record Opened(Log log, Remembered remembered, Optional<Snapshot> snapshot) {}

    /** What the quorum wants done. */
    private sealed interface Order {
        record Append(Batch batch, Runnable durable) implements Order {}

        record SaveBallot(Ballot ballot, Runnable durable) implements Order {}

        record Cut(LogPoint to, Runnable durable) implements Order {}

        record DropHead(LogPoint before) implements Order {}

        record Install(LogPoint at, Consumer<Optional<Installed>> then) implements Order {}
    }

    /** A batch that the log has, and whoever waits for the disk to have it. */
    private record Written(long next, Runnable durable) {}

    StorageRaftLog(Opened opened, RaftDisk disk, SnapshotFiles snapshotFiles, Clock clock) {
        this.opened = opened;
        this.log = opened.log();
        this.disk = disk;
        this.cuts = new RaftCuts(log);
        this.reads = new RaftReads(log, disk.quorum());
        this.snapshots =
                new RaftSnapshots(disk, snapshotFiles, opened.snapshot().map(Snapshot::at));
        this.ballots = new BallotFile(disk.disk());
        this.clock = clock;
        log.listen(this::onNews);
    }

    @Override
    public Remembered remembered() {
        return opened.remembered();
    }

    @Override
    public Optional<ByteBuffer> rememberedSnapshot() {
        return opened.snapshot().map(snapshot -> snapshot.content().asReadOnlyBuffer());
    }

    @Override
    public void saveBallot(Ballot ballot, Runnable durable) {
        order(new Order.SaveBallot(ballot, durable));
    }

    @Override
    public void append(Batch batch, Runnable durable) {
        order(new Order.Append(batch, durable));
    }

    @Override
    public void cut(LogPoint to, Runnable durable) {
        reads.cut(to.next());
        order(new Order.Cut(to, durable));
    }

    @Override
    public void dropHead(LogPoint before) {
        order(new Order.DropHead(before));
    }

    @Override
    public void install(LogPoint at, Consumer<Optional<Installed>> then) {
        order(new Order.Install(at, then));
    }

    @Override
    public void read(long from, long before, int bytesMax, Consumer<List<Batch>> then) {
        reads.ask(new RaftReads.Wish(from, before, bytesMax), then);
    }

    @Override
    public void saveSnapshot(LogPoint at, Members members, ByteBuffer content, Runnable durable) {
        snapshots.save(new RaftSnapshots.Saving(at, members, content, durable));
    }

    @Override
    public void readPiece(
            LogPoint at, long position, int bytesMax, Consumer<Optional<Piece>> then) {
        snapshots.readPiece(at, position, bytesMax, then);
    }

    @Override
    public void storePiece(LogPoint at, long position, ByteBuffer bytes, Runnable stored) {
        snapshots.storePiece(at, position, bytes, stored);
    }

    /** Makes all durable and gives the files back; nothing is answered from now on. */
    public void close(Runnable then) {
        isClosed = true;
        reads.close();
        snapshots.close();
        log.close(_ -> then.run());
    }

    private void order(Order order) {
        Check.that(orders.size() < ORDERS_MAX, "too many orders wait for the disk");
        orders.addLast(order);
        goOn();
    }

    private void goOn() {
        while (!orders.isEmpty() && isReadyFor(orders.getFirst())) begin(orders.removeFirst());
    }

    private boolean isReadyFor(Order order) {
        if (isBusy || isClosed) return false;
        return switch (order) {
            case Order.Append _, Order.DropHead _ -> true;
            case Order.SaveBallot _, Order.Cut _, Order.Install _ -> written.isEmpty();
        };
    }

    private void begin(Order order) {
        switch (order) {
            case Order.Append(Batch batch, Runnable durable) -> add(batch, durable);
            case Order.DropHead(LogPoint before) -> trim(before, () -> {});
            case Order.SaveBallot(Ballot ballot, Runnable durable) -> {
                isBusy = true;
                disk.change(_ -> ballots.replace(ballot), () -> finish(durable));
            }
            case Order.Cut(LogPoint to, Runnable durable) -> {
                isBusy = true;
                Check.ordered(snapshots.end(), to.next(), "what a snapshot covers is agreed");
                cuts.to(to, () -> finish(durable));
            }
            case Order.Install(LogPoint at, Consumer<Optional<Installed>> then) -> {
                isBusy = true;
                snapshots.install(at, found -> installed(found, then));
            }
        }
    }

    /** Whatever was carried out alone is done. */
    private void finish(Runnable told) {
        isBusy = false;
        if (isClosed) return;
        told.run();
        goOn();
    }

    private void add(Batch batch, Runnable durable) {
        Check.same(log.end(), batch.first(), "entries are appended at the end");
        ByteBuffer stored = RaftBatches.encode(batch, clock.wallMillis());
        switch (log.append(stored, batch.epoch())) {
            case AppendResult.Appended(long _, long next) ->
                    written.addLast(new Written(next, durable));
            // The member bounds what it has outstanding far below what the log takes.
            case AppendResult.Overloaded _ ->
                    throw new BrokenInvariant("the metadata log has too much outstanding");
            case AppendResult.NoRoom(String cause) -> throw failed(cause);
            case AppendResult.Offline(String cause) -> throw failed(cause);
            case AppendResult.Duplicate _,
                    AppendResult.OutOfOrder _,
                    AppendResult.OldEpoch _,
                    AppendResult.UnknownProducer _ ->
                    throw new BrokenInvariant("the metadata log has no idempotent producers");
        }
    }

    private void onNews(LogNews news) {
        if (isClosed) return;
        switch (news) {
            case LogNews.Durable(long before) -> {
                while (!written.isEmpty() && written.getFirst().next() <= before) {
                    written.removeFirst().durable().run();
                }
                goOn();
            }
            case LogNews.CutBack _ -> throw failed(RaftCuts.NO_ROOM);
            case LogNews.Offline(String cause) -> throw failed(cause);
        }
    }

    /** The cause tells whoever hosts the lane that the disk is to blame, and no bug of ours. */
    static BrokenInvariant failed(String cause) {
        return new BrokenInvariant("the metadata log has failed", new IOException(cause));
    }

    /** Lets go of what a snapshot covers, as far as whole segments allow. */
    private void trim(LogPoint before, Runnable then) {
        Check.that(snapshots.covers(before), "only what a snapshot covers is dropped");
        log.deleteBefore(
                before.next(),
                before.next(),
                result -> {
                    switch (result) {
                        case StartResult.Done _ ->
                                log.age(WHOLE_SEGMENTS, clock.wallMillis(), before.next(), _ -> {});
                        // What stays longer costs nothing but room; the next snapshot tries again.
                        case StartResult.NoRoom _ -> {}
                        case StartResult.Beyond(long limit) ->
                                throw new BrokenInvariant("only what is durable goes: " + limit);
                        case StartResult.Overloaded _ ->
                                throw Check.unreachable("orders wait until a cut is done");
                        case StartResult.Offline(String cause) -> throw failed(cause);
                    }
                    then.run();
                });
    }

    private void installed(Optional<Snapshot> found, Consumer<Optional<Installed>> then) {
        if (found.isEmpty()) {
            finish(() -> then.accept(Optional.empty()));
            return;
        }
        LogPoint at = found.get().at();
        Optional<Installed> installed =
                Optional.of(new Installed(at, found.get().members(), found.get().content()));
        Runnable told = () -> finish(() -> then.accept(installed));
        if (RaftCuts.holds(log, at)) {
            trim(at, told);
            return;
        }
        Runnable replaced =
                () -> {
                    // Also those that were asked for while it was being replaced.
                    reads.forget();
                    told.run();
                };
        cuts.wholly(at, replaced);
    }
}
