package io.skein.scenarios.cluster;

import io.skein.scenarios.client.Seat;
import io.skein.scenarios.site.Harm;
import io.skein.scenarios.site.Site;
import io.skein.scenarios.site.Sites;
import io.skein.scenarios.story.Stage;
import io.skein.simulation.Death;
import io.skein.simulation.Gen;
import io.skein.simulation.Partitions;
import io.skein.simulation.Shape;
import io.skein.simulation.SimDisk;
import io.skein.simulation.World;
import java.util.ArrayList;
import java.util.List;

/** Carries out the faults of a plan, and counts those that took effect. Owned by the world. */
final class Mischief {
    private static final int DRIFT_PPM_MAX = 50_000;
    private static final long PARTITION_NANOS_MAX = 15 * Seat.SECOND;
    private static final double LEADER = 0.5;

    private final Stage stage;
    private final Sites sites;
    private final Guide guide;
    private final Succession succession;
    private final LateWord lateWord;
    private final World world;
    private final Partitions partitions;
    private final List<String> hosts;
    private final List<String> machines;
    private long effects;
    private boolean over;

    /** {@code clients} are the machines of the clients. */
    Mischief(Stage stage, Guide guide, LateWord lateWord, List<String> clients) {
        this.stage = stage;
        this.sites = guide.sites();
        this.guide = guide;
        this.lateWord = lateWord;
        this.succession = new Succession(stage, guide);
        this.world = stage.world();
        this.partitions = new Partitions(world);
        this.hosts = sites.all().stream().map(Site::name).toList();
        this.machines = new ArrayList<>(hosts);
        machines.addAll(clients);
    }

    /** How many faults took effect. */
    long effects() {
        long met = effects;
        for (Site site : sites.all()) {
            for (SimDisk disk : site.disks()) met += disk.faultsMet();
        }
        return met;
    }

    /** Nothing that is still planned happens. */
    void end() {
        over = true;
        lateWord.end();
    }

    void plan(Fault fault) {
        world.after(
                fault.atNanos(),
                "fault " + fault.number() + " " + fault.kind(),
                () -> {
                    if (over || !happens(fault)) return;
                    effects++;
                    stage.reached("fault " + fault.kind());
                });
    }

    /** A machine, more often than others one that leads something. */
    private Site drawn(Gen gen) {
        Site drawn = gen.pick(sites.all());
        int which = gen.between(0, 1_000);
        return gen.chance(LEADER) ? guide.someLeader(which).orElse(drawn) : drawn;
    }

    /** False if nothing came of it, or if it may still come. */
    private boolean happens(Fault fault) {
        Gen gen = world.gen("fault/" + fault.number());
        Site site = drawn(gen);
        Harm harm = new Harm(stage, site, gen);
        return switch (fault.kind()) {
            case KILL -> site.die(Death.KILL);
            case POWER_CUT -> site.die(Death.POWER_CUT);
            case ALL_KILLED -> all(Death.KILL);
            case BLACKOUT -> all(Death.POWER_CUT);
            case CRASH_POINT -> harm.crashPoint();
            case CRASH_IN_START -> harm.crashInStart();
            case STOP -> site.stop();
            case CRASH_IN_STOP -> harm.crashInStop();
            case PAUSE -> harm.pause();
            case STARVE -> harm.starve();
            case CLOCK_JUMP -> harm.jump();
            case DRIFT -> drift(gen, site);
            case PARTITION, FLAP, SWIZZLE, LEADER_CUT_OFF -> part(fault.kind(), gen, site);
            case HEIRS_POWER_CUT -> succession.happens(gen);
            case LATE_WORD -> late(gen);
            case RESET -> reset(gen);
            case CLOG -> clog(gen);
            case SYNC_FAILS -> harm.failSync();
            case WRITE_FAILS -> harm.failWrite();
            case DISK_FULL -> harm.fill();
            case SLOW_DISK -> harm.slow();
            case DISK_HANGS -> harm.hang();
        };
    }

    private boolean all(Death how) {
        boolean isFelt = false;
        for (Site site : sites.all()) isFelt |= site.die(how);
        return isFelt;
    }

    private static boolean drift(Gen gen, Site site) {
        site.process().host().clock().drift(gen.between(-DRIFT_PPM_MAX, DRIFT_PPM_MAX));
        return true;
    }

    private boolean part(Fault.Kind kind, Gen gen, Site site) {
        if (hosts.size() < 2) return false;
        long nanos = Seat.MILLI + gen.skewed(PARTITION_NANOS_MAX / 4, PARTITION_NANOS_MAX);
        switch (kind) {
            case PARTITION -> partitions.hold(Shape.drawn(gen, hosts), nanos);
            case FLAP -> partitions.flap(Shape.drawn(gen, hosts), gen, nanos);
            case SWIZZLE -> partitions.swizzle(hosts, gen, nanos);
            default -> partitions.hold(cutOff(gen, site), nanos);
        }
        return true;
    }

    private Shape cutOff(Gen gen, Site site) {
        List<String> others = new ArrayList<>(hosts);
        others.remove(site.name());
        return switch (gen.between(0, 2)) {
            case 0 -> Shape.isolated(site.name(), others);
            case 1 -> Shape.deaf(site.name(), others);
            default -> Shape.mute(site.name(), others);
        };
    }

    /** It may still come. */
    private boolean late(Gen gen) {
        lateWord.happens(gen);
        return false;
    }

    private boolean reset(Gen gen) {
        world.links().reset(gen.pick(hosts), gen.pick(machines));
        return true;
    }

    private boolean clog(Gen gen) {
        String one = gen.pick(hosts);
        List<String> others = new ArrayList<>(machines);
        others.remove(one);
        world.links().clog(one, gen.pick(others), gen.skewed(Seat.SECOND, 20 * Seat.SECOND));
        return true;
    }
}
