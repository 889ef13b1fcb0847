package io.skein.scenarios.node;

import io.skein.client.wire.ClientWorld;
import io.skein.foundation.world.Lane;
import io.skein.scenarios.client.Actor;
import io.skein.scenarios.client.Clients;
import io.skein.scenarios.client.FinalRead;
import io.skein.scenarios.client.Places;
import io.skein.scenarios.client.Seat;
import io.skein.scenarios.history.Violation;
import io.skein.scenarios.site.Networks;
import io.skein.scenarios.site.NodeRun;
import io.skein.scenarios.site.Site;
import io.skein.scenarios.site.Sites;
import io.skein.scenarios.story.Deeds;
import io.skein.scenarios.story.Scenario;
import io.skein.scenarios.story.Stage;
import io.skein.scenarios.story.Verdict;
import io.skein.scenarios.story.Wish;
import io.skein.scenarios.wire.Parcel;
import io.skein.scenarios.wire.SimWire;
import io.skein.simulation.Death;
import io.skein.simulation.Gen;
import io.skein.simulation.SimHost;
import io.skein.simulation.SimNet;
import io.skein.simulation.Weather;
import io.skein.simulation.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;

/**
 * One run, from an empty disk to the last judgement.
 *
 * <pre>
 * start ─▶ warm-up ─▶ faults ─▶ all healed ─▶ clients quiet ─▶ read whole ─▶ restart, read whole
 * </pre>
 */
final class Run implements Scenario.Play {
    private static final int MAILBOX_MAX = 100_000;
    private static final int WINDOW_MAX = 1 << 20;
    private static final long START_NANOS_MAX = 60 * Seat.SECOND;
    private static final long HEAL_NANOS_MAX = 300 * Seat.SECOND;
    private static final long QUIET_NANOS_MAX = 120 * Seat.SECOND;

    private final World world;
    private final Wish wish;
    private final Plan plan;
    private final Stage stage;
    private final SimNet<Parcel> net;
    private final Site site;
    private final List<String> names = new ArrayList<>();
    private final TreeMap<String, SimHost> hosts = new TreeMap<>();
    private final List<Actor> actors = new ArrayList<>();
    private final Mischief mischief;
    private int readers;

    Run(World world, Wish wish) {
        this.world = world;
        this.wish = wish;
        this.plan = Plan.draw(world);
        this.stage = new Stage(world, new Deeds(wish.skipped()));
        this.net = new SimNet<>(world, WINDOW_MAX);
        Networks networks = new Networks(net, plan.terms(), Optional.empty());
        this.site =
                new Sites(stage, networks)
                        .add(new Site.Plan(Plan.NODE, plan.settings(), world.gen("operator")));
        for (int i = 0; i < 3 + plan.clients(); i++) names.add("client-" + i);
        this.mischief = new Mischief(stage, site, names);
    }

    @Override
    public void play() {
        await("liveness-start", START_NANOS_MAX, () -> site.process().isServing());
        makeActors();
        await("liveness-topics", START_NANOS_MAX, () -> stage.topics().topics().size() >= 2);
        world.runFor(world.gen("warm-up").between(1, 2_000) * Seat.MILLI);
        world.links().weather(plan.weather());
        for (Fault fault : plan.faults()) {
            if (!wish.without().contains(fault.number())) mischief.plan(fault);
        }
        world.runFor(plan.faultNanos());
        heal();
        stage.becomeQuiet();
        await("liveness-calls", QUIET_NANOS_MAX, () -> actors.stream().allMatch(Actor::isIdle));
        judge();
        // What was read must still be there after one more death, and after a clean stop.
        restart();
        judge();
        if (stage.ledger().open() > 0) {
            throw new Violation("liveness-calls", stage.ledger().open() + " records open");
        }
        if (stage.ledger().acknowledged() == 0) {
            throw new Violation("nothing-acknowledged", "the run proves nothing");
        }
    }

    private void makeActors() {
        Gen gen = world.gen("actors");
        for (int i = 0; i < names.size(); i++) {
            Seat seat = seat(names.get(i));
            int kind = i < 3 ? i : gen.between(1, 6);
            String name = names.get(i);
            Actor actor =
                    List.of(Clients.values())
                            .get(kind)
                            .make(new Clients.Parts(seat, () -> clientWorld(name, seat), _ -> {}));
            // All are made, so that fewer of them draw the same.
            if (i >= Math.max(2, wish.actorsMax())) continue;
            actors.add(actor);
            seat.lane().answer(actor::start);
        }
    }

    private Seat seat(String name) {
        SimHost host = world.host(name);
        hosts.put(name, host);
        Lane lane = host.lane("lane", MAILBOX_MAX);
        SimWire wire = new SimWire(net.transport(host), plan.terms());
        Places places = Places.only(Plan.NODE + ":" + Plan.PORT);
        return new Seat(name, stage, lane, wire, world.gen("client/" + name), places);
    }

    private ClientWorld clientWorld(String name, Seat seat) {
        SimHost host = Optional.ofNullable(hosts.get(name)).orElseThrow();
        return new ClientWorld(seat.lane(), host.clock(), host.entropy("client"), seat.wire());
    }

    private void heal() {
        mischief.end();
        world.trace("everything heals");
        world.links().weather(Weather.calm());
        world.links().healAll();
        site.heal();
        await("liveness-serving", HEAL_NANOS_MAX, site::hasServing);
        long before = stage.ledger().acknowledged();
        await("liveness-progress", HEAL_NANOS_MAX, () -> stage.ledger().acknowledged() > before);
        world.runFor(Seat.SECOND);
    }

    private void restart() {
        Gen gen = world.gen("last restart");
        NodeRun before = site.process();
        long deaths = site.deaths();
        if (gen.flag()) site.stop();
        else site.die(gen.pick(Death.POWER_CUT, Death.KILL));
        await(
                "liveness-serving",
                HEAL_NANOS_MAX,
                () -> site.process() != before && site.hasServing());
        if (site.deaths() == deaths && gen.flag()) stage.reached("clean restart");
    }

    private void judge() {
        world.trace("the final read");
        FinalRead read = new FinalRead(seat("reader-" + readers++));
        read.start();
        await("liveness-final-read", QUIET_NANOS_MAX, read::isDone);
        if (site.severalSegments()) stage.reached("several segments");
    }

    private void await(String invariant, long nanosMax, BooleanSupplier reached) {
        if (!world.runUntil(reached, nanosMax)) {
            throw new Violation(invariant, "not within " + nanosMax / Seat.SECOND + " s");
        }
    }

    @Override
    public Verdict verdict(Optional<Verdict.Fall> fall) {
        return new Verdict(
                wish.seed(),
                plan.faults().size(),
                stage.deeds().count(),
                mischief.effects(),
                stage.ledger().acknowledged(),
                stage.situations().counts(),
                world.mishaps(),
                world.nowNanos(),
                world.traceHash(),
                world.events(),
                fall);
    }
}
