package io.skein.scenarios.exhaustive;

import static io.skein.scenarios.exhaustive.Promises.that;

import io.skein.raft.core.Batch;
import io.skein.raft.core.ControlRecord;
import io.skein.raft.core.LogPoint;
import io.skein.raft.core.Members;
import io.skein.raft.core.Outcome;
import io.skein.raft.core.Role;
import io.skein.raft.core.VoterId;
import io.skein.scenarios.cores.CoreDisk;
import io.skein.scenarios.exhaustive.Deed.Grounds;
import io.skein.scenarios.history.Violation;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Knows all nodes at once and from outside, and judges what one of them has just done: the
 * invariants R1, R4, R6, R7, R8, R10, R11 and R12, those a node cannot be held to alone. Made for
 * one step.
 */
final class Judge {
    private final VoterId who;
    private final List<NodeState> others;
    private History history;

    /**
     * @param others all nodes but the one that has done something
     */
    private Judge(VoterId who, List<NodeState> others, History history) {
        this.who = who;
        this.others = others;
        this.history = history;
    }

    /** What has happened by then; throws a {@link Violation} for what should never have. */
    static History judge(StepTaken taken, List<NodeState> others, History history) {
        Judge judge = new Judge(taken.after().self().id(), others, history);
        taken.deeds().forEach(judge::judge);
        return judge.history;
    }

    private void judge(Deed deed) {
        switch (deed) {
            case Deed.Led(Role.Leader role, CoreDisk view) -> led(role, view);
            case Deed.Appended(Batch batch, CoreDisk before) -> appended(batch, before);
            case Deed.Changed changed -> changed(changed);
            case Deed.CutBack(LogPoint to, CoreDisk before) -> cutBack(to, before);
            case Deed.Agreed(long before, Grounds grounds) -> agreed(before, grounds);
            case Deed.Answered(long ticket, Outcome outcome) -> answered(ticket, outcome);
        }
    }

    private void led(Role.Leader role, CoreDisk view) {
        Optional<VoterId> first = history.leaderOf(role.epoch());
        that(first.isEmpty() || first.get().equals(who), "R1 two leaders", role.epoch(), who);
        if (first.isEmpty()) history = history.with(new History.Reign(role.epoch(), who));
        for (History.Agreed agreed : history.agreed()) {
            // The votes for an old epoch may arrive when a newer one has agreed on something.
            if (agreed.epoch() >= role.epoch()) continue;
            Batch batch = agreed.batch();
            that(view.batches().contains(batch), "R6 a leader lacks what is agreed", who, batch);
        }
    }

    /** R4: where two logs hold the same point, they are the same up to there. */
    private void appended(Batch batch, CoreDisk before) {
        for (NodeState other : others) {
            List<Batch> theirs = other.view().batches();
            int at = endingAt(theirs, batch.end());
            if (at < 0) continue;
            boolean isSame =
                    theirs.get(at).equals(batch) && theirs.subList(0, at).equals(before.batches());
            that(isSame, "R4 one end, two logs", who, other.self().id(), batch.end());
        }
    }

    private static int endingAt(List<Batch> batches, LogPoint end) {
        for (int i = 0; i < batches.size(); i++) {
            if (batches.get(i).end().equals(end)) return i;
        }
        return -1;
    }

    private void changed(Deed.Changed change) {
        Members.At last = change.before();
        that(last.offset() < change.agreedBefore(), "R12 two changes at once", who, change.now());
        that(change.start() < change.agreedBefore(), "R12 too early", who, change.now());
        TreeSet<VoterId> differ = new TreeSet<>(ids(last.named()));
        for (VoterId id : ids(change.now())) {
            if (!differ.remove(id)) differ.add(id);
        }
        that(differ.size() <= 1, "R12 more than one voter changes", differ);
    }

    private static List<VoterId> ids(ControlRecord.Voters named) {
        return named.voters().voters().stream().map(voter -> voter.id()).toList();
    }

    /** R11: nor may it cut what it does not know to be agreed, but is, by its epoch or before. */
    private void cutBack(LogPoint to, CoreDisk before) {
        for (History.Agreed agreed : history.agreed()) {
            Batch batch = agreed.batch();
            boolean isCut = batch.end().next() > to.next() && before.batches().contains(batch);
            boolean isKnown = agreed.epoch() <= before.ballot().epoch();
            that(!isCut || !isKnown, "R11 what is agreed is cut", who, batch);
        }
    }

    private void agreed(long before, Grounds grounds) {
        for (Batch batch : grounds.view().batches()) {
            if (batch.end().next() > before) break;
            if (batch.first() == history.agreedBefore()) first(batch, grounds);
            boolean isOne = history.agreedAt(batch.first()).equals(Optional.of(batch));
            that(isOne, "R7 agreed twice", who, batch);
        }
        that(before <= history.agreedBefore(), "R10 there is a gap", who, before);
        grounds.reign().ifPresent(leader -> counted(before, grounds, leader));
    }

    private void first(Batch batch, Grounds grounds) {
        int epoch = grounds.reign().map(Role.Leader::epoch).orElse(0);
        that(epoch > 0, "R8 agreed without a leader", who, batch);
        history = history.with(new History.Agreed(batch, epoch));
    }

    /** R8: whoever counts first has counted what disks hold, and no page cache. */
    private void counted(long before, Grounds grounds, Role.Leader leader) {
        LogPoint last =
                history.agreed().stream()
                        .map(agreed -> agreed.batch().end())
                        .filter(end -> end.next() == before)
                        .findFirst()
                        .orElseThrow(() -> new Violation("R8 between two batches", "" + before));
        that(last.epoch() == leader.epoch(), "R8 counts an old epoch", who, last);
        List<VoterId> voters = ids(grounds.view().members().history().getLast().named());
        long hold = voters.stream().filter(voter -> diskOf(voter, grounds).holds(last)).count();
        boolean isMajority = hold > voters.size() / 2;
        that(isMajority, "R8 no durable majority", who, last, hold + " of " + voters.size());
    }

    private CoreDisk diskOf(VoterId voter, Grounds grounds) {
        if (voter.equals(who)) return grounds.disk();
        return others.stream()
                .filter(other -> other.self().id().equals(voter))
                .map(NodeState::disk)
                .findFirst()
                .orElse(CoreDisk.EMPTY);
    }

    private void answered(long ticket, Outcome outcome) {
        if (!(outcome instanceof Outcome.Committed(int _, long upTo))) return;
        that(upTo < history.agreedBefore(), "committed is not agreed", ticket, upTo);
        boolean isThere = history.agreed().stream().anyMatch(one -> names(one.batch(), ticket));
        that(isThere, "committed is not agreed", ticket, upTo);
    }

    private static boolean names(Batch batch, long ticket) {
        return switch (batch.content()) {
            case Batch.State(var records) -> records.getFirst().getLong(0) == ticket;
            case Batch.Control _ -> true;
        };
    }
}
