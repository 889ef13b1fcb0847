package io.skein.raft;

import io.skein.foundation.Check;
import io.skein.foundation.EpochTrail;
import io.skein.foundation.world.Lane;
import io.skein.raft.core.Ballot;
import io.skein.raft.core.Batch;
import io.skein.raft.core.LogPoint;
import io.skein.raft.core.LogView;
import io.skein.raft.core.Members;
import io.skein.raft.core.Remembered;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** A log in memory whose disk confirms one write at a time, when told to, or never. */
final class MemoryLog implements RaftLog {
    /** A snapshot and where it was taken. */
    record Snapshot(LogPoint at, Members members, ByteBuffer content) {}

    /** What survives a loss of power. */
    record Disk(Ballot ballot, Optional<Snapshot> snapshot, List<Batch> batches) {
        static final Disk EMPTY = new Disk(Ballot.NONE, Optional.empty(), List.of());

        Disk {
            batches = List.copyOf(batches);
        }

        LogPoint start() {
            return snapshot.map(Snapshot::at).orElse(LogPoint.START);
        }

        LogPoint end() {
            return batches.isEmpty() ? start() : batches.getLast().end();
        }
    }

    /** A write on its way; {@code durable} makes it so. */
    private record Write(Runnable durable, Runnable then) {}

    private final Lane lane;
    private final Disk before;
    private final List<Batch> batches;
    private final ArrayDeque<Write> writes = new ArrayDeque<>();
    private Optional<Snapshot> snapshot;
    private Ballot ballot;
    private LogPoint end;
    private boolean confirming = true;
    private boolean reading;

    MemoryLog(Lane lane, Disk disk) {
        this.lane = lane;
        this.before = disk;
        this.ballot = disk.ballot();
        this.snapshot = disk.snapshot();
        this.batches = new ArrayList<>(disk.batches());
        this.end = disk.end();
    }

    /** The disk confirms nothing until told to. */
    void hold() {
        confirming = false;
    }

    /** Confirms the oldest write. */
    void confirmOne() {
        Write oldest = writes.removeFirst();
        oldest.durable().run();
        lane.answer(oldest.then());
    }

    /** Confirms what waits, and from now on everything at once. */
    void release() {
        confirming = true;
        while (!writes.isEmpty()) confirmOne();
    }

    /** What a loss of power leaves now: nothing that was not confirmed. */
    Disk disk() {
        return new Disk(ballot, snapshot, batches);
    }

    int unconfirmedCount() {
        return writes.size();
    }

    @Override
    public Remembered remembered() {
        EpochTrail epochs = EpochTrail.EMPTY;
        Members members = before.snapshot().map(Snapshot::members).orElse(Members.NONE);
        for (Batch batch : before.batches()) {
            epochs = epochs.append(batch.epoch(), batch.first());
            members = members.append(batch);
        }
        LogView log = new LogView(before.start(), before.end(), before.end(), epochs, 0);
        return new Remembered(before.ballot(), log, members);
    }

    @Override
    public Optional<ByteBuffer> rememberedSnapshot() {
        return before.snapshot().map(Snapshot::content);
    }

    @Override
    public void saveBallot(Ballot next, Runnable durable) {
        write(new Write(() -> ballot = next, durable));
    }

    @Override
    public void append(Batch batch, Runnable durable) {
        Check.same(end.next(), batch.first(), "appended at the end");
        Check.ordered(end.epoch(), batch.epoch(), "epochs in a log never decrease");
        end = batch.end();
        write(new Write(() -> batches.add(batch), durable));
    }

    @Override
    public void cut(LogPoint to, Runnable durable) {
        end = to;
        write(new Write(() -> batches.removeIf(batch -> batch.end().next() > to.next()), durable));
    }

    /** One batch at a time, so that replay takes several reads. */
    @Override
    public void read(long from, long before, int bytesMax, Consumer<List<Batch>> then) {
        Check.that(!reading, "these tests read once at a time");
        reading = true;
        Batch found =
                batches.stream()
                        .filter(batch -> batch.first() == from)
                        .findFirst()
                        .orElseThrow(() -> Check.unreachable("no durable batch at " + from));
        Check.ordered(found.end().next(), before, "reads end at a batch");
        lane.answer(() -> {
            reading = false;
            then.accept(List.of(found));
        });
    }

    @Override
    public void saveSnapshot(LogPoint at, Members members, ByteBuffer content, Runnable durable) {
        write(new Write(() -> snapshot = Optional.of(new Snapshot(at, members, content)), durable));
    }

    @Override
    public void dropHead(LogPoint point) {
        batches.removeIf(batch -> batch.end().next() <= point.next());
    }

    @Override
    public void readPiece(
            LogPoint at, long position, int bytesMax, Consumer<Optional<Piece>> then) {
        Optional<Piece> piece =
                snapshot.filter(one -> one.at().equals(at))
                        .filter(one -> position < one.content().remaining())
                        .map(one -> piece(one.content(), (int) position, bytesMax));
        lane.answer(() -> then.accept(piece));
    }

    private static Piece piece(ByteBuffer content, int position, int bytesMax) {
        int length = Math.min(bytesMax, content.remaining() - position);
        return new Piece(content.remaining(), content.slice(position, length));
    }

    @Override
    public void storePiece(LogPoint at, long position, ByteBuffer bytes, Runnable stored) {
        throw Check.unreachable("no member of these tests fetches a snapshot");
    }

    @Override
    public void install(LogPoint at, Consumer<Optional<Installed>> then) {
        throw Check.unreachable("no member of these tests fetches a snapshot");
    }

    private void write(Write write) {
        writes.addLast(write);
        if (confirming) confirmOne();
    }
}
