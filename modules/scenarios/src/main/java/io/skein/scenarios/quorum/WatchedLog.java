package io.skein.scenarios.quorum;

import io.skein.raft.RaftLog;
import io.skein.raft.core.Ballot;
import io.skein.raft.core.Batch;
import io.skein.raft.core.LogPoint;
import io.skein.raft.core.Members;
import io.skein.raft.core.Remembered;
import io.skein.scenarios.cores.Wording;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A member's log, with somebody who sees what is asked of it and what it answers. Owned by its
 * {@link Life}.
 */
final class WatchedLog implements RaftLog {
    private final Life life;
    private final RaftLog real;
    private LogPoint end;
    private int cuts;

    WatchedLog(Life life, RaftLog real) {
        this.life = life;
        this.real = real;
        this.end = real.remembered().log().end();
    }

    private void tell(String what) {
        life.stage.tell(life.site.name() + " " + what);
    }

    private Promises promises() {
        return life.ghost().promises();
    }

    @Override
    public Remembered remembered() {
        return real.remembered();
    }

    @Override
    public Optional<ByteBuffer> rememberedSnapshot() {
        return real.rememberedSnapshot();
    }

    @Override
    public void saveBallot(Ballot ballot, Runnable durable) {
        tell("saves " + Wording.ballot(ballot));
        life.site.owes.ballot = true;
        life.site.owes.asked();
        real.saveBallot(
                ballot,
                () -> {
                    life.site.owes.ballot = false;
                    life.site.owes.answered();
                    tell("holds " + Wording.ballot(ballot));
                    promises().holds(life, ballot);
                    durable.run();
                });
    }

    @Override
    public void append(Batch batch, Runnable durable) {
        life.look();
        tell("appends " + Wording.batch(batch));
        life.ghost().appends(life, end, batch);
        end = batch.end();
        life.site.owes.appends++;
        life.site.owes.asked();
        int asOf = cuts;
        real.append(
                batch,
                () -> {
                    life.site.owes.appends--;
                    life.site.owes.answered();
                    tell("holds all before " + Wording.point(batch.end()));
                    // What has been cut off meanwhile counts no more.
                    if (asOf == cuts) promises().holds(life, batch.end());
                    durable.run();
                    life.look();
                });
    }

    @Override
    public void cut(LogPoint to, Runnable durable) {
        life.look();
        tell("cuts from " + Wording.point(end) + " back to " + Wording.point(to));
        life.ghost().cuts(life, end, to);
        promises().cuts(life, to);
        end = to;
        cuts++;
        life.site.owes.cut = true;
        life.site.owes.askedForMuch();
        real.cut(
                to,
                () -> {
                    life.site.owes.cut = false;
                    life.site.owes.answered();
                    tell("is cut back to " + Wording.point(to));
                    durable.run();
                });
    }

    @Override
    public void read(long from, long before, int bytesMax, Consumer<List<Batch>> then) {
        life.stage.reached("entries read from files");
        real.read(from, before, bytesMax, then);
    }

    @Override
    public void saveSnapshot(LogPoint at, Members members, ByteBuffer content, Runnable durable) {
        tell("takes a snapshot at " + Wording.point(at));
        life.site.owes.snapshot = true;
        life.site.owes.askedForMuch();
        real.saveSnapshot(
                at,
                members,
                content,
                () -> {
                    life.site.owes.snapshot = false;
                    life.site.owes.answered();
                    tell("holds its snapshot at " + Wording.point(at));
                    life.stage.reached("snapshot taken");
                    promises().holdsSnapshot(life, at);
                    durable.run();
                });
    }

    @Override
    public void dropHead(LogPoint before) {
        tell("drops what is before " + Wording.point(before));
        promises().drops(life, before);
        real.dropHead(before);
    }

    @Override
    public void readPiece(
            LogPoint at, long position, int bytesMax, Consumer<Optional<Piece>> then) {
        real.readPiece(at, position, bytesMax, then);
    }

    @Override
    public void storePiece(LogPoint at, long position, ByteBuffer bytes, Runnable stored) {
        if (position > 0) life.stage.reached("snapshot fetched in pieces");
        life.site.owes.asked();
        real.storePiece(
                at,
                position,
                bytes,
                () -> {
                    life.site.owes.answered();
                    stored.run();
                });
    }

    @Override
    public void install(LogPoint at, Consumer<Optional<Installed>> then) {
        life.look();
        tell("installs the snapshot at " + Wording.point(at));
        life.site.owes.install = true;
        life.site.owes.askedForMuch();
        boolean wasEmpty = end.equals(LogPoint.START);
        real.install(
                at,
                installed -> {
                    life.site.owes.install = false;
                    life.site.owes.answered();
                    tell(installed.isPresent() ? "has installed it" : "cannot install it");
                    life.stage.reached(
                            installed.isEmpty()
                                    ? "snapshot could not be installed"
                                    : wasEmpty
                                            ? "snapshot installed where nothing was"
                                            : "snapshot installed over a log");
                    if (installed.isPresent()) promises().installs(life, installed.get());
                    then.accept(installed);
                    cuts++;
                    end = life.standing().log().end();
                });
    }
}
