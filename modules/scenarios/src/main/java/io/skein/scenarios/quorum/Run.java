package io.skein.scenarios.quorum;

import static io.skein.scenarios.quorum.Ghost.that;

import io.skein.scenarios.history.Violation;
import io.skein.scenarios.story.Deeds;
import io.skein.scenarios.story.Scenario;
import io.skein.scenarios.story.Verdict;
import io.skein.scenarios.story.Wish;
import io.skein.simulation.Death;
import io.skein.simulation.Gen;
import io.skein.simulation.Shape;
import io.skein.simulation.Weather;
import io.skein.simulation.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * One run, from empty disks to the last judgement.
 *
 * <pre>
 * start ─▶ warm-up ─▶ faults ─▶ a majority heals and decides ─▶ all heal and have the same
 *       ─▶ clients quiet ─▶ trials of the leader's stability ─▶ nothing happens any more
 * </pre>
 */
final class Run implements Scenario.Play {
    private static final long START_NANOS_MAX = 60 * Plan.SECOND;
    private static final long HEAL_NANOS_MAX = 120 * Plan.SECOND;

    private final World world;
    private final Wish wish;
    private final Plan plan;
    private final Stage stage;
    private final Losses losses;
    private final Clients clients;
    private final Council council;
    private final Mischief mischief;

    Run(World world, Wish wish) {
        this.world = world;
        this.wish = wish;
        this.plan = Plan.draw(world);
        this.stage = new Stage(world, plan, new Deeds(wish.skipped()));
        this.losses = new Losses(stage);
        this.clients = new Clients(stage);
        this.council = new Council(stage, losses);
        this.mischief = new Mischief(stage, new Leave(stage, losses, council));
        world.tolerateFailures();
        world.afterEveryEvent(() -> stage.sites().forEach(Site::look));
    }

    @Override
    public void play() {
        stage.sites().forEach(Site::start);
        clients.start(Math.min(plan.clients(), wish.actorsMax()));
        council.start();
        if (!plan.isRough()) {
            await("L1 no cluster", START_NANOS_MAX, () -> clients.acknowledged() > 0);
        }
        world.links().weather(plan.weather());
        for (Fault fault : plan.faults()) {
            if (!wish.without().contains(fault.number())) mischief.plan(fault);
        }
        world.runFor(plan.faultNanos());
        mischief.end();
        council.end();
        healSome();
        healAll();
        new Trials(stage, clients, losses).run(world.gen("trials"));
        clients.judgeUnknown();
        that(clients.acknowledged() > 0, "nothing acknowledged", "the run proves nothing");
    }

    /** Only a majority comes back; the others are down, or out of reach. */
    private void healSome() {
        world.links().weather(Weather.calm());
        world.links().healAll();
        stage.net.heal();
        List<Site> some = core(world.gen("core"));
        List<String> names = some.stream().map(site -> Plan.host(site.node)).toList();
        stage.tell("these heal, and no others: " + names);
        List<String> others = new ArrayList<>();
        Gen gen = world.gen("held down");
        for (Site site : stage.sites()) {
            if (some.contains(site)) continue;
            others.add(Plan.host(site.node));
            if (gen.flag()) site.holdDown();
        }
        if (!others.isEmpty()) world.links().impose(Shape.split(names, others));
        some.forEach(Site::heal);
        readSettingsAgain(some);
        awaitProgress("L1 a majority decides nothing");
        stage.reached(others.isEmpty() ? "all were needed" : "a mere majority decided");
    }

    private List<Site> core(Gen gen) {
        List<Site> some = new ArrayList<>(stage.sites());
        gen.shuffle(some);
        for (Site site : List.copyOf(some)) {
            some.remove(site);
            // A change that is on its way to the leader may yet make anybody needed.
            boolean isKnown = !council.isUnderWay() && !isReplacing();
            boolean isEnough = isKnown && losses.canDecide(some) && gen.chance(0.8);
            if (!isEnough) some.add(site);
        }
        return some;
    }

    /** Whether there are no voters yet, or a leader is about to add one by itself. */
    private boolean isReplacing() {
        return stage.ghost.voters().filter(at -> at.named().replaced().isEmpty()).isEmpty();
    }

    private void healAll() {
        stage.tell("everything heals");
        world.links().healAll();
        stage.sites().forEach(Site::heal);
        stage.sites().forEach(Site::letUp);
        readSettingsAgain(stage.sites());
        awaitProgress("L1 nothing is agreed");
        clients.becomeQuiet();
        await(
                "L2 not all have the same",
                HEAL_NANOS_MAX,
                () -> clients.isAnswered() && stage.haveAllTheSame());
    }

    /** Whoever has missed some of the log may know nobody but one that has moved; settings do. */
    private void readSettingsAgain(List<Site> sites) {
        boolean hasMoved = stage.sites().stream().anyMatch(Site::hasMoved);
        if (hasMoved) sites.forEach(site -> site.die(Death.KILL));
    }

    private void awaitProgress(String invariant) {
        long before = clients.acknowledged();
        await(invariant, HEAL_NANOS_MAX, () -> clients.acknowledged() > before);
    }

    private void await(String invariant, long nanosMax, BooleanSupplier reached) {
        if (world.runUntil(reached, nanosMax)) return;
        StringBuilder story = new StringBuilder("not within " + nanosMax / Plan.SECOND + " s:");
        for (Site site : stage.sites())
            story.append(' ').append(site.life().describe()).append(';');
        throw new Violation(invariant, story.toString());
    }

    @Override
    public Verdict verdict(Optional<Verdict.Fall> fall) {
        return new Verdict(
                wish.seed(),
                plan.faults().size(),
                stage.deeds.count(),
                mischief.effects(),
                clients.acknowledged(),
                stage.situations.counts(),
                world.mishaps(),
                world.nowNanos(),
                world.traceHash(),
                world.events(),
                fall);
    }
}
