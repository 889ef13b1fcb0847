package io.skein.scenarios.quorum;

import static io.skein.scenarios.quorum.Ghost.that;

import io.skein.raft.core.Ballot;
import io.skein.simulation.Gen;
import io.skein.simulation.Outage;
import io.skein.simulation.Shape;
import io.skein.simulation.World;
import java.util.ArrayList;
import java.util.List;

/**
 * What is tried on a quorum that is well: that those who come back disturb nobody, that a leader
 * who is cut off knows it (R13) and shows nobody an old state (R14), and that nothing grows while
 * nobody asks for anything (R16). Owned by the world.
 */
final class Trials {
    private static final long CALM_NANOS = 10 * Plan.SECOND;
    private static final long IDLE_NANOS = 20 * Plan.SECOND;
    private static final long SLACK_NANOS = 500 * Plan.MILLI;

    private final Stage stage;
    private final World world;
    private final Clients clients;
    private final Losses losses;

    Trials(Stage stage, Clients clients, Losses losses) {
        this.stage = stage;
        this.losses = losses;
        this.world = stage.world;
        this.clients = clients;
    }

    void run(Gen gen) {
        settle();
        if (stage.sites().size() > 1 && gen.flag()) comeBack(gen);
        settle();
        if (voterCount() > 1 && gen.flag()) cutOff();
        settle();
        if (voterCount() > 2 && gen.flag()) outlive(gen);
        settle();
        idle();
    }

    private int voterCount() {
        return Suffrage.ids(stage.ghost.voters().orElseThrow().named()).size();
    }

    private void settle() {
        boolean isSettled =
                world.runUntil(
                        () -> stage.leader().isPresent() && stage.haveAllTheSame(), 6 * CALM_NANOS);
        that(isSettled, "L2 not all have the same", "after all has healed");
        // What was on its way is gone, and what is changed without being asked is changed.
        world.runFor(CALM_NANOS);
        boolean isStill = world.runUntil(stage::haveAllTheSame, CALM_NANOS);
        that(isStill, "L2 not all have the same", "after a while");
    }

    private int epoch() {
        return stage.leader().map(site -> site.life().leadingEpoch()).orElse(0);
    }

    private List<String> hostsBut(Site site) {
        List<String> others = new ArrayList<>();
        for (Site other : stage.sites()) {
            if (other != site) others.add(Plan.host(other.node));
        }
        return others;
    }

    /** R13: whoever was alone for long neither leads nor makes another lead. */
    private void comeBack(Gen gen) {
        int before = epoch();
        Site leader = stage.leader().orElseThrow();
        List<Site> others = new ArrayList<>(stage.sites());
        others.remove(leader);
        Site alone = gen.pick(others);
        others.remove(alone);
        others.add(leader);
        // A leader that loses somebody it cannot do without is right to give up.
        if (!losses.canDecide(others)) return;
        Outage outage = isolate(alone);
        world.runFor(CALM_NANOS);
        outage.lift();
        world.runFor(CALM_NANOS);
        that(epoch() == before, "R13 a healthy leader was disturbed", before, epoch());
        stage.reached("one who came back disturbed nobody");
    }

    /** R13: a leader that hears no majority gives up in time, and acknowledges nothing. */
    private void cutOff() {
        Site leader = stage.leader().orElseThrow();
        long acknowledged = clients.acknowledged();
        Outage outage = isolate(leader);
        int epoch = leader.life().leadingEpoch();
        clients.propose(world.gen("cut off"), leader.life(), epoch);
        long patience =
                stage.plan.raft().times().fetchNanos() + stage.plan.raft().times().beatNanos();
        world.runFor(patience + patience / 5 + SLACK_NANOS);
        that(!leader.life().leads(), "R13 a leader that is alone goes on", leader.name(), epoch);
        boolean isQuiet = clients.acknowledged() == acknowledged;
        that(isQuiet, "R13 a leader that is alone acknowledges", leader.name(), epoch);
        stage.reached("cut-off leader resigned in time");
        outage.lift();
    }

    /** R14: whoever still leads while another does already shows nobody its old state. */
    private void outlive(Gen gen) {
        Site old = stage.leader().orElseThrow();
        int epoch = epoch();
        Outage outage = isolate(old);
        world.runUntil(() -> epoch() > epoch || !old.life().leads(), CALM_NANOS);
        if (epoch() > epoch) {
            long before = clients.acknowledged();
            clients.propose(gen, stage.leader().orElseThrow().life(), epoch());
            world.runUntil(() -> clients.acknowledged() > before, SLACK_NANOS);
            if (old.life().leads()) stage.reached("a deposed leader is asked");
            clients.read(old.life(), epoch);
        }
        world.runFor(SLACK_NANOS);
        outage.lift();
    }

    private Outage isolate(Site site) {
        return world.links().impose(Shape.isolated(Plan.host(site.node), hostsBut(site)));
    }

    /** R16. */
    private void idle() {
        List<String> before = footprint();
        world.runFor(IDLE_NANOS);
        List<String> after = footprint();
        that(before.equals(after), "R16 something grows while idle", before, after);
    }

    private List<String> footprint() {
        List<String> all = new ArrayList<>();
        for (Site site : stage.sites()) {
            Ballot ballot = site.life().standing().ballot();
            all.add(
                    "%s epoch %d end %s, %d files, %d bytes"
                            .formatted(
                                    site.name(),
                                    ballot.epoch(),
                                    site.life().standing().log().end(),
                                    site.disk.fileCount(),
                                    site.disk.usedBytes()));
        }
        return all;
    }
}
