package io.skein.scenarios.quorum;

import static io.skein.scenarios.quorum.Ghost.that;

import io.skein.raft.RaftLog.Installed;
import io.skein.raft.SnapshotFormat.Snapshot;
import io.skein.raft.core.Ballot;
import io.skein.raft.core.LogPoint;
import io.skein.raft.core.Members;
import io.skein.raft.core.Message;
import io.skein.raft.core.Remembered;
import io.skein.raft.core.VoterId;
import io.skein.scenarios.cores.Oath;
import io.skein.scenarios.cores.Votes;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What members have said or believe of their disks, held against what the platters hold: R2, R3,
 * R9, R15. Owned by the {@link Ghost}.
 */
final class Promises {
    private final Ghost ghost;
    private final Votes votes = new Votes();
    private final TreeMap<VoterId, Disk> disks = new TreeMap<>();

    /** A directory and what its member was told of it. */
    private static final class Disk {
        private final Durables durables;
        private Ballot ballot = Ballot.NONE;
        private LogPoint shown = LogPoint.START;
        private LogPoint told = LogPoint.START;
        private LogPoint forgotten = LogPoint.START;
        private boolean isRotten;
        private boolean isLying;

        private Disk(Durables durables) {
            this.durables = durables;
        }
    }

    Promises(Ghost ghost) {
        this.ghost = ghost;
    }

    Votes votes() {
        return votes;
    }

    private Disk of(Life life) {
        return disks.computeIfAbsent(
                life.id(), _ -> new Disk(new Durables(life.site.disk.platter())));
    }

    private Disk known(VoterId voter) {
        return Optional.ofNullable(disks.get(voter)).orElseThrow();
    }

    /** What lies on the disk of that voter, or lay there when it was lost. */
    Optional<Durables> durables(VoterId voter) {
        return Optional.ofNullable(disks.get(voter)).map(disk -> disk.durables);
    }

    /** Bytes of that disk have turned over, and what it held is not to be found in them. */
    void rots(Life life) {
        of(life).isRotten = true;
    }

    /** What somebody has said of his disk by now. */
    record Memory(VoterId voter, Ballot ballot, LogPoint shown, LogPoint told) {}

    Memory memory(VoterId voter) {
        Disk disk = known(voter);
        return new Memory(voter, disk.ballot, disk.shown, disk.told);
    }

    /** The disk is what it was then, and whoever has it knows no more. */
    void rolledBack(Site site, Memory then) {
        Disk disk = new Disk(new Durables(site.disk.platter()));
        disk.ballot = then.ballot();
        disk.shown = then.shown();
        disk.told = then.told();
        disk.forgotten = known(then.voter()).told;
        disks.put(then.voter(), disk);
        votes.forgets(then.voter());
    }

    /** The disk has said something that is not true, and nothing said of it counts any more. */
    void lies(VoterId voter) {
        known(voter).isLying = true;
    }

    /** Whether all that was said of that disk is true, and will be. */
    boolean areKept(Site site) {
        boolean isKnown =
                site.voter()
                        .map(disks::get)
                        .filter(disk -> disk.told.next() < disk.forgotten.next())
                        .isEmpty();
        return isKnown && site.health.isTrusted();
    }

    /** Whether the disk of that voter holds the log up to there, or did before it was lost. */
    boolean hold(VoterId voter, LogPoint end) {
        Optional<Disk> disk = Optional.ofNullable(disks.get(voter));
        return disk.filter(one -> one.durables.holds(end) || hasHeld(one, end)).isPresent();
    }

    private boolean hasHeld(Disk disk, LogPoint end) {
        if (!disk.isRotten) return false;
        LogPoint at = disk.told;
        while (at.next() > end.next()) at = ghost.chain().at(at).orElseThrow().before();
        return at.equals(end);
    }

    /** A member begins with what its disk holds: all that was ever said of that must be there. */
    void starts(Life life, Remembered found) {
        Disk disk = of(life);
        if (disk.isLying) believe(life, disk, found);
        votes.stored(life.id(), disk.durables.ballot());
        that(
                disk.durables.ballot().equals(found.ballot()),
                "R9 a start relies on what is not durable",
                life.site.name(),
                found.ballot());
        that(
                isKept(disk.ballot, found.ballot()),
                "R2 a ballot is lost",
                life.site.name(),
                disk.ballot,
                found.ballot());
        for (LogPoint point : List.of(disk.shown, disk.told)) {
            LogPoint start = found.log().start();
            // What a snapshot of a newer epoch took the place of was never agreed.
            boolean isLogKept =
                    Ghost.contains(found.log(), point)
                            || start.next() >= point.next()
                            || start.epoch() > point.epoch();
            that(isLogKept, "R9 what was durable is lost", life.site.name(), point, found.log());
        }
        ghost.starts(life, found);
    }

    /** What is found now is all that there is, and true again: nothing more is left to lie. */
    private void believe(Life life, Disk disk, Remembered found) {
        LogPoint end = found.log().end();
        if (end.next() < disk.told.next()) life.stage.reached("less found than was durable");
        disk.isLying = false;
        disk.ballot = found.ballot();
        disk.shown = end;
        disk.told = end;
        votes.forgets(life.id());
    }

    private static boolean isKept(Ballot told, Ballot found) {
        if (found.epoch() != told.epoch()) return found.epoch() > told.epoch();
        return told.votedFor().isEmpty() || told.votedFor().equals(found.votedFor());
    }

    /** A member is told that its disk holds the log up to there. */
    void holds(Life life, LogPoint point) {
        of(life).told = point;
    }

    /** A member is told that its ballot is durable. */
    void holds(Life life, Ballot ballot) {
        Disk disk = of(life);
        Ballot there = disk.durables.ballot();
        boolean isThere = disk.isLying || there.equals(ballot);
        that(isThere, "R9 a ballot not durable", life.site.name(), ballot, there);
        votes.stored(life.id(), ballot);
        disk.ballot = ballot;
        ballot.votedFor().ifPresent(whom -> ghost.voted(ballot.epoch(), whom));
    }

    void cuts(Life life, LogPoint to) {
        Disk disk = of(life);
        if (disk.shown.next() > to.next()) disk.shown = to;
        if (disk.told.next() > to.next()) disk.told = to;
    }

    /** R15: a snapshot is durable, and says what all before it comes to. */
    void holdsSnapshot(Life life, LogPoint at) {
        Durables durables = of(life).durables;
        if (of(life).isLying) return;
        if (durables.snapshot().next() > at.next()) return;
        Optional<Snapshot> found = durables.content(at);
        that(found.isPresent(), "R15 a snapshot not durable", life.site.name(), at);
        isRight(life, at, found.get().members(), HashMachine.image(found.get().content()));
    }

    private void isRight(Life life, LogPoint at, Members members, long image) {
        Optional<Chain.Link> there = ghost.chain().at(at);
        that(there.isPresent() && ghost.isAgreed(at), "R15 a snapshot of what is not agreed", at);
        that(there.get().image() == image, "R15 a snapshot differs", life.site.name(), at);
        Optional<Members.At> last =
                members.history().isEmpty()
                        ? Optional.empty()
                        : Optional.of(members.history().getLast());
        that(
                last.equals(there.get().voters()),
                "R15 a snapshot names other voters",
                life.site.name(),
                last,
                there.get().voters());
    }

    void installs(Life life, Installed installed) {
        holdsSnapshot(life, installed.at());
        isRight(life, installed.at(), installed.members(), HashMachine.image(installed.content()));
    }

    /** R15: only what a durable snapshot covers goes. */
    void drops(Life life, LogPoint before) {
        LogPoint snapshot = of(life).durables.snapshot();
        boolean isCovered = of(life).isLying || snapshot.next() >= before.next();
        that(isCovered, "R15 dropped before the snapshot", life.site.name(), before, snapshot);
    }

    /** R9: what a message promises is on the disk of who says it. */
    void says(Life life, int to, Message message) {
        switch (Oath.of(message)) {
            case Oath.Nothing() -> {}
            case Oath.Epoch _ -> epochIsHeld(life, message);
            case Oath.Vote(int epoch) -> {
                Optional<VoterId> given = votes.given(life.id(), epoch);
                boolean isKept = given.filter(one -> one.nodeId() == to).isPresent();
                that(isKept, "R9 a vote not durable", life.site.name(), message, given);
            }
            case Oath.Log(int _, LogPoint durable) -> {
                epochIsHeld(life, message);
                isHeld(life, durable);
            }
        }
        if (message instanceof Message.EpochBegun(int epoch, var leader)) {
            ghost.named(epoch, leader.id());
        }
    }

    private void epochIsHeld(Life life, Message message) {
        int durable = of(life).ballot.epoch();
        if (durable >= message.epoch() || of(life).isLying) return;
        int there = of(life).durables.ballot().epoch();
        that(there >= message.epoch(), "R9 an epoch not durable", life.site.name(), message);
    }

    private void isHeld(Life life, LogPoint point) {
        Disk disk = of(life);
        if (disk.shown.equals(point) || disk.isLying) return;
        that(
                disk.durables.holds(point),
                "R9 durable is not",
                life.site.name(),
                point,
                disk.durables.snapshot(),
                disk.durables.bases());
        disk.shown = point;
    }
}
