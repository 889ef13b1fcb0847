package io.skein.scenarios.cluster;

import static io.skein.scenarios.history.checker.Options.FOREVER;

import io.skein.client.wire.ClientWorld;
import io.skein.foundation.world.Lane;
import io.skein.protocol.v1.CreateTopicRequest;
import io.skein.scenarios.client.Actor;
import io.skein.scenarios.client.Clients;
import io.skein.scenarios.client.FinalRead;
import io.skein.scenarios.client.Mover;
import io.skein.scenarios.client.NumberingProducer;
import io.skein.scenarios.client.Seat;
import io.skein.scenarios.history.Violation;
import io.skein.scenarios.history.checker.Checker;
import io.skein.scenarios.history.checker.Options;
import io.skein.scenarios.site.Networks;
import io.skein.scenarios.site.NodeNetworks;
import io.skein.scenarios.site.Site;
import io.skein.scenarios.site.Sites;
import io.skein.scenarios.story.Deeds;
import io.skein.scenarios.story.Scenario;
import io.skein.scenarios.story.Stage;
import io.skein.scenarios.story.Verdict;
import io.skein.scenarios.story.Wish;
import io.skein.scenarios.wire.SimWire;
import io.skein.server.adapter.ForwardCodec;
import io.skein.server.adapter.ReplicaCodec;
import io.skein.server.broker.forward.ForwardMessage;
import io.skein.server.controller.session.SessionMessage;
import io.skein.server.replication.ReplicaMessage;
import io.skein.server.settings.NodeSettings;
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
 * One run, from empty disks to the last judgement.
 *
 * <pre>
 * start ─▶ warm-up ─▶ faults ─▶ all healed and in sync ─▶ clients quiet ─▶ read whole, copies alike
 *       ─▶ all lose power ─▶ read whole, copies alike
 * </pre>
 */
final class Run implements Scenario.Play {
    private static final Options HISTORY =
            Options.STRICT
                    .with(new Options.Producers(false, false, true))
                    .with(new Options.Bounds(0, 0, FOREVER, FOREVER, FOREVER));

    private static final int MAILBOX_MAX = 100_000;
    private static final int WINDOW_MAX = 1 << 20;
    private static final int NODE_WINDOW = 64;
    private static final int KEEPER = 0;
    private static final int PRODUCER = 1;
    private static final long START_NANOS_MAX = 60 * Seat.SECOND;
    private static final long HEAL_NANOS_MAX = 300 * Seat.SECOND;
    private static final long QUIET_NANOS_MAX = 120 * Seat.SECOND;

    private final World world;
    private final Wish wish;
    private final Plan plan;
    private final Stage stage;
    private final Networks networks;
    private final Sites sites;
    private final Guide guide;
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
        NodeNetworks between = between(world, plan.isEncoded());
        Following following = new Following(stage, plan.voters());
        new Talk(stage, following, between.replicas());
        this.networks =
                new Networks(new SimNet<>(world, WINDOW_MAX), plan.terms(), Optional.of(between));
        this.sites = new Sites(stage, networks);
        for (NodeSettings settings : plan.nodes()) {
            String host = Plan.host(settings.nodeId());
            sites.add(new Site.Plan(host, settings, world.gen("operator/" + host)));
        }
        this.guide = new Guide(sites, new Images(stage, sites, following));
        LateWord lateWord = new LateWord(stage, following, sites, between.sessions());
        for (int i = 0; i < 3 + plan.clients(); i++) names.add("client-" + i);
        this.mischief = new Mischief(stage, guide, lateWord, names);
    }

    private static NodeNetworks between(World world, boolean isEncoded) {
        SimNet<ReplicaMessage> replicas = new SimNet<>(world, NODE_WINDOW);
        ReplicaCodec codec = new ReplicaCodec();
        if (isEncoded) replicas = replicas.through(codec::encode, codec::decode);
        SimNet<ForwardMessage> forwards = new SimNet<>(world, NODE_WINDOW);
        ForwardCodec requests = new ForwardCodec();
        if (isEncoded) forwards = forwards.through(requests::encode, requests::decode);
        SimNet<SessionMessage> sessions = new SimNet<>(world, NODE_WINDOW);
        return new NodeNetworks(new SimNet<>(world, NODE_WINDOW), sessions, replicas, forwards);
    }

    @Override
    public void play() {
        await("liveness-start", START_NANOS_MAX, this::areServing);
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
        awaitWhole();
        judge();
        // What was read must still be there after all machines have lost their power.
        world.trace("all lose power");
        sites.all().forEach(site -> site.die(Death.POWER_CUT));
        awaitWhole();
        judge();
        Checker.check(stage.ledger().chronicle().history(), HISTORY).orThrow();
        if (stage.ledger().open() > 0) {
            throw new Violation("liveness-calls", stage.ledger().open() + " records open");
        }
        if (stage.ledger().acknowledged() == 0) {
            throw new Violation("nothing-acknowledged", "the run proves nothing");
        }
    }

    private boolean areServing() {
        return sites.all().stream().allMatch(Site::hasServing);
    }

    private void makeActors() {
        Gen gen = world.gen("actors");
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            Seat seat = seat(name);
            int kind = i < 3 ? i : gen.between(PRODUCER, Clients.values().length - 1);
            Clients.Parts parts =
                    new Clients.Parts(seat, () -> clientWorld(name, seat), this::shape);
            Actor actor = List.of(Clients.values()).get(kind).make(parts);
            // All are made, so that fewer of them draw the same.
            boolean isNeeded = i == KEEPER || i == PRODUCER;
            if (i >= wish.actorsMax() && !isNeeded) continue;
            actors.add(actor);
            seat.lane().answer(actor::start);
        }
        if (names.size() < wish.actorsMax()) {
            Seat seat = seat("mover");
            Mover mover = new Mover(seat, plan.nodes().size());
            actors.add(mover);
            seat.lane().answer(mover::start);
            Seat other = seat("numbering");
            NumberingProducer numbering = new NumberingProducer(other);
            actors.add(numbering);
            other.lane().answer(numbering::start);
        }
    }

    /** How many replicas a new topic has, and how many of them must be in sync. */
    private void shape(CreateTopicRequest.Builder topic) {
        Gen gen = world.gen("topics");
        int most = Math.min(5, plan.nodes().size());
        int replicas = Math.min(most, 1 + gen.weighted(1, 2, 6, 1, 1));
        topic.setReplicationFactor(replicas);
        int least = gen.between(1, replicas);
        topic.putConfigs("min.insync.replicas", Integer.toString(least));
        // Dates jump by years here, and what is too old by them would be gone.
        topic.putConfigs("retention.ms", "-1");
    }

    private Seat seat(String name) {
        SimHost host = world.host(name);
        hosts.put(name, host);
        Lane lane = host.lane("lane", MAILBOX_MAX);
        SimWire wire = new SimWire(networks.clients().transport(host), plan.terms());
        return new Seat(name, stage, lane, wire, world.gen("client/" + name), guide);
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
        sites.all().forEach(Site::heal);
        await("liveness-serving", HEAL_NANOS_MAX, this::areServing);
        await("liveness-in-sync", HEAL_NANOS_MAX, guide.haveAllBeenInSync());
        long before = stage.ledger().acknowledged();
        await("liveness-progress", HEAL_NANOS_MAX, () -> stage.ledger().acknowledged() > before);
        world.runFor(Seat.SECOND);
    }

    private void awaitWhole() {
        await("liveness-serving", HEAL_NANOS_MAX, this::areServing);
        await("liveness-moves", HEAL_NANOS_MAX, guide::areAllSettled);
        await("liveness-in-sync", HEAL_NANOS_MAX, guide::areAllInSync);
        await("liveness-leaders", HEAL_NANOS_MAX, guide::areAllLedAsPreferred);
        await("liveness-metadata", HEAL_NANOS_MAX, guide::areAllAlike);
    }

    private void judge() {
        world.trace("the final read");
        FinalRead read = new FinalRead(seat("reader-" + readers++));
        read.start();
        await("liveness-final-read", QUIET_NANOS_MAX, read::isDone);
        compareCopies();
    }

    /** Whoever is in sync may yet be behind by what was written last. */
    private void compareCopies() {
        Replicas replicas = new Replicas(stage, sites);
        long untilNanos = world.nowNanos() + QUIET_NANOS_MAX;
        while (true) {
            Optional<Violation> differing = replicas.compare(guide.newest().topics().values());
            if (differing.isEmpty()) return;
            if (world.nowNanos() > untilNanos) throw differing.get();
            world.runFor(Seat.SECOND);
        }
    }

    private void await(String invariant, long nanosMax, BooleanSupplier reached) {
        if (!world.runUntil(reached, nanosMax)) {
            throw new Violation(
                    invariant,
                    "not within %d s; not in sync: %s"
                            .formatted(nanosMax / Seat.SECOND, guide.notInSync()));
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
