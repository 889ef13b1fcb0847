package io.skein.scenarios.node;

import io.skein.scenarios.client.Seat;
import io.skein.scenarios.site.Harm;
import io.skein.scenarios.site.Site;
import io.skein.scenarios.story.Stage;
import io.skein.simulation.Death;
import io.skein.simulation.Gen;
import io.skein.simulation.SimDisk;
import io.skein.simulation.World;
import java.util.List;

/** Carries out the faults of a plan, and counts those that took effect. Owned by the world. */
final class Mischief {
    private final Stage stage;
    private final Site site;
    private final List<String> clients;
    private final World world;
    private long effects;
    private long diskEffects;
    private boolean over;

    Mischief(Stage stage, Site site, List<String> clients) {
        this.stage = stage;
        this.site = site;
        this.clients = clients;
        this.world = stage.world();
        world.afterEveryEvent(this::look);
    }

    /** How many faults took effect. */
    long effects() {
        return effects + diskEffects;
    }

    /** Nothing that is still planned happens. */
    void end() {
        over = true;
    }

    void plan(Fault fault) {
        world.after(
                fault.atNanos(),
                "fault " + fault.number() + " " + fault.kind(),
                () -> {
                    if (over || !happen(fault)) return;
                    effects++;
                    stage.reached("fault " + fault.kind());
                });
    }

    /** Faults of disks take effect by themselves, later or never. */
    private void look() {
        long met = 0;
        for (SimDisk disk : site.disks()) met += disk.faultsMet();
        diskEffects = met;
    }

    /** False if nothing came of it, or if it may still come. */
    private boolean happen(Fault fault) {
        Gen gen = world.gen("fault/" + fault.number());
        Harm harm = new Harm(stage, site, gen);
        return switch (fault.kind()) {
            case KILL -> site.die(Death.KILL);
            case POWER_CUT -> site.die(Death.POWER_CUT);
            case CRASH_POINT -> harm.crashPoint();
            case CRASH_IN_START -> harm.crashInStart();
            case STOP -> site.stop();
            case CRASH_IN_STOP -> harm.crashInStop();
            case RESET -> reset(gen);
            case CLOG -> clog(gen);
            case PAUSE -> harm.pause();
            case STARVE -> harm.starve();
            case CLOCK_JUMP -> harm.jump();
            case SYNC_FAILS -> harm.failSync();
            case WRITE_FAILS -> harm.failWrite();
            case DISK_FULL -> harm.fill();
            case SLOW_DISK -> harm.slow();
            case DISK_HANGS -> harm.hang();
        };
    }

    private boolean reset(Gen gen) {
        world.links().reset(Plan.NODE, gen.pick(clients));
        return true;
    }

    private boolean clog(Gen gen) {
        long nanos = gen.skewed(Seat.SECOND, 20 * Seat.SECOND);
        world.links().clog(Plan.NODE, gen.pick(clients), nanos);
        return true;
    }
}
