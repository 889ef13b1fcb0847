package io.skein.scenarios.quorum;

import io.skein.raft.Parcel;
import io.skein.raft.core.Seat.Configured;
import io.skein.raft.core.VoterId;
import io.skein.scenarios.story.Deeds;
import io.skein.scenarios.story.Situations;
import io.skein.server.adapter.QuorumParcels;
import io.skein.server.adapter.Sealed;
import io.skein.simulation.Failure;
import io.skein.simulation.SimNet;
import io.skein.simulation.Weather;
import io.skein.simulation.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;

/** What all parts of one run share. Owned by the world. */
final class Stage {
    private static final int WINDOW_MAX = 256;

    final World world;
    final Plan plan;
    final SimNet<Parcel> net;
    final Ghost ghost;
    final Situations situations = new Situations();
    final Deeds deeds;
    private final List<Site> sites = new ArrayList<>();
    private BiConsumer<Life, Integer> onElected = (_, _) -> {};

    Stage(World world, Plan plan, Deeds deeds) {
        this.world = world;
        this.deeds = deeds;
        this.plan = plan;
        this.net = new SimNet<>(world, WINDOW_MAX);
        this.ghost = new Ghost(this);
        QuorumParcels codec = new QuorumParcels();
        // Encoding takes time, and only a narrow network asks how long messages are.
        if (plan.weather().bytesPerSecond() != Weather.UNLIMITED) {
            net.sized(parcel -> codec.encode(parcel).length);
        }
        Sealed<Parcel> sealed = new Sealed<>(codec);
        if (plan.isEncoded()) net.through(sealed::encode, sealed::decode);
        int nodes = plan.controllers() + plan.observers();
        for (int node = 1; node <= nodes; node++) sites.add(new Site(this, node));
    }

    /** All machines, in the order of their nodes. */
    List<Site> sites() {
        return sites;
    }

    Site site(int node) {
        return sites.get(node - 1);
    }

    /**
     * What the settings say of the voters: settings follow whoever moves, comes and goes. Else a
     * first voter that loses its disk later would take itself for the only one.
     */
    List<Configured> configured() {
        List<Integer> nodes =
                ghost.voters()
                        .map(at -> Suffrage.ids(at.named()).stream().map(VoterId::nodeId).toList())
                        .orElseGet(() ->
                                IntStream.rangeClosed(1, plan.controllers()).boxed().toList());
        return nodes.stream().map(node -> new Configured(node, site(node).address())).toList();
    }

    /** The site that leads the newest epoch, if any says so. */
    Optional<Site> leader() {
        Optional<Site> newest = Optional.empty();
        int epoch = 0;
        for (Site site : sites) {
            int leads = site.life().leadingEpoch();
            if (leads <= epoch) continue;
            epoch = leads;
            newest = Optional.of(site);
        }
        return newest;
    }

    /** Whether all members take part and have applied all that is agreed. */
    boolean haveAllTheSame() {
        long agreedBefore = ghost.agreedEnd().next();
        return sites.stream()
                .map(Site::life)
                .allMatch(life -> life.isRunning() && life.machine.next() == agreedBefore);
    }

    /** Calls {@code then} with whoever has been elected, and its epoch. */
    void onElected(BiConsumer<Life, Integer> then) {
        onElected = then;
    }

    void elected(Life life, int epoch) {
        onElected.accept(life, epoch);
    }

    /** What was thrown on the lanes of that machine so far. */
    List<Failure> failuresOf(Site site) {
        String host = Plan.host(site.node);
        return world.failures().stream().filter(each -> each.host().equals(host)).toList();
    }

    void reached(String situation) {
        situations.reached(situation);
    }

    void tell(String line) {
        world.trace(line);
    }
}
