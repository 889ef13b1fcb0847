package io.skein.raft.core;

import io.skein.raft.core.Quorum.Tally;
import io.skein.raft.core.VoterSet.Voter;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * How a member comes to lead: pre-votes, votes, and the founding of a cluster. Works on its {@link
 * Member}'s state; {@link Voting} is how it helps others to.
 */
final class Electing {
    private final MemberState state;
    private final Following following;
    private final Leading leading;

    Electing(MemberState state, Following following, Leading leading) {
        this.state = state;
        this.following = following;
        this.leading = leading;
    }

    /** The time of waiting is over. */
    void act() {
        if (waitsForDisk()) return;
        if (mayStand()) probe();
        else following.look();
    }

    /** While the disk has not taken the last epoch there is no other to be begun. */
    private boolean waitsForDisk() {
        if (state.ballot.equals(state.savedBallot)) return false;
        long later = state.electionDeadline();
        switch (state.role) {
            case Role.Candidate candidate -> state.update(candidate.waiting(later));
            case Role.Waiting _, Role.PreCandidate _ -> state.become(state.role.stepDown(later));
            case Role.Following _, Role.Leader _, Role.Resigned _ -> {}
        }
        return true;
    }

    /** A member without a vote asks for none. While the log is replaced it stands nowhere. */
    boolean mayStand() {
        if (mayLead()) return state.members.mayStand(state.self(), state.committedBefore);
        return isFree() && state.isBlank() && state.seat.mayFound();
    }

    /** Whether it is in a state to lead those who vote by its log. */
    boolean mayLead() {
        return isFree() && state.members.current().isPresent();
    }

    private boolean isFree() {
        return state.installing.isEmpty() && state.epoch() < Integer.MAX_VALUE;
    }

    /** Asks who would vote for it. */
    void probe() {
        Role.Waiting waiting = state.role.stepDown(state.nowNanos);
        state.become(waiting.probe(state.electionDeadline()));
        boolean founds = state.quorum().isEmpty();
        Message asked =
                new Message.PreVoteAsked(
                        state.epoch(),
                        state.self(),
                        state.log.end(),
                        founds ? state.seat.founderNodes() : List.of());
        others().forEach(node -> state.send(node, asked));
        for (int node : strangers()) {
            state.send(node, new Message.LeaderAsked(state.epoch(), state.self()));
        }
        preGranted(state.self());
    }

    /** Those that only the settings name. Who votes may have changed without this member. */
    private List<Integer> strangers() {
        List<Integer> known = others();
        return state.seat.configured().stream()
                .map(Seat.Configured::nodeId)
                .filter(node -> node != state.self().nodeId() && !known.contains(node))
                .toList();
    }

    /** The nodes whose votes count, but for its own. */
    private List<Integer> others() {
        TreeSet<Integer> nodes = new TreeSet<>();
        state.members.current().ifPresent(set -> set.ids().forEach(id -> nodes.add(id.nodeId())));
        if (nodes.isEmpty()) state.seat.configured().forEach(each -> nodes.add(each.nodeId()));
        nodes.remove(state.self().nodeId());
        return List.copyOf(nodes);
    }

    void hear(Message.PreVoteGranted granted) {
        if (granted.epoch() == state.epoch()) preGranted(granted.voter());
    }

    private void preGranted(VoterId voter) {
        if (!(state.role instanceof Role.PreCandidate before)) return;
        Role.PreCandidate now = before.grantedBy(voter);
        state.update(now);
        Optional<Quorum> quorum = state.quorum();
        if (quorum.isPresent()) decide(quorum.get().tally(now.granted(), now.refused()), now);
        else found(now);
    }

    private void decide(Tally tally, Role.PreCandidate candidate) {
        switch (tally) {
            case WON -> campaign(candidate, List.of());
            case PENDING -> {}
            case LOST -> state.become(candidate.stepDown(state.electionDeadline()));
        }
    }

    /** All that the settings name are there, each with its directory. */
    private void found(Role.PreCandidate candidate) {
        List<VoterId> all = candidate.granted().stream().sorted().toList();
        List<VoterId> known = state.ballot.founders();
        boolean isSame = known.isEmpty() || known.equals(all);
        if (state.seat.isAll(all) && isSame) campaign(candidate, all);
    }

    private void campaign(Role.PreCandidate candidate, List<VoterId> founders) {
        Ballot next = state.ballot.next(state.self());
        Ballot vote = founders.isEmpty() ? next : next.foundingWith(founders);
        state.become(candidate.campaign(vote.epoch(), founders, state.electionDeadline()));
        state.save(vote);
        List<VoterId> voters =
                founders.isEmpty() ? state.quorum().orElseThrow().voters() : founders;
        for (VoterId voter : voters) {
            if (state.isSelf(voter)) continue;
            Message asked =
                    new Message.VoteAsked(
                            vote.epoch(), state.self(), voter, state.log.end(), founders);
            state.send(voter.nodeId(), asked);
        }
    }

    void ballotSaved(Ballot saved) {
        state.savedBallot = saved;
        boolean isOwn = saved.votedFor().filter(state::isSelf).isPresent();
        if (isOwn) granted(saved.epoch(), state.self());
    }

    void hear(Message.VoteGranted granted) {
        granted(granted.epoch(), granted.voter());
    }

    private void granted(int epoch, VoterId voter) {
        if (state.role instanceof Role.Candidate candidate && candidate.epoch() == epoch) {
            count(candidate.grantedBy(voter));
        }
    }

    void hear(Message.VoteRefused refused) {
        // Whoever has nothing and hears of a cluster founds no other.
        if (refused.knowsCluster()) state.knowsCluster = true;
        if (refused.epoch() != state.epoch()) return;
        Optional<Voter> leader = state.elsewhere(refused.leader());
        if (leader.isPresent()
                && !(state.role instanceof Role.Following)
                && state.leader().isEmpty()) {
            following.follow(leader.get());
            return;
        }
        switch (state.role) {
            case Role.PreCandidate before -> {
                Role.PreCandidate now = before.refusedBy(refused.voter());
                state.update(now);
                state.quorum().ifPresent(q -> decide(q.tally(now.granted(), now.refused()), now));
            }
            case Role.Candidate before -> count(before.refusedBy(refused.voter()));
            case Role.Waiting _, Role.Following _, Role.Leader _, Role.Resigned _ -> {}
        }
    }

    private void count(Role.Candidate candidate) {
        state.update(candidate);
        List<VoterId> founders = candidate.founders();
        Tally tally =
                founders.isEmpty()
                        ? state.quorum()
                                .orElseThrow()
                                .tally(candidate.granted(), candidate.refused())
                        : new Quorum(founders).tallyOfAll(candidate.granted(), candidate.refused());
        switch (tally) {
            case WON -> leading.begin(candidate);
            case PENDING -> {}
            case LOST -> tryLater(candidate);
        }
    }

    private void tryLater(Role.Candidate candidate) {
        long wait = state.drawUpTo(state.times.electionNanosMin());
        state.become(candidate.stepDown(state.nowNanos + wait));
    }

    /** The leader has given up and says who might go on. */
    void hear(Message.EpochEnded ended) {
        boolean isHeard =
                switch (state.role) {
                    case Role.Following f -> f.leader().id().equals(ended.leader());
                    case Role.Waiting _, Role.PreCandidate _ -> true;
                    case Role.Candidate _, Role.Leader _, Role.Resigned _ -> false;
                };
        if (!isHeard) return;
        int rank = ended.successors().indexOf(state.self());
        long later = rank < 0 ? ended.successors().size() : rank;
        long wait = later * state.times.lostLeaderNanosMax();
        Role.Waiting waiting = state.role.stepDown(state.soon() + wait);
        state.become(waiting);
        if (rank == 0 && mayStand() && state.members.current().isPresent()) {
            // It was asked to: nobody has to be asked whether it disturbs.
            campaign(waiting.probe(state.electionDeadline()), List.of());
        }
    }
}
