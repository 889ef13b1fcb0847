package io.skein.raft.core;

import io.skein.foundation.Uuid;
import io.skein.raft.core.Effect.Content;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Tells what a member of one hears and what it asks for, line by line. */
final class Story {
    static final VoterId ME = new VoterId(1, new Uuid(0, 1));
    static final VoterId STRANGER = new VoterId(2, new Uuid(0, 2));
    static final VoterSet ALONE = new VoterSet(List.of(new VoterSet.Voter(ME, "one:7071")));
    private static final long MILLI = 1_000_000;

    private final StringBuilder told = new StringBuilder();
    private final Member member;

    private Story(RaftSettings settings, Remembered remembered) {
        member = new Member(settings, new Seat(ME, ALONE), remembered, 0);
    }

    static Story fresh() {
        return new Story(RaftSettings.defaults(), Remembered.NOTHING);
    }

    static Story with(RaftSettings settings) {
        return new Story(settings, Remembered.NOTHING);
    }

    static Story restarted(int ballotEpoch, LogPoint end) {
        Ballot ballot = new Ballot(ballotEpoch, Optional.of(ME));
        return new Story(RaftSettings.defaults(), new Remembered(ballot, end));
    }

    /** A leader of epoch 1 whose opening entries 0 and 1 are committed, with nothing told yet. */
    static Story leading(RaftSettings settings) {
        Story story = with(settings).tick(0).ballotSaved().durable().tick(0);
        story.told.setLength(0);
        return story;
    }

    Story tick(long millis) {
        return hear("tick " + millis + " ms", new Input.Tick(millis * MILLI));
    }

    Story ballotSaved() {
        Ballot ballot = member.standing().ballot();
        return hear("ballot " + ballot.epoch() + " saved", new Input.BallotSaved(ballot));
    }

    Story durable() {
        return durable(member.standing().end());
    }

    Story durable(LogPoint upTo) {
        return hear("durable up to " + upTo.next(), new Input.Durable(upTo));
    }

    Story propose(long ticket, int epoch, int count, int bytes) {
        return hear(
                "#" + ticket + " proposes " + count + " in epoch " + epoch,
                new Input.Proposed(ticket, epoch, count, bytes));
    }

    Story read(long ticket, int epoch) {
        return hear("#" + ticket + " reads", new Input.ReadAsked(ticket, epoch));
    }

    Story voteAsked(int epoch) {
        return hear(
                "a stranger campaigns for epoch " + epoch,
                new Input.Received(2, new Message.VoteAsked(epoch, STRANGER, LogPoint.START)));
    }

    Story stop() {
        return hear("stop", new Input.StopAsked());
    }

    Member member() {
        return member;
    }

    String told() {
        return told.toString();
    }

    private Story hear(String line, Input input) {
        told.append("> ").append(line).append('\n');
        for (Effect effect : member.step(input)) {
            told.append("  ").append(line(effect)).append('\n');
        }
        return this;
    }

    private static String line(Effect effect) {
        return switch (effect) {
            case Effect.SaveBallot(Ballot ballot) ->
                    "save ballot "
                            + ballot.epoch()
                            + ballot.votedFor().map(v -> " for node " + v.nodeId()).orElse("");
            case Effect.WriteEntries(int epoch, long first, Content content) ->
                    "write at " + first + " in epoch " + epoch + ": " + line(content);
            case Effect.Send(int to, Message.VoteRefused(int epoch), Effect.Gate gate) ->
                    "tell " + to + ": refused, epoch is " + epoch + " (" + gate + ")";
            case Effect.Send(int to, Message.VoteAsked _, Effect.Gate _) ->
                    "ask " + to + " for its vote";
            case Effect.Commit(long before) -> "commit before " + before;
            case Effect.Answer(long ticket, Outcome outcome) -> "#" + ticket + " " + line(outcome);
            case Effect.Became(Role role) -> "become " + line(role);
        };
    }

    private static String line(Content content) {
        return switch (content) {
            case Content.Proposal(long ticket, int count) -> count + " of #" + ticket;
            case Content.Control(List<ControlRecord> records) ->
                    records.stream()
                            .map(record -> record.getClass().getSimpleName())
                            .collect(Collectors.joining(", "));
        };
    }

    private static String line(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Committed(int epoch, long upTo) ->
                    "committed up to " + upTo + " in epoch " + epoch;
            case Outcome.Refused(Refusal why) -> "refused: " + why;
            case Outcome.Unknown(int epoch) -> "unknown, epoch " + epoch + " is over";
        };
    }

    private static String line(Role role) {
        return switch (role) {
            case Role.Waiting _ -> "waiting";
            case Role.Candidate(int epoch, var _) -> "candidate of epoch " + epoch;
            case Role.Leader(int epoch, long start) -> "leader of " + epoch + " from " + start;
            case Role.Resigned() -> "resigned";
        };
    }
}
