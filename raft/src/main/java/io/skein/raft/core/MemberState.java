package io.skein.raft.core;

import io.skein.foundation.Check;
import io.skein.raft.core.Effect.Gate;
import io.skein.raft.core.VoterSet.Voter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * All that a member knows, and the effects of the step under way. Owned by its {@link Member};
 * changed by those among whom the member's work is divided, one at a time.
 */
final class MemberState {
    final RaftSettings settings;
    final RaftSettings.Times times;
    final Seat seat;
    final Outstanding outstanding;
    final List<Effect> effects = new ArrayList<>();

    Role role;
    Ballot ballot;
    Ballot savedBallot;
    LogView log;
    Members members;

    /** Where the newest snapshot was taken: at the start of the log, or behind it. */
    LogPoint snapshot;

    Dice dice;
    DiskWatch disk = new DiskWatch.Idle();
    Optional<LogPoint> installing = Optional.empty();

    /** Whether the disk has yet to confirm that the log is cut back. */
    boolean isCutting;

    long committedBefore;
    long nowNanos;
    boolean knowsCluster;
    boolean hasNews;

    MemberState(RaftSettings settings, Seat seat, Remembered remembered, Start start) {
        Check.that(remembered.damage().isEmpty(), "damage is refused before the start");
        this.settings = settings;
        this.times = settings.times();
        this.seat = seat;
        this.outstanding = new Outstanding(settings.proposalsMax(), settings.outstandingBytesMax());
        this.ballot = remembered.ballot();
        this.savedBallot = ballot;
        this.log = remembered.log();
        this.members = remembered.members();
        this.snapshot = log.start();
        this.committedBefore = log.start().next();
        this.nowNanos = start.nowNanos();
        this.dice = new Dice(start.seed());
        this.role = Role.start(nowNanos);
    }

    MemberState(MemberState other) {
        this.settings = other.settings;
        this.times = other.times;
        this.seat = other.seat;
        this.outstanding = other.outstanding.copy();
        this.role = other.role;
        this.ballot = other.ballot;
        this.savedBallot = other.savedBallot;
        this.log = other.log;
        this.members = other.members;
        this.snapshot = other.snapshot;
        this.dice = other.dice;
        this.disk = other.disk;
        this.installing = other.installing;
        this.isCutting = other.isCutting;
        this.committedBefore = other.committedBefore;
        this.nowNanos = other.nowNanos;
        this.knowsCluster = other.knowsCluster;
        this.hasNews = other.hasNews;
    }

    VoterId self() {
        return seat.id();
    }

    /** A leader that others name, unless it is what this very node was before. */
    Optional<Voter> elsewhere(Optional<Voter> named) {
        return named.filter(leader -> leader.id().nodeId() != self().nodeId());
    }

    /** Whether no other node has a say. */
    boolean isAlone() {
        int node = self().nodeId();
        return members.current()
                .map(set -> set.ids().equals(List.of(self())))
                .orElseGet(
                        () -> seat.configured().stream().allMatch(each -> each.nodeId() == node));
    }

    int epoch() {
        return ballot.epoch();
    }

    boolean isSelf(VoterId member) {
        return member.equals(self());
    }

    /** Those who vote by the log; there are none before its first batch. */
    Optional<Quorum> quorum() {
        return members.current().map(VoterSet::quorum);
    }

    /** Whether a cluster has agreed on something, hence exists: then this member founds none. */
    boolean knowsCluster() {
        return knowsCluster || committedBefore > 0;
    }

    /** Whether this member may help to found a cluster. */
    boolean isBlank() {
        return log.isEmpty() && !knowsCluster();
    }

    /** Whom this member knows, by what it has heard itself, to lead its epoch. */
    Optional<Voter> leader() {
        return switch (role) {
            case Role.Following following when following.isHeard() ->
                    Optional.of(following.leader());
            case Role.Leader _ -> Optional.of(seat.self());
            case Role.Following _,
                    Role.Waiting _,
                    Role.PreCandidate _,
                    Role.Candidate _,
                    Role.Resigned _ ->
                    Optional.empty();
        };
    }

    void become(Role next) {
        role = next;
        effects.add(new Effect.Became(next));
    }

    /** The role is the same, and knows more. */
    void update(Role next) {
        Check.that(role.getClass() == next.getClass(), "only what is known changes");
        role = next;
    }

    /** From 0 up to {@code mostNanos}, drawn anew each time. */
    long drawUpTo(long mostNanos) {
        dice = dice.next();
        return dice.upTo(mostNanos);
    }

    long electionDeadline() {
        long least = times.electionNanosMin();
        return nowNanos + least + drawUpTo(times.electionNanosMax() - least);
    }

    /** Within a moment, but not all at the same one. */
    long soon() {
        return nowNanos + drawUpTo(times.lostLeaderNanosMax());
    }

    void save(Ballot next) {
        ballot = next;
        effects.add(new Effect.SaveBallot(next));
    }

    /** Says something, but never an epoch that a crash could make it forget. */
    void send(int to, Message message) {
        effects.add(new Effect.Send(to, message, gate()));
    }

    Gate gate() {
        return ballot.equals(savedBallot) ? Gate.AT_ONCE : Gate.AFTER_DURABLE;
    }

    /** Takes part in a newer epoch, of which it knows nothing yet. */
    void adopt(int newer) {
        enter(newer);
        save(ballot);
    }

    /** The same, where a vote follows in the same step and is saved with it. */
    void enter(int newer) {
        Role before = role;
        ballot = ballot.in(newer);
        become(role.stepDown(electionDeadline()));
        endReign(before);
    }

    /** What was promised an outcome by a leader learns that it will never know. */
    void endReign(Role before) {
        if (!(before instanceof Role.Leader leader)) return;
        disk = new DiskWatch.Idle();
        for (Outstanding.Parked parked : outstanding.takeAll()) {
            answer(parked.ticket(), new Outcome.Unknown(leader.epoch()));
        }
    }

    void answer(long ticket, Outcome outcome) {
        effects.add(new Effect.Answer(ticket, outcome));
    }

    void append(Batch batch) {
        effects.add(new Effect.Append(batch, log.cuts()));
        log = log.append(batch);
        learn(members.append(batch));
    }

    /** Who votes has changed, and with it perhaps where somebody is reached. */
    void learn(Members next) {
        if (next.equals(members)) return;
        members = next;
        for (Voter voter : next.current().map(VoterSet::voters).orElse(List.of())) {
            if (!isSelf(voter.id())) effects.add(new Effect.Reach(voter));
        }
    }

    void commit(long before) {
        if (before <= committedBefore) return;
        Check.ordered(before, log.end().next(), "only what is there is agreed");
        committedBefore = before;
        members = members.agreed(before);
        effects.add(new Effect.Commit(before));
    }
}
