package io.skein.scenarios.quorum;

import io.skein.raft.core.Outcome;
import io.skein.raft.core.Refusal;
import io.skein.raft.core.VoterChange;
import io.skein.raft.core.VoterId;
import io.skein.raft.core.VoterSet.Voter;
import io.skein.scenarios.cores.Wording;
import io.skein.simulation.Gen;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** An operator who has voters added and removed. Owned by the world. */
final class Council {
    private static final long FORGET_NANOS = 10 * Plan.SECOND;

    private final Stage stage;
    private final Losses losses;
    private final Gen gen;
    private final Gen haste;
    private boolean isOver;
    private int underWay;
    private long underWayUntilNanos;

    Council(Stage stage, Losses losses) {
        this.stage = stage;
        this.losses = losses;
        this.gen = stage.world.gen("council");
        this.haste = stage.world.gen("haste");
        stage.onElected(this::elected);
    }

    void start() {
        long mean = stage.plan.changeNanos();
        stage.world.after(
                1 + gen.skewed(mean, 5 * mean),
                "operator",
                () -> {
                    if (isOver) return;
                    stage.leader().map(Site::life).ifPresent(this::act);
                    start();
                });
    }

    /** Nothing is changed any more. */
    void end() {
        isOver = true;
    }

    /** Whether a change may be under way of which nobody else knows. */
    boolean isUnderWay() {
        return stage.world.nowNanos() < underWayUntilNanos;
    }

    /** Some wait neither for the one before to be agreed, nor for a leader that may decide. */
    private void act(Life leader) {
        ask(leader, leader.leadingEpoch());
        if (haste.chance(0.2)) ask(leader, leader.leadingEpoch());
    }

    private void elected(Life leader, int epoch) {
        if (!isOver && haste.chance(0.1)) ask(leader, epoch);
    }

    private Optional<VoterChange> change() {
        List<VoterId> voters =
                stage.ghost.voters().map(at -> Suffrage.ids(at.named())).orElse(List.of());
        if (voters.isEmpty()) return Optional.empty();
        List<VoterId> lost = losses.lost();
        return lost.isEmpty() ? drawn(voters) : mended(lost);
    }

    /** Whom nobody replaces by itself. */
    private Optional<VoterChange> mended(List<VoterId> lost) {
        if (stage.plan.raft().replacesLostVoters() && gen.chance(0.8)) return Optional.empty();
        return Optional.of(new VoterChange.Remove(lost.getFirst()));
    }

    private Optional<VoterChange> drawn(List<VoterId> voters) {
        // A node that may turn out to be rotten counts for nothing.
        if (!stage.sites().stream().allMatch(stage.ghost.promises()::areKept)) {
            return Optional.empty();
        }
        List<Voter> others = new ArrayList<>();
        for (Site site : stage.sites()) {
            site.voter()
                    .filter(id -> !voters.contains(id))
                    .ifPresent(id -> others.add(new Voter(id, site.address())));
        }
        boolean adds = !others.isEmpty() && gen.chance(voters.size() == 1 ? 0.9 : 0.5);
        return Optional.of(
                adds
                        ? new VoterChange.Add(gen.pick(others))
                        : new VoterChange.Remove(gen.pick(voters)));
    }

    private void ask(Life leader, int epoch) {
        change().ifPresent(wanted -> ask(leader, epoch, wanted));
    }

    private void ask(Life leader, int epoch, VoterChange change) {
        if (!stage.deeds.isNextDone()) return;
        underWay = isUnderWay() ? underWay + 1 : 1;
        underWayUntilNanos = stage.world.nowNanos() + FORGET_NANOS;
        leader.quorum.post(() -> {
            stage.tell(leader.site.name() + " is asked to " + Wording.change(change));
            leader.driver().orElseThrow().changeVoters(epoch, change, this::answered);
        });
    }

    private void answered(Outcome outcome) {
        stage.tell("the operator hears: " + Wording.outcome(outcome));
        underWay--;
        if (underWay == 0) underWayUntilNanos = 0;
        switch (outcome) {
            case Outcome.Committed _ -> stage.reached("change of voters agreed");
            case Outcome.Refused(Refusal why) ->
                    stage.reached("change refused: " + why.getClass().getSimpleName());
            case Outcome.Unknown _ -> stage.reached("change of voters unknown");
        }
    }
}
