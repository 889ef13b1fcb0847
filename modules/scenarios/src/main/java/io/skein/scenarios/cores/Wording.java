package io.skein.scenarios.cores;

import io.skein.foundation.Uuid;
import io.skein.raft.core.Ballot;
import io.skein.raft.core.Batch;
import io.skein.raft.core.ControlRecord;
import io.skein.raft.core.LogPoint;
import io.skein.raft.core.Message;
import io.skein.raft.core.Outcome;
import io.skein.raft.core.Refusal;
import io.skein.raft.core.Role;
import io.skein.raft.core.VoterChange;
import io.skein.raft.core.VoterId;
import io.skein.raft.core.VoterSet;
import io.skein.raft.core.VoterSet.Voter;
import io.skein.scenarios.cores.CoreDisk.Write;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * How a colony's things are called, as short as a reader can bear: n2 is node 2, n2' the same node
 * with its second directory (n2/3f2a if directories are drawn), 7@3 the place behind an entry of
 * epoch 3, before offset 7.
 */
public final class Wording {
    private static final long MILLI = 1_000_000;
    private static final int DRAWN_SHOWN = 4;
    private static final int COUNTED_MAX = 100;

    private Wording() {}

    /** A node. */
    public static String name(int node) {
        return "n" + node;
    }

    /** A node with that directory. */
    public static String name(VoterId id) {
        Uuid directory = id.directoryId();
        // Those of stories are counted, those of whole nodes are drawn.
        boolean isCounted = directory.low() > 0 && directory.low() < COUNTED_MAX;
        if (isCounted) return name(id.nodeId()) + "'".repeat((int) directory.low() - 1);
        return name(id.nodeId()) + "/" + directory.toString().substring(0, DRAWN_SHOWN);
    }

    /** As a reader can bear it. */
    public static String names(List<VoterId> ids) {
        return ids.isEmpty()
                ? "nobody"
                : ids.stream().map(Wording::name).collect(Collectors.joining(" "));
    }

    private static String nodes(List<Integer> ids) {
        return ids.stream().map(Wording::name).collect(Collectors.joining(" "));
    }

    private static String name(Voter voter) {
        return name(voter.id()) + elsewhere(voter);
    }

    /** Where it is reached, unless that is where everybody expects it. */
    static String elsewhere(Voter voter) {
        return voter.address().equals(address(voter.id().nodeId())) ? "" : " at " + voter.address();
    }

    public static String address(int node) {
        return "node-" + node + ":7071";
    }

    /** As a reader can bear it. */
    public static String voters(VoterSet set) {
        return set.voters().stream().map(Wording::name).collect(Collectors.joining(" "));
    }

    /** As a reader can bear it. */
    public static String point(LogPoint point) {
        return point.next() + "@" + point.epoch();
    }

    public static String millis(long nanos) {
        return nanos / MILLI + " ms";
    }

    /** As a reader can bear it. */
    public static String ballot(Ballot ballot) {
        String vote = ballot.votedFor().map(voter -> " for " + name(voter)).orElse("");
        return "epoch " + ballot.epoch() + vote;
    }

    /** Whom it founds the cluster with; of no interest any more once there is a log. */
    private static String founders(Ballot ballot) {
        return ballot.founders().isEmpty() ? "" : ", founding with " + names(ballot.founders());
    }

    /** What is asked of a disk on which, when all before is done, that will lie. */
    public static String write(Write write, CoreDisk view) {
        return switch (write) {
            case Write.NewBallot(Ballot ballot) when view.end().equals(LogPoint.START) ->
                    write.text() + founders(ballot);
            case Write.Append(Batch batch, int _) -> batch(batch);
            case Write.NewBallot _, Write.Cut _, Write.Piece _, Write.Snap _ -> write.text();
        };
    }

    /** Where it stands, and what its one record says if that is short. */
    static String place(Batch batch) {
        return switch (batch.content()) {
            case Batch.State _ -> batch(batch);
            case Batch.Control _ -> "[" + range(batch) + "]";
        };
    }

    private static String range(Batch batch) {
        long last = batch.end().next() - 1;
        String where = last == batch.first() ? "" + last : batch.first() + "-" + last;
        return where + "@" + batch.epoch();
    }

    /** As a reader can bear it. */
    public static String batch(Batch batch) {
        String what =
                switch (batch.content()) {
                    case Batch.State(var records) -> "#" + records.getFirst().getLong(0);
                    case Batch.Control(var records) ->
                            records.stream()
                                    .map(Wording::control)
                                    .collect(Collectors.joining("; "));
                };
        return "[" + range(batch) + " " + what + "]";
    }

    private static String control(ControlRecord record) {
        return switch (record) {
            case ControlRecord.LeaderChange(VoterId leader, List<VoterId> granted) ->
                    name(leader) + " leads by " + names(granted);
            case ControlRecord.ClusterFounded _ -> "founded";
            case ControlRecord.Voters(VoterSet voters, var replaced) ->
                    "voters "
                            + voters(voters)
                            + (replaced.isEmpty() ? "" : ", to replace " + nodes(replaced));
        };
    }

    public static String role(Role role, long nowNanos) {
        return switch (role) {
            case Role.Waiting(long until) ->
                    until < nowNanos + MILLI ? "waits" : "waits " + millis(until - nowNanos);
            case Role.Following following -> "follows " + name(following.leader().id());
            case Role.PreCandidate _ -> "asks around";
            case Role.Candidate candidate -> "stands for epoch " + candidate.epoch();
            case Role.Leader leader -> "leads epoch " + leader.epoch();
            case Role.Resigned _ -> "has stopped";
        };
    }

    /** As a reader can bear it. */
    public static String became(int node, Role role, long nowNanos) {
        return name(node) + " " + role(role, nowNanos);
    }

    public static String answered(int node, long ticket, Outcome outcome) {
        return name(node) + " answers #" + ticket + ": " + outcome(outcome);
    }

    /** As a reader can bear it. */
    public static String change(VoterChange change) {
        return switch (change) {
            case VoterChange.Add(Voter voter) -> "add " + name(voter);
            case VoterChange.Remove(VoterId voter) -> "remove " + name(voter);
            case VoterChange.Move(Voter voter) -> "move " + name(voter);
        };
    }

    /** As a reader can bear it. */
    public static String outcome(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Committed(int epoch, long upTo) ->
                    "committed up to " + upTo + " in epoch " + epoch;
            case Outcome.Refused(Refusal why) -> "refused, " + refusal(why);
            case Outcome.Unknown(int epoch) -> "unknown, epoch " + epoch + " is over";
        };
    }

    private static String refusal(Refusal refusal) {
        return switch (refusal) {
            case Refusal.NotLeader(int epoch) -> "does not lead, knows epoch " + epoch;
            case Refusal.Opening(int epoch) -> "epoch " + epoch + " is still opening";
            case Refusal.Full(int proposals, long _) -> "full with " + proposals;
            case Refusal.LogFull(long entries) -> "log full with " + entries;
            case Refusal.TooLarge(int bytes, int bytesMax) -> bytes + " bytes, of " + bytesMax;
            case Refusal.ChangePending(long offset) -> "change pending at " + offset;
            case Refusal.NotCaughtUp(VoterId voter, long lag) ->
                    name(voter) + (lag == Long.MAX_VALUE ? " is unknown" : " lags by " + lag);
            case Refusal.AlreadyVoter(VoterId voter) -> name(voter) + " votes already";
            case Refusal.NodeVotes(VoterId other) -> "the node votes as " + name(other);
            case Refusal.NotVoter(VoterId voter) -> name(voter) + " is no voter";
            case Refusal.LastVoter(VoterId voter) -> name(voter) + " is the last voter";
            case Refusal.WouldStall(VoterId voter, int heard, int needed) ->
                    "without %s only %d of %d needed are heard"
                            .formatted(name(voter), heard, needed);
            case Refusal.TooManyVoters(int most) -> "there are " + most + " voters";
        };
    }

    static String leader(Optional<Voter> leader) {
        return leader.map(voter -> name(voter)).orElse("nobody");
    }

    /** As a reader can bear it. */
    public static String message(Message message) {
        String kind = message.getClass().getSimpleName() + " epoch " + message.epoch();
        return kind + MessageWording.rest(message);
    }
}
