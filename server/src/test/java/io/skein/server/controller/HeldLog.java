package io.skein.server.controller;

import io.skein.foundation.world.Lane;
import io.skein.raft.RaftLog;
import io.skein.raft.core.Ballot;
import io.skein.raft.core.Batch;
import io.skein.raft.core.LogPoint;
import io.skein.raft.core.Members;
import io.skein.raft.core.Remembered;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Keeps in memory what is appended; confirms nothing while it is held. */
final class HeldLog implements RaftLog {
    private final List<Batch> batches = new ArrayList<>();
    private final ArrayDeque<Runnable> unconfirmed = new ArrayDeque<>();
    private final Lane lane;
    private boolean held;

    HeldLog(Lane lane) {
        this.lane = lane;
    }

    /** Confirms nothing from now on. */
    void hold() {
        held = true;
    }

    @Override
    public Remembered remembered() {
        return Remembered.NOTHING;
    }

    @Override
    public void saveBallot(Ballot ballot, Runnable durable) {
        lane.answer(durable);
    }

    @Override
    public void append(Batch batch, Runnable durable) {
        batches.add(batch);
        unconfirmed.add(durable);
        if (!held) release();
    }

    @Override
    public void read(long from, long before, int bytesMax, Consumer<List<Batch>> then) {
        List<Batch> found =
                batches.stream()
                        .filter(one -> one.first() >= from && one.end().next() <= before)
                        .toList();
        lane.answer(() -> then.accept(found));
    }

    @Override
    public Optional<ByteBuffer> rememberedSnapshot() {
        return Optional.empty();
    }

    @Override
    public void cut(LogPoint to, Runnable durable) {
        throw unused();
    }

    @Override
    public void saveSnapshot(LogPoint at, Members members, ByteBuffer content, Runnable then) {
        throw unused();
    }

    @Override
    public void dropHead(LogPoint before) {
        throw unused();
    }

    @Override
    public void readPiece(
            LogPoint at, long position, int bytesMax, Consumer<Optional<Piece>> then) {
        throw unused();
    }

    @Override
    public void storePiece(LogPoint at, long position, ByteBuffer bytes, Runnable stored) {
        throw unused();
    }

    @Override
    public void install(LogPoint at, Consumer<Optional<Installed>> then) {
        throw unused();
    }

    private static AssertionError unused() {
        return new AssertionError("a leader of one with a short log does not need this");
    }

    void release() {
        held = false;
        while (!unconfirmed.isEmpty()) lane.answer(unconfirmed.removeFirst());
    }
}
