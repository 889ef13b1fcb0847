package io.skein.raft;

import io.skein.foundation.Check;
import io.skein.foundation.world.Lane;
import io.skein.raft.core.Ballot;
import io.skein.raft.core.LogPoint;
import io.skein.raft.core.Remembered;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** A log in memory whose disk confirms one write at a time, when told to, or never. */
final class MemoryLog implements RaftLog {
    /** What survives a loss of power. */
    record Disk(Ballot ballot, List<RaftBatch> batches) {
        static final Disk EMPTY = new Disk(Ballot.NONE, List.of());

        Disk {
            batches = List.copyOf(batches);
        }

        LogPoint end() {
            return batches.isEmpty() ? LogPoint.START : batches.getLast().end();
        }
    }

    /** A write on its way; {@code durable} makes it so. */
    private record Write(Runnable durable, Runnable then) {}

    private final Lane lane;
    private final Remembered remembered;
    private final List<RaftBatch> batches;
    private final ArrayDeque<Write> writes = new ArrayDeque<>();
    private Ballot ballot;
    private LogPoint end;
    private boolean confirming = true;
    private boolean reading;

    MemoryLog(Lane lane, Disk disk) {
        this.lane = lane;
        this.ballot = disk.ballot();
        this.batches = new ArrayList<>(disk.batches());
        this.end = disk.end();
        this.remembered = new Remembered(ballot, end);
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
        return new Disk(ballot, batches);
    }

    int unconfirmedCount() {
        return writes.size();
    }

    @Override
    public Remembered remembered() {
        return remembered;
    }

    @Override
    public void saveBallot(Ballot next, Runnable durable) {
        write(new Write(() -> ballot = next, durable));
    }

    @Override
    public void append(RaftBatch batch, Runnable durable) {
        Check.same(end.next(), batch.first(), "appended at the end");
        Check.ordered(end.epoch(), batch.epoch(), "epochs in a log never decrease");
        end = batch.end();
        write(new Write(() -> batches.add(batch), durable));
    }

    /** One batch at a time, so that replay takes several reads. */
    @Override
    public void read(long from, long before, int bytesMax, Consumer<List<RaftBatch>> then) {
        Check.that(!reading, "one read at a time");
        reading = true;
        RaftBatch found =
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

    private void write(Write write) {
        writes.addLast(write);
        if (confirming) confirmOne();
    }
}
