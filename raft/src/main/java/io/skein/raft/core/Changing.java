package io.skein.raft.core;

import io.skein.foundation.PersistentMap;
import io.skein.raft.core.VoterSet.Voter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How a leader changes who votes: one voter at a time, each change agreed before the next, none
 * before it has agreed something in its own epoch (Raft thesis §4.1 and the correction of 2015).
 * Works on its {@link Member}'s state.
 */
final class Changing {
    private static final int LAG_MAX = 1_000;

    private final MemberState state;
    private final Leading leading;

    Changing(MemberState state, Leading leading) {
        this.state = state;
        this.leading = leading;
    }

    void ask(Input.VotersAsked asked) {
        if (leading.refuses(asked.ticket(), asked.epoch(), 0)) return;
        VoterSet now = state.members.current().orElseThrow();
        Optional<Refusal> refusal = refusal(now, asked.change());
        if (refusal.isPresent()) {
            leading.refuse(asked.ticket(), refusal.get());
            return;
        }
        write(now, asked.change(), state.members.replaced());
        leading.park(asked.ticket(), 0, 0);
        leading.settle();
    }

    private void write(VoterSet now, VoterChange change, List<Integer> replaced) {
        ControlRecord record =
                switch (change) {
                    case VoterChange.Add(Voter voter) ->
                            new ControlRecord.Voters(
                                    now.with(voter), without(replaced, voter.id().nodeId()));
                    case VoterChange.Remove(VoterId voter) ->
                            new ControlRecord.Voters(now.without(voter), replaced);
                    case VoterChange.Move(Voter voter) ->
                            new ControlRecord.Voters(now.moved(voter), replaced);
                };
        leading.write(new Batch.Control(List.of(record)));
    }

    private static List<Integer> without(List<Integer> nodes, int node) {
        return nodes.stream().filter(one -> one != node).toList();
    }

    private Optional<Refusal> refusal(VoterSet now, VoterChange change) {
        if (state.members.isPending(state.committedBefore)) {
            long offset = state.members.history().getLast().offset();
            return Optional.of(new Refusal.ChangePending(offset));
        }
        return switch (change) {
            case VoterChange.Add(Voter voter) -> refusalToAdd(now, voter.id());
            case VoterChange.Remove(VoterId voter) -> refusalToRemove(now, voter);
            case VoterChange.Move(Voter voter) ->
                    now.has(voter.id())
                            ? Optional.empty()
                            : Optional.of(new Refusal.NotVoter(voter.id()));
        };
    }

    private Optional<Refusal> refusalToAdd(VoterSet now, VoterId voter) {
        if (now.has(voter)) return Optional.of(new Refusal.AlreadyVoter(voter));
        Optional<Voter> other = now.ofNode(voter.nodeId());
        if (other.isPresent()) return Optional.of(new Refusal.NodeVotes(other.get().id()));
        if (now.voters().size() == VoterSet.VOTERS_MAX) {
            return Optional.of(new Refusal.TooManyVoters(VoterSet.VOTERS_MAX));
        }
        Optional<Progress> progress = leader().flatMap(leader -> leader.others().get(voter));
        if (progress.filter(this::isCaughtUp).isPresent()) return Optional.empty();
        long held = progress.map(one -> one.durable().next()).orElse(0L);
        return Optional.of(new Refusal.NotCaughtUp(voter, state.log.end().next() - held));
    }

    /** Those who remain have to be able to agree on it (etcd's strict check of such a change). */
    private Optional<Refusal> refusalToRemove(VoterSet now, VoterId voter) {
        if (!now.has(voter)) return Optional.of(new Refusal.NotVoter(voter));
        if (now.voters().size() == 1) return Optional.of(new Refusal.LastVoter(voter));
        List<VoterId> rest = now.without(voter).ids();
        int heard = (int) rest.stream().filter(this::isHeard).count();
        int needed = new Quorum(rest).majority();
        return heard < needed
                ? Optional.of(new Refusal.WouldStall(voter, heard, needed))
                : Optional.empty();
    }

    private boolean isHeard(VoterId voter) {
        return state.isSelf(voter)
                || leader().flatMap(leader -> leader.others().get(voter))
                        .filter(this::isHeard)
                        .isPresent();
    }

    private boolean isHeard(Progress progress) {
        return state.nowNanos - progress.heardNanos() < state.times.fetchNanos();
    }

    /** A voter that lacks much would let nobody agree on anything until it has it. */
    private boolean isCaughtUp(Progress progress) {
        long lag = state.log.end().next() - progress.durable().next();
        return isHeard(progress) && lag <= LAG_MAX && progress.caughtUpNanos().isPresent();
    }

    private Optional<Role.Leader> leader() {
        return state.role instanceof Role.Leader leader ? Optional.of(leader) : Optional.empty();
    }

    /** Now and then looks for what can be put right without being asked. */
    void beat() {
        Role.Leader leader = leader().orElseThrow();
        boolean isOpening = state.committedBefore <= leader.start();
        if (isOpening || state.members.isPending(state.committedBefore)) return;
        VoterSet now = state.members.current().orElseThrow();
        if (hasMovedItself(now)) {
            carryOut(now, new VoterChange.Move(state.seat.self()));
            return;
        }
        for (Progress other : leader.others().values()) {
            Optional<VoterChange> change = change(leader, now, other);
            if (change.isEmpty()) continue;
            carryOut(now, change.get());
            return;
        }
    }

    /** Nobody else tells a leader that it has come back at another place. */
    private boolean hasMovedItself(VoterSet now) {
        Voter self = state.seat.self();
        return now.has(self.id()) && !now.voters().contains(self);
    }

    private void carryOut(VoterSet now, VoterChange change) {
        List<Integer> replaced = new ArrayList<>(state.members.replaced());
        if (change instanceof VoterChange.Remove(VoterId lost)) replaced.add(lost.nodeId());
        write(now, change, replaced);
        leading.settle();
    }

    /**
     * A voter that says where it is reached is believed. A node that has lost its disk and comes
     * back as somebody new takes the place of its older self: that one is removed, and once this is
     * agreed the new one added.
     */
    private Optional<VoterChange> change(Role.Leader leader, VoterSet now, Progress other) {
        VoterId id = other.member().id();
        Optional<Voter> voter = now.ofNode(id.nodeId());
        if (voter.isPresent() && voter.get().id().equals(id)) {
            boolean hasMoved = !voter.get().equals(other.member());
            return hasMoved ? Optional.of(new VoterChange.Move(other.member())) : Optional.empty();
        }
        if (!state.settings.replacesLostVoters() || !isCaughtUp(other)) return Optional.empty();
        if (voter.isPresent()) return replacement(leader, now, voter.get().id());
        boolean isReplacing = state.members.replaced().contains(id.nodeId());
        boolean hasRoom = now.voters().size() < VoterSet.VOTERS_MAX;
        return isReplacing && hasRoom && !isOutlived(leader, other)
                ? Optional.of(new VoterChange.Add(other.member()))
                : Optional.empty();
    }

    /** Whether its node has been heard since with another disk: then this one is lost as well. */
    private static boolean isOutlived(Role.Leader leader, Progress other) {
        VoterId id = other.member().id();
        return leader.others().stream()
                .map(PersistentMap.Entry::value)
                .filter(each -> each.heardNanos() > other.heardNanos())
                .map(each -> each.member().id())
                .anyMatch(later -> later.nodeId() == id.nodeId() && !later.equals(id));
    }

    /**
     * Two directories of one node, both of which speak, are a mistake that only people can mend.
     */
    private Optional<VoterChange> replacement(Role.Leader leader, VoterSet now, VoterId lost) {
        long heard =
                leader.others().get(lost).map(Progress::heardNanos).orElse(leader.beganNanos());
        boolean isSilent = state.nowNanos - heard >= state.times.fetchNanos();
        boolean isLeader = state.isSelf(lost);
        boolean hasRoom = state.members.replaced().size() < VoterSet.VOTERS_MAX;
        return isSilent && !isLeader && hasRoom && now.voters().size() > 1
                ? Optional.of(new VoterChange.Remove(lost))
                : Optional.empty();
    }
}
