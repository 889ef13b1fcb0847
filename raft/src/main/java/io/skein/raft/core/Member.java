package io.skein.raft.core;

import io.skein.foundation.Check;
import java.util.List;
import java.util.OptionalLong;

/**
 * One member of the metadata quorum: takes an input, returns what must be done about it. Owned by
 * one driver. Always true: it writes as leader only in an epoch that its present life has won,
 * whose ballot is durable; it commits only what a majority holds durably, itself counted no further
 * than its own disk has confirmed; and it cuts nothing that is agreed.
 */
public final class Member {
    private final MemberState state;
    private final Following following;
    private final Leading leading;
    private final Electing electing;
    private final Voting voting;

    /** A member as it starts; its first {@link Input.Tick} sets it going. */
    public Member(RaftSettings settings, Seat seat, Remembered remembered, Start start) {
        this(new MemberState(settings, seat, remembered, start));
        // Whoever decides alone, or nobody, has nothing to wait for.
        if (!state.isAlone()) state.role = Role.start(state.soon());
    }

    private Member(MemberState state) {
        this.state = state;
        this.following = new Following(state);
        this.leading = new Leading(state);
        this.electing = new Electing(state, following, leading);
        this.voting = new Voting(state, electing);
    }

    /** One that stands as this one does, and goes its own way from here on. */
    public Member copy() {
        Check.that(state.effects.isEmpty(), "a step is not interrupted");
        return new Member(new MemberState(state));
    }

    /** Takes one input and returns what the driver must do about it, in order. */
    public List<Effect> step(Input input) {
        Check.that(state.effects.isEmpty(), "a step does not start inside another");
        switch (input) {
            case Input.Tick(long now) -> tick(now);
            case Input.Received(int from, Message message) -> receive(from, message);
            case Input.ConnectionLost(int node) -> lost(node);
            case Input.Proposed proposed -> leading.propose(proposed);
            case Input.ReadAsked(long ticket, int epoch) -> leading.read(ticket, epoch);
            case Input.VotersAsked asked -> leading.changing().ask(asked);
            case Input.TurnEnded() -> leading.turnEnded();
            case Input.Durable(LogPoint upTo, int cuts) -> durable(upTo, cuts);
            case Input.BallotSaved(Ballot saved) -> electing.ballotSaved(saved);
            case Input.SnapshotTaken(LogPoint at) -> snapshotTaken(at);
            case Input.PieceStored stored -> following.pieceStored(stored);
            case Input.Installed installed -> following.installed(installed);
            case Input.InstallFailed(LogPoint _) -> following.installFailed();
            case Input.StopAsked() -> stop();
        }
        List<Effect> asked = List.copyOf(state.effects);
        state.effects.clear();
        return asked;
    }

    /** When the next tick is needed, if no input comes before; ask after a tick. */
    public OptionalLong nextWakeNanos() {
        long next =
                switch (state.role) {
                    case Role.Waiting(long untilNanos) -> untilNanos;
                    case Role.PreCandidate candidate -> candidate.untilNanos();
                    case Role.Candidate candidate -> candidate.untilNanos();
                    case Role.Following role -> following.nextWakeNanos(role);
                    case Role.Leader role -> leading.nextWakeNanos(role);
                    case Role.Resigned _ -> Long.MAX_VALUE;
                };
        return next == Long.MAX_VALUE ? OptionalLong.empty() : OptionalLong.of(next);
    }

    /** How this member stands, for people, metrics and tests. */
    public Standing standing() {
        return new Standing(
                state.role,
                state.ballot,
                state.log,
                state.committedBefore,
                state.members,
                state.leader());
    }

    private void tick(long now) {
        Check.ordered(state.nowNanos, now, "time never runs backwards");
        state.nowNanos = now;
        state.disk = state.disk.tick(now);
        switch (state.role) {
            case Role.Waiting(long until) when now >= until -> electing.act();
            case Role.PreCandidate candidate when now >= candidate.untilNanos() -> electing.act();
            case Role.Candidate candidate when now >= candidate.untilNanos() -> electing.act();
            case Role.Following role -> following.tick(role);
            case Role.Leader _ -> leading.tick();
            case Role.Waiting _, Role.PreCandidate _, Role.Candidate _, Role.Resigned _ -> {}
        }
    }

    private void lost(int node) {
        if (state.role instanceof Role.Following role && role.leader().id().nodeId() == node) {
            state.become(role.stepDown(state.soon()));
        }
    }

    private void receive(int from, Message message) {
        if (state.role instanceof Role.Resigned) return;
        boolean isAhead = message.epoch() > state.epoch();
        if (isAhead && drivesEpoch(from, message)) state.adopt(message.epoch());
        switch (message) {
            case Message.PreVoteAsked asked -> voting.hear(from, asked);
            case Message.VoteAsked asked -> voting.hear(from, asked);
            case Message.PreVoteGranted granted -> electing.hear(granted);
            case Message.VoteGranted granted -> electing.hear(granted);
            case Message.VoteRefused refused -> electing.hear(refused);
            case Message.FetchAsked asked when leads(asked) -> leading.hear(asked);
            case Message.SnapshotAsked asked when leads(asked) -> leading.hear(asked);
            case Message.FetchAsked _, Message.SnapshotAsked _, Message.LeaderAsked _ ->
                    redirect(from);
            case Message.EpochBegun begun when isOld(begun) -> redirect(from);
            case Message.EpochBegun begun -> following.hear(from, begun);
            case Message.EpochEnded ended when isNow(ended) -> electing.hear(ended);
            case Message.LeaderTold other when isNow(other) -> following.hear(from, other);
            case Message.Entries entries when isNow(entries) -> following.hear(from, entries);
            case Message.Diverged diverged when isNow(diverged) -> following.hear(from, diverged);
            case Message.SnapshotOffered offered when isNow(offered) ->
                    following.hear(from, offered);
            case Message.SnapshotPiece piece when isNow(piece) -> following.hear(from, piece);
            case Message.EpochEnded _,
                    Message.LeaderTold _,
                    Message.Entries _,
                    Message.Diverged _,
                    Message.SnapshotOffered _,
                    Message.SnapshotPiece _ -> {}
        }
    }

    /**
     * Whether a newer epoch is believed on this message alone. One that nobody is said to lead is
     * for those among themselves who may stand: whoever has no vote could not drive others there,
     * who may follow an older leader; and what it says of that epoch drives none of them.
     */
    private boolean drivesEpoch(int from, Message message) {
        boolean isVoter = state.members.mayStand(state.self(), state.committedBefore);
        return switch (message) {
            // A vote asked for is weighed first; a pre-vote is about an epoch that nobody is in.
            case Message.PreVoteAsked _, Message.PreVoteGranted _, Message.VoteAsked _ -> false;
            case Message.LeaderTold told ->
                    told.leader().isPresent() || (isVoter && state.members.hasNode(from));
            // Those who found a cluster have no vote yet, and yet have to meet in one epoch.
            case Message.VoteRefused refused ->
                    refused.leader().isPresent() || isStanding() || !refused.knowsCluster();
            case Message.LeaderAsked asked -> isVoter && state.members.has(asked.member());
            case Message.FetchAsked asked -> isVoter && state.members.has(asked.member().id());
            case Message.SnapshotAsked asked -> isVoter && state.members.has(asked.member().id());
            case Message.VoteGranted _,
                    Message.EpochBegun _,
                    Message.EpochEnded _,
                    Message.Entries _,
                    Message.Diverged _,
                    Message.SnapshotOffered _,
                    Message.SnapshotPiece _ ->
                    true;
        };
    }

    /** Not for the founding of a cluster: with a vote, or called upon without one. */
    private boolean isStanding() {
        return switch (state.role) {
            case Role.PreCandidate _, Role.Candidate _ -> state.quorum().isPresent();
            case Role.Waiting _, Role.Following _, Role.Leader _, Role.Resigned _ -> false;
        };
    }

    private boolean isNow(Message message) {
        return message.epoch() == state.epoch();
    }

    private boolean isOld(Message message) {
        return message.epoch() < state.epoch();
    }

    private boolean leads(Message asked) {
        return state.role instanceof Role.Leader && isNow(asked);
    }

    private void redirect(int to) {
        state.send(to, new Message.LeaderTold(state.epoch(), state.leader()));
    }

    private void durable(LogPoint upTo, int cuts) {
        // It was appended before the log was cut: nothing is known of what stands there now.
        if (cuts != state.log.cuts()) return;
        state.isCutting = false;
        state.log = state.log.confirmed(upTo);
        state.disk = state.disk.confirmed(upTo.next() < state.log.end().next());
        switch (state.role) {
            case Role.Leader _ -> leading.settle();
            case Role.Following _ -> following.durable();
            case Role.Waiting _, Role.PreCandidate _, Role.Candidate _, Role.Resigned _ -> {}
        }
    }

    private void snapshotTaken(LogPoint at) {
        LogPoint before = state.snapshot;
        if (at.next() <= before.next()) return;
        Check.ordered(at.next(), state.committedBefore, "only what is agreed goes into a snapshot");
        state.snapshot = at;
        // What lies between the last two is kept, for those who are a little behind.
        if (before.next() <= state.log.start().next()) return;
        state.log = state.log.trimmed(before);
        state.effects.add(new Effect.DropHead(before));
    }

    private void stop() {
        if (state.role instanceof Role.Leader) leading.resign();
        state.become(state.role.resign());
    }
}
