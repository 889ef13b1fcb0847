package io.skein.scenarios.quorum;

import io.skein.simulation.Datagrams;
import io.skein.simulation.Gen;
import io.skein.simulation.Partitions;
import io.skein.simulation.Shape;
import io.skein.simulation.World;
import java.util.ArrayList;
import java.util.List;

/** Faults between machines. Owned by the world. */
final class NetMischief {
    private static final long PARTITION_NANOS_MAX = 8 * Plan.SECOND;

    private final Stage stage;
    private final World world;
    private final Partitions partitions;
    private final List<String> hosts = new ArrayList<>();

    NetMischief(Stage stage) {
        this.stage = stage;
        this.world = stage.world;
        this.partitions = new Partitions(world);
        for (Site site : stage.sites()) hosts.add(Plan.host(site.node));
    }

    /** False if nothing came of it. */
    boolean happens(Fault.OfNet kind, Gen gen) {
        if (hosts.size() < 2) return false;
        switch (kind) {
            case PARTITION -> partitions.hold(Shape.drawn(gen, hosts), nanos(gen));
            case FLAP -> partitions.flap(Shape.drawn(gen, hosts), gen, nanos(gen));
            case SWIZZLE -> partitions.swizzle(hosts, gen, nanos(gen));
            case LEADER_CUT_OFF -> cutOff(gen);
            case RESET -> world.links().reset(gen.pick(hosts), gen.pick(hosts));
            case CLOG -> {
                String one = gen.pick(hosts);
                List<String> others = new ArrayList<>(hosts);
                others.remove(one);
                world.links().clog(one, gen.pick(others), nanos(gen));
            }
            case DATAGRAMS -> {
                stage.net.datagrams(Datagrams.drawn(gen));
                world.after(nanos(gen), "datagrams end", stage.net::heal);
            }
        }
        return true;
    }

    /** Bits of messages turn over. */
    void damage(Gen gen) {
        stage.net.damages(1.0 / (1 << gen.between(2, 8)));
        world.after(nanos(gen), "damage ends", () -> stage.net.damages(0));
    }

    private static long nanos(Gen gen) {
        return Plan.MILLI + gen.skewed(PARTITION_NANOS_MAX / 4, PARTITION_NANOS_MAX);
    }

    private void cutOff(Gen gen) {
        String leader = Plan.host(Mischief.drawn(stage, gen).node);
        List<String> others = new ArrayList<>(hosts);
        others.remove(leader);
        Shape shape =
                switch (gen.between(0, 2)) {
                    case 0 -> Shape.isolated(leader, others);
                    case 1 -> Shape.deaf(leader, others);
                    default -> Shape.mute(leader, others);
                };
        partitions.hold(shape, nanos(gen));
    }
}
