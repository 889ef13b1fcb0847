package io.skein.server.controller;

import io.skein.raft.core.LogView;
import io.skein.raft.core.Progress;
import io.skein.raft.core.Role;
import io.skein.raft.core.Standing;
import io.skein.raft.core.VoterId;
import io.skein.raft.core.VoterSet;
import io.skein.raft.core.VoterSet.Voter;
import io.skein.server.door.QuorumReport;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What a leader's standing says of its quorum. */
final class QuorumReports {
    private static final long MILLI = 1_000_000;

    private QuorumReports() {}

    /** Empty if it does not lead. */
    static Optional<QuorumReport> of(Standing standing, long nowNanos) {
        return standing.role() instanceof Role.Leader leader
                ? Optional.of(of(standing, leader, nowNanos))
                : Optional.empty();
    }

    private static QuorumReport of(Standing standing, Role.Leader leader, long nowNanos) {
        Voter self = standing.leader().orElseThrow();
        List<Voter> voting = standing.members().current().map(VoterSet::voters).orElse(List.of());
        List<QuorumReport.Member> voters = new ArrayList<>();
        for (Voter voter : voting) {
            voters.add(
                    voter.id().equals(self.id())
                            ? itself(voter, standing.log())
                            : other(voter, leader, standing.log(), nowNanos));
        }
        List<QuorumReport.Member> observers = new ArrayList<>();
        for (Progress other : leader.others().values()) {
            VoterId id = other.member().id();
            if (voting.stream().anyMatch(voter -> voter.id().equals(id))) continue;
            observers.add(other(other.member(), leader, standing.log(), nowNanos));
        }
        Comparator<QuorumReport.Member> byNode = Comparator.comparingInt(QuorumReport.Member::node);
        voters.sort(byNode);
        observers.sort(byNode);
        return new QuorumReport(
                self.id().nodeId(), leader.epoch(), standing.committedBefore(), voters, observers);
    }

    private static QuorumReport.Member itself(Voter self, LogView log) {
        return new QuorumReport.Member(
                self.id().nodeId(),
                self.id().directoryId(),
                self.address(),
                log.end().next(),
                log.durable().next(),
                0,
                0);
    }

    /** Who was not heard in this leadership is silent since its beginning at least. */
    private static QuorumReport.Member other(
            Voter other, Role.Leader leader, LogView log, long nowNanos) {
        Optional<Progress> known = leader.others().get(other.id());
        long end = known.map(one -> one.end().next()).orElse(0L);
        long heardNanos = known.map(Progress::heardNanos).orElse(leader.beganNanos());
        return new QuorumReport.Member(
                other.id().nodeId(),
                other.id().directoryId(),
                other.address(),
                end,
                known.map(one -> one.durable().next()).orElse(0L),
                Math.max(0, log.end().next() - end),
                Math.max(0, (nowNanos - heardNanos) / MILLI));
    }
}
