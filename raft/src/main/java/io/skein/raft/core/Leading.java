package io.skein.raft.core;

import io.skein.foundation.Check;
import io.skein.foundation.PersistentMap;
import io.skein.raft.core.Progress.Parked;
import io.skein.raft.core.VoterSet.Voter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What a leader does: writes, answers those who pull, counts what a majority holds durably, and
 * gives up when it no longer hears one. Works on its {@link Member}'s state.
 */
final class Leading {
    private final MemberState state;
    private final Answering answering;
    private final Changing changing;

    Leading(MemberState state) {
        this.state = state;
        this.answering = new Answering(state);
        this.changing = new Changing(state, this);
    }

    Changing changing() {
        return changing;
    }

    void begin(Role.Candidate candidate) {
        Role.Leader leader = candidate.lead(state.log.end().next(), state.nowNanos);
        List<ControlRecord> opening = new ArrayList<>();
        opening.add(new ControlRecord.LeaderChange(state.self(), candidate.granted()));
        if (!candidate.founders().isEmpty()) {
            VoterSet voters = state.seat.asVoters(candidate.founders());
            opening.add(new ControlRecord.ClusterFounded(state.seat.clusterId()));
            opening.add(new ControlRecord.Voters(voters));
        }
        state.become(leader);
        write(new Batch.Control(opening));
        announce(leader, Long.MAX_VALUE);
    }

    /** Followers pull, and must be told whom from: those who have not asked since that time. */
    private void announce(Role.Leader leader, long sinceNanos) {
        for (VoterId voter : state.quorum().orElseThrow().voters()) {
            if (state.isSelf(voter) || heardNanos(leader, voter) > sinceNanos) continue;
            state.send(voter.nodeId(), new Message.EpochBegun(leader.epoch(), state.seat.self()));
        }
    }

    private static long heardNanos(Role.Leader leader, VoterId voter) {
        return leader.others().get(voter).map(Progress::heardNanos).orElse(leader.beganNanos());
    }

    void write(Batch.Content content) {
        Check.same(state.epoch(), state.savedBallot.epoch(), "an epoch is durable first");
        state.append(new Batch(state.epoch(), state.log.end().next(), content));
        state.disk = state.disk.asked();
        state.hasNews = true;
    }

    void propose(Input.Proposed proposed) {
        int bytes = proposed.records().weightBytes();
        if (refuses(proposed.ticket(), proposed.epoch(), bytes)) return;
        long entries = state.log.end().next() - state.snapshot.next();
        if (entries >= state.settings.logEntriesMax()) {
            refuse(proposed.ticket(), new Refusal.LogFull(entries));
            return;
        }
        write(proposed.records());
        park(proposed.ticket(), bytes, 0);
    }

    void read(long ticket, int epoch) {
        if (refuses(ticket, epoch, 0)) return;
        Role.Leader leader = leader();
        // Whoever names a round that nobody had heard of yet has followed after this was asked.
        if (leader.round() == leader.toldRound()) state.update(leader.freshRound());
        state.hasNews = true;
        park(ticket, 0, leader().round());
        settle();
    }

    boolean refuses(long ticket, int epoch, int bytes) {
        if (!(state.role instanceof Role.Leader leader) || leader.epoch() != epoch) {
            return refuse(ticket, new Refusal.NotLeader(state.epoch()));
        }
        // Its state machine may still lack what earlier leaders agreed, and so decide on old facts.
        if (state.committedBefore <= leader.start()) {
            return refuse(ticket, new Refusal.Opening(epoch));
        }
        if (bytes > state.settings.proposalBytesMax()) {
            int most = state.settings.proposalBytesMax();
            return refuse(ticket, new Refusal.TooLarge(bytes, most));
        }
        return !state.outstanding.hasRoomFor(bytes) && refuse(ticket, state.outstanding.full());
    }

    boolean refuse(long ticket, Refusal why) {
        state.answer(ticket, new Outcome.Refused(why));
        return true;
    }

    void park(long ticket, int bytes, long round) {
        long upTo = state.log.end().next() - 1;
        state.outstanding.park(new Outstanding.Parked(ticket, upTo, bytes, round));
    }

    /** Somebody asks, and thereby tells how far it has come. */
    void hear(Message.FetchAsked asked) {
        Parked question =
                new Parked(asked.end(), asked.bytesMax(), state.nowNanos + state.times.beatNanos());
        Progress now = progressOf(asked.member()).asked(asked, state.log, state.nowNanos);
        if (!keeps(asked.member())) {
            answering.answerOnce(leader(), now, question);
            return;
        }
        state.update(leader().with(now));
        settle();
        // It may have taken itself out of the voters by what it has just agreed.
        if (!(state.role instanceof Role.Leader leader)) return;
        // Whoever is asked to confirm a read from now on needs another round.
        state.update(leader.with(answering.answer(leader, now, question)).told());
    }

    private Progress progressOf(Voter member) {
        Optional<Progress> known = leader().others().get(member.id());
        return known.orElseGet(() -> Progress.of(member, state.nowNanos));
    }

    /** Whether it is kept in mind that this one has asked, and what. */
    private boolean keeps(Voter member) {
        int most = state.settings.observersMax() + VoterSet.VOTERS_MAX;
        PersistentMap<VoterId, Progress> others = leader().others();
        return state.members.has(member.id()) || others.has(member.id()) || others.size() < most;
    }

    void hear(Message.SnapshotAsked asked) {
        Voter member = asked.member();
        Progress now = progressOf(member).heard(member, state.nowNanos);
        if (keeps(member)) state.update(leader().with(now));
        int node = asked.member().id().nodeId();
        if (asked.at().equals(state.snapshot)) {
            long position = asked.position();
            state.effects.add(new Effect.SendPiece(node, state.epoch(), asked.at(), position));
        } else {
            // There is a newer one by now; what the other has of the old one is of no use.
            LogPoint newer = state.snapshot;
            state.send(node, new Message.SnapshotOffered(state.epoch(), asked.at(), newer));
        }
    }

    void turnEnded() {
        if (!state.hasNews || !(state.role instanceof Role.Leader leader)) return;
        state.hasNews = false;
        state.update(answering.answerAll(leader, Long.MIN_VALUE).told());
    }

    void tick() {
        Role.Leader leader = leader();
        boolean isMute = state.nowNanos - majorityHeardNanos(leader) >= state.times.fetchNanos();
        if (isMute || isDiskSilent()) {
            resign();
            return;
        }
        state.update(answering.answerAll(leader, state.nowNanos).told());
        if (state.nowNanos >= leader.beatNanos() + state.times.beatNanos()) beat();
    }

    private void beat() {
        long lastNanos = leader().beatNanos();
        announce(leader(), lastNanos);
        Role.Leader leader = leader().beat(state.nowNanos);
        for (Progress other : leader.others().values()) {
            boolean isGone = state.nowNanos - other.heardNanos() >= answering.forgottenNanos();
            VoterId member = other.member().id();
            if (isGone && !state.members.has(member)) leader = leader.without(member);
        }
        state.update(leader);
        changing.beat();
    }

    /** The last moment at which a majority had been heard. */
    private long majorityHeardNanos(Role.Leader leader) {
        return state.quorum()
                .orElseThrow()
                .reachedByMajority(
                        voter -> state.isSelf(voter) ? state.nowNanos : heardNanos(leader, voter));
    }

    private boolean isDiskSilent() {
        return switch (state.disk) {
            case DiskWatch.Silent(long since) ->
                    state.nowNanos - since >= state.times.diskSilenceNanosMax();
            case DiskWatch.Idle _, DiskWatch.Asked _ -> false;
        };
    }

    long nextWakeNanos(Role.Leader leader) {
        long disk =
                switch (state.disk) {
                    case DiskWatch.Idle() -> Long.MAX_VALUE;
                    case DiskWatch.Asked() -> state.nowNanos;
                    case DiskWatch.Silent(long since) -> since + state.times.diskSilenceNanosMax();
                };
        boolean isAlone = state.quorum().orElseThrow().voters().equals(List.of(state.self()));
        if (isAlone && leader.others().isEmpty()) return disk;
        long patience = majorityHeardNanos(leader) + state.times.fetchNanos();
        long beat = leader.beatNanos() + state.times.beatNanos();
        long parked = Answering.nextDueNanos(leader);
        return Math.min(Math.min(disk, patience), Math.min(beat, parked));
    }

    /** The disk holds more, or a majority does: what follows from it. */
    void settle() {
        Role.Leader leader = leader();
        Quorum quorum = state.quorum().orElseThrow();
        long agreedBefore =
                quorum.reachedByMajority(voter ->
                        state.isSelf(voter)
                                ? state.log.durable().next()
                                : durableOf(leader, voter));
        // A leader that counted an old entry as agreed could see it overwritten by a third leader
        // (Raft §5.4.2): nothing counts before the first entry of its own epoch does.
        if (agreedBefore > leader.start() && agreedBefore > state.committedBefore) {
            state.commit(agreedBefore);
            state.hasNews = true;
        }
        long named =
                quorum.reachedByMajority(
                        voter -> state.isSelf(voter) ? Long.MAX_VALUE : roundOf(leader, voter));
        for (Outstanding.Parked parked : state.outstanding.take(state.committedBefore, named)) {
            state.answer(parked.ticket(), new Outcome.Committed(leader.epoch(), parked.upTo()));
        }
        // Who leads without a vote of its own goes as soon as others can do without it.
        boolean isDone =
                state.committedBefore > leader.start()
                        && !state.members.isPending(state.committedBefore);
        if (isDone && !state.members.has(state.self())) resign();
    }

    private static long durableOf(Role.Leader leader, VoterId voter) {
        return leader.others().get(voter).map(other -> other.durable().next()).orElse(0L);
    }

    private static long roundOf(Role.Leader leader, VoterId voter) {
        return leader.others().get(voter).map(Progress::round).orElse(0L);
    }

    /** Gives the epoch up and says who could go on best. */
    void resign() {
        Role.Leader leader = leader();
        List<VoterId> successors =
                leader.others().stream()
                        .map(entry -> entry.value())
                        .filter(other -> state.members.has(other.member().id()))
                        .sorted(Comparator.comparing(Progress::durable).reversed())
                        .map(other -> other.member().id())
                        .toList();
        Message ended = new Message.EpochEnded(leader.epoch(), state.self(), successors);
        for (VoterId voter : state.quorum().orElseThrow().voters()) {
            if (!state.isSelf(voter)) state.send(voter.nodeId(), ended);
        }
        state.become(leader.stepDown(state.electionDeadline()));
        state.endReign(leader);
    }

    private Role.Leader leader() {
        if (state.role instanceof Role.Leader leader) return leader;
        throw Check.unreachable("only a leader does this");
    }
}
