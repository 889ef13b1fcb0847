package io.skein.raft.core;

import java.util.List;
import java.util.Optional;

/**
 * Whom a member gives its vote, and what it answers whoever asks for it. Works on its {@link
 * Member}'s state.
 */
final class Voting {
    private final MemberState state;
    private final Electing electing;

    Voting(MemberState state, Electing electing) {
        this.state = state;
        this.electing = electing;
    }

    void hear(int from, Message.PreVoteAsked asked) {
        boolean isNews = asked.epoch() >= state.epoch() && isUpToDate(asked.end());
        boolean suits = !asked.end().equals(LogPoint.START) || mayFoundWith(asked);
        if (isNews && suits && !hearsLeaderBut(asked.candidate())) {
            state.send(from, new Message.PreVoteGranted(asked.epoch(), state.self()));
        } else {
            refuse(from);
            if (isCalled(asked)) electing.probe();
        }
    }

    /**
     * Whether a voter counts on this member, which knows more than that one, but not that it has a
     * vote: as long as nobody else may lead, it has to, to hand on what it knows (Raft thesis
     * §4.2.2).
     */
    private boolean isCalled(Message.PreVoteAsked asked) {
        return state.role instanceof Role.Waiting
                && state.ballot.equals(state.savedBallot)
                && !electing.mayStand()
                && electing.mayLead()
                && state.members.has(asked.candidate())
                && !isUpToDate(asked.end());
    }

    /**
     * One that was told of other founders, or whose directory is not the one that this member has
     * founded with, would make another cluster.
     */
    private boolean mayFoundWith(Message.PreVoteAsked asked) {
        List<VoterId> known = state.ballot.founders();
        return state.isBlank()
                && asked.founders().equals(state.seat.founderNodes())
                && (known.isEmpty() || known.contains(asked.candidate()));
    }

    /**
     * A member that hears its leader lets nobody disturb it (Raft thesis §9.6, KIP-996). A leader
     * that asks itself has been restarted, and leads no more.
     */
    private boolean hearsLeaderBut(VoterId candidate) {
        return switch (state.role) {
            case Role.Leader _ -> true;
            case Role.Following f ->
                    f.isHeard()
                            && !f.leader().id().equals(candidate)
                            && state.nowNanos - f.heardNanos() < state.times.fetchNanos();
            case Role.Waiting _, Role.PreCandidate _, Role.Candidate _, Role.Resigned _ -> false;
        };
    }

    /** Whether whoever ends there has all that this member has (Raft §5.4.1). */
    private boolean isUpToDate(LogPoint end) {
        return end.compareTo(state.log.end()) >= 0;
    }

    private void refuse(int to) {
        state.send(
                to,
                new Message.VoteRefused(
                        state.epoch(), state.self(), state.leader(), state.knowsCluster()));
    }

    void hear(int from, Message.VoteAsked asked) {
        // Asked is a directory that this node has lost. Its votes went with it.
        if (!state.isSelf(asked.voter())) return;
        boolean isGood = isUpToDate(asked.end()) && suits(asked);
        // Nobody without a vote drives the epoch up, unless it has one by a log newer than ours.
        boolean counts = isGood || state.members.has(asked.candidate());
        boolean isNewer = asked.epoch() > state.epoch() && counts;
        // With a vote, the epoch is on its way to the disk already.
        if (isNewer && isGood) state.enter(asked.epoch());
        else if (isNewer) state.adopt(asked.epoch());
        if (!isGood || asked.epoch() != state.epoch() || state.leader().isPresent()) {
            refuse(from);
            return;
        }
        vote(from, asked);
    }

    /** Founders must be one and the same for all: else one failure could make two clusters. */
    private boolean suits(Message.VoteAsked asked) {
        List<VoterId> founders = asked.founders();
        if (founders.isEmpty()) return !asked.end().equals(LogPoint.START);
        List<VoterId> known = state.ballot.founders();
        return state.isBlank()
                && founders.contains(state.self())
                && state.seat.isAll(founders)
                && (known.isEmpty() || known.equals(founders));
    }

    private void vote(int from, Message.VoteAsked asked) {
        Optional<VoterId> before = state.ballot.votedFor();
        if (before.isPresent() && !before.get().equals(asked.candidate())) {
            refuse(from);
            return;
        }
        if (before.isEmpty()) {
            Ballot vote = state.ballot.votingFor(asked.candidate());
            boolean founds = !asked.founders().isEmpty();
            state.save(founds ? vote.foundingWith(asked.founders()) : vote);
            state.become(state.role.stepDown(state.electionDeadline()));
        }
        state.send(from, new Message.VoteGranted(asked.epoch(), state.self()));
    }
}
