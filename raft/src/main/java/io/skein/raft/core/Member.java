package io.skein.raft.core;

import io.skein.foundation.Check;
import io.skein.raft.core.Effect.Content;
import io.skein.raft.core.Effect.Gate;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * One member of the metadata quorum: takes an input, returns what must be done about it. Owned by
 * one driver. Always true: it writes entries only in the epoch its present life has won, whose
 * ballot is durable; and it commits only what a majority holds durably, itself counted no further
 * than its own disk has confirmed. So far the quorum has one voter.
 */
public final class Member {
    private final RaftSettings settings;
    private final VoterId self;
    private final VoterSet voters;
    private final Quorum quorum;
    private final Outstanding outstanding;
    private final List<Effect> effects = new ArrayList<>();

    private Role role;
    private Ballot ballot;
    private Ballot savedBallot;
    private LogPoint end;
    private LogPoint durable;
    private long committedBefore;
    private DiskWatch disk = new DiskWatch.Idle();
    private long nowNanos;

    /** A member as it starts at {@code nowNanos}; its first {@link Input.Tick} sets it going. */
    public Member(RaftSettings settings, Seat seat, Remembered remembered, long nowNanos) {
        this.settings = settings;
        this.self = seat.self();
        this.voters = seat.voters();
        this.quorum = voters.quorum();
        Check.that(quorum.equals(new Quorum(List.of(self))), "a quorum of one");
        Check.that(remembered.damage().isEmpty(), "damage is refused before the start");
        this.outstanding = new Outstanding(settings.proposalsMax(), settings.outstandingBytesMax());
        this.ballot = remembered.ballot();
        this.savedBallot = ballot;
        this.end = remembered.end();
        this.durable = end;
        this.nowNanos = nowNanos;
        // Nobody else could be leading: there is nothing to wait for.
        this.role = Role.start(nowNanos);
    }

    /** Takes one input and returns what the driver must do about it, in order. */
    public List<Effect> step(Input input) {
        Check.that(effects.isEmpty(), "a step does not start inside another");
        switch (input) {
            case Input.Tick(long now) -> tick(now);
            case Input.Received(int from, Message message) -> receive(from, message);
            case Input.Proposed proposed -> propose(proposed);
            case Input.ReadAsked(long ticket, int epoch) -> read(ticket, epoch);
            case Input.Durable(LogPoint upTo) -> durable(upTo);
            case Input.BallotSaved(Ballot saved) -> ballotSaved(saved);
            case Input.StopAsked() -> resign();
        }
        List<Effect> asked = List.copyOf(effects);
        effects.clear();
        return asked;
    }

    /** When the next tick is needed, if no input comes before; ask after a tick. */
    public OptionalLong nextWakeNanos() {
        return switch (role) {
            case Role.Waiting(long untilNanos) -> OptionalLong.of(untilNanos);
            case Role.Leader _ ->
                    switch (disk) {
                        case DiskWatch.Idle() -> OptionalLong.empty();
                        case DiskWatch.Asked() -> OptionalLong.of(nowNanos);
                        case DiskWatch.Silent(long since) ->
                                OptionalLong.of(since + settings.diskSilenceNanosMax());
                    };
            case Role.Candidate _, Role.Resigned _ -> OptionalLong.empty();
        };
    }

    /** How this member stands, for people, metrics and tests. */
    public Standing standing() {
        return new Standing(role, ballot, end, durable, committedBefore);
    }

    private void tick(long now) {
        Check.ordered(nowNanos, now, "time never runs backwards");
        nowNanos = now;
        disk = disk.tick(now);
        switch (role) {
            case Role.Waiting waiting when now >= waiting.untilNanos() -> campaign(waiting);
            case Role.Leader leader when diskIsSilent() -> stepDown(leader);
            case Role.Waiting _, Role.Candidate _, Role.Leader _, Role.Resigned _ -> {}
        }
    }

    private void campaign(Role.Waiting waiting) {
        ballot = ballot.next(self);
        become(waiting.campaign(ballot.epoch()));
        effects.add(new Effect.SaveBallot(ballot));
    }

    private void ballotSaved(Ballot saved) {
        Check.that(saved.equals(ballot), "one ballot is saved at a time");
        Check.that(!saved.equals(savedBallot), "a ballot is saved once");
        savedBallot = saved;
        switch (role) {
            case Role.Candidate candidate -> count(candidate.grantedBy(self));
            case Role.Resigned _ -> {}
            case Role.Waiting _, Role.Leader _ ->
                    throw Check.unreachable("only a candidate has a ballot on its way");
        }
    }

    private void count(Role.Candidate candidate) {
        switch (quorum.tally(candidate.granted(), List.of())) {
            case WON -> lead(candidate);
            case PENDING -> become(candidate);
            case LOST -> throw Check.unreachable("nobody has refused");
        }
    }

    private void lead(Role.Candidate candidate) {
        Role.Leader leader = candidate.lead(end.next());
        become(leader);
        List<ControlRecord> opening = new ArrayList<>();
        opening.add(new ControlRecord.LeaderChange(self, candidate.granted()));
        if (end.equals(LogPoint.START)) opening.add(new ControlRecord.Voters(voters));
        write(leader, new Content.Control(opening));
    }

    private void propose(Input.Proposed proposed) {
        if (refuses(proposed.ticket(), proposed.epoch(), proposed.bytes())) return;
        Role.Leader leader = leader();
        write(leader, new Content.Proposal(proposed.ticket(), proposed.count()));
        park(proposed.ticket(), proposed.bytes());
    }

    private void read(long ticket, int epoch) {
        if (refuses(ticket, epoch, 0)) return;
        if (committedBefore == end.next()) {
            answer(ticket, new Outcome.Committed(epoch, end.next() - 1));
        } else {
            park(ticket, 0);
        }
    }

    private boolean refuses(long ticket, int epoch, int bytes) {
        if (!(role instanceof Role.Leader leader) || leader.epoch() != epoch) {
            return refuse(ticket, new Refusal.NotLeader(ballot.epoch()));
        }
        // Its state machine may still lack what earlier leaders agreed, and so decide on old facts.
        if (committedBefore <= leader.start()) return refuse(ticket, new Refusal.Opening(epoch));
        if (bytes > settings.proposalBytesMax()) {
            return refuse(ticket, new Refusal.TooLarge(bytes, settings.proposalBytesMax()));
        }
        return !outstanding.hasRoomFor(bytes) && refuse(ticket, outstanding.full());
    }

    private boolean refuse(long ticket, Refusal why) {
        answer(ticket, new Outcome.Refused(why));
        return true;
    }

    private void write(Role.Leader leader, Content content) {
        Check.same(leader.epoch(), savedBallot.epoch(), "an epoch is durable before its entries");
        effects.add(new Effect.WriteEntries(leader.epoch(), end.next(), content));
        end = end.plus(content.count(), leader.epoch());
        disk = disk.asked();
    }

    private void park(long ticket, int bytes) {
        outstanding.park(new Outstanding.Parked(ticket, end.next() - 1, bytes));
    }

    private void durable(LogPoint upTo) {
        Check.ordered(durable.next(), upTo.next(), "what is durable stays so");
        Check.ordered(upTo.next(), end.next(), "a disk is never ahead of its log");
        Check.ordered(upTo.epoch(), end.epoch(), "a disk confirms what was written");
        durable = upTo;
        disk = disk.confirmed(durable.next() < end.next());
        switch (role) {
            case Role.Leader leader -> commit(leader);
            case Role.Waiting _, Role.Candidate _, Role.Resigned _ -> {}
        }
    }

    private void commit(Role.Leader leader) {
        long agreedBefore = quorum.agreedBefore(_ -> durable.next());
        // A leader that counted an old entry as agreed could see it overwritten by a third leader
        // (Raft §5.4.2): nothing counts before the first entry of its own epoch does.
        if (agreedBefore <= leader.start() || agreedBefore <= committedBefore) return;
        committedBefore = agreedBefore;
        effects.add(new Effect.Commit(committedBefore));
        for (Outstanding.Parked parked : outstanding.takeBefore(committedBefore)) {
            answer(parked.ticket(), new Outcome.Committed(leader.epoch(), parked.upTo()));
        }
    }

    private boolean diskIsSilent() {
        return switch (disk) {
            case DiskWatch.Silent(long since) -> nowNanos - since >= settings.diskSilenceNanosMax();
            case DiskWatch.Idle _, DiskWatch.Asked _ -> false;
        };
    }

    private void stepDown(Role.Leader leader) {
        become(leader.stepDown(nowNanos));
        giveUpOn(leader.epoch());
    }

    private void resign() {
        Role before = role;
        become(role.resign());
        if (before instanceof Role.Leader leader) giveUpOn(leader.epoch());
    }

    private void giveUpOn(int epoch) {
        for (Outstanding.Parked parked : outstanding.takeAll()) {
            answer(parked.ticket(), new Outcome.Unknown(epoch));
        }
    }

    private void receive(int from, Message message) {
        switch (message) {
            // A node that is no voter here must not drive the epoch up, however high its own is.
            case Message.VoteAsked _ ->
                    effects.add(
                            new Effect.Send(
                                    from, new Message.VoteRefused(ballot.epoch()), ballotGate()));
            // A member that is the whole quorum has asked nobody; this is for an earlier life.
            case Message.VoteRefused _ -> {}
        }
    }

    /** An epoch that is told and then forgotten in a crash would be used a second time. */
    private Gate ballotGate() {
        return ballot.equals(savedBallot) ? Gate.AT_ONCE : Gate.AFTER_DURABLE;
    }

    private void become(Role next) {
        role = next;
        effects.add(new Effect.Became(next));
    }

    private void answer(long ticket, Outcome outcome) {
        effects.add(new Effect.Answer(ticket, outcome));
    }

    private Role.Leader leader() {
        if (role instanceof Role.Leader leader) return leader;
        throw Check.unreachable("refused unless leading");
    }
}
