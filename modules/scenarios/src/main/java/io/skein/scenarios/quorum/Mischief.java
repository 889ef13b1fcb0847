package io.skein.scenarios.quorum;

import io.skein.simulation.CrashPoint;
import io.skein.simulation.Death;
import io.skein.simulation.Gen;
import io.skein.simulation.SimHost;
import io.skein.simulation.World;
import java.util.List;

/** Carries out the faults of a plan, and counts those that took effect. Owned by the world. */
final class Mischief {
    private static final long YEAR_MILLIS = 365L * 86_400_000;
    private static final int OPERATIONS_AHEAD = 40;
    private static final int DRIFT_PPM_MAX = 50_000;
    private static final double LEADER = 0.4;

    private final Stage stage;
    private final World world;
    private final Leave leave;
    private final NetMischief net;
    private final DiskMischief disks;
    private final ObserverMischief observers;
    private long effects;

    Mischief(Stage stage, Leave leave) {
        this.stage = stage;
        this.world = stage.world;
        this.leave = leave;
        this.net = new NetMischief(stage);
        this.disks = new DiskMischief(stage, leave);
        this.observers = new ObserverMischief(stage, leave);
    }

    /** How many faults took effect. */
    long effects() {
        long met = effects + observers.effects();
        for (Site site : stage.sites()) met += site.disk.faultsMet();
        return met;
    }

    /** Nothing that is still planned happens. */
    void end() {
        leave.end();
    }

    void plan(Fault fault) {
        world.after(
                fault.atNanos(),
                "fault " + fault.number() + " " + fault.kind().name(),
                () -> {
                    if (leave.isOver() || !happens(fault)) return;
                    effects++;
                    stage.reached("fault " + fault.kind().name());
                });
    }

    /** A machine, more often than others the leader's. */
    static Site drawn(Stage stage, Gen gen) {
        Site drawn = gen.pick(stage.sites());
        return gen.chance(LEADER) ? stage.leader().orElse(drawn) : drawn;
    }

    /** False if nothing came of it, or if it may still come. */
    private boolean happens(Fault fault) {
        Gen gen = world.gen("fault/" + fault.number());
        return switch (fault.kind()) {
            case Fault.OfHost kind -> happens(kind, gen, drawn(stage, gen));
            case Fault.OfNet kind -> net.happens(kind, gen);
            case Fault.OfDisk kind -> disks.happens(kind, gen, drawn(stage, gen));
            case Fault.Unseen kind -> happens(kind, gen);
        };
    }

    /** False if nothing came of it, or if it may still come. */
    private boolean happens(Fault.Unseen kind, Gen gen) {
        switch (kind) {
            case DAMAGED_MESSAGES -> net.damage(gen);
            case ROLL_BACK -> observers.rollBack(gen);
            case LOST_WRITE -> observers.loseWrite(gen);
            case MISDIRECTED_WRITE -> observers.misdirectWrite(gen);
        }
        return kind == Fault.Unseen.DAMAGED_MESSAGES;
    }

    private boolean happens(Fault.OfHost kind, Gen gen, Site site) {
        return switch (kind) {
            case KILL -> site.die(Death.KILL);
            case POWER_CUT -> site.die(Death.POWER_CUT);
            case BLACKOUT -> blackOut();
            case CRASH_POINT -> {
                if (gen.flag()) site.owes.ambush(() -> crashPoint(gen, site, 12));
                else crashPoint(gen, site, OPERATIONS_AHEAD);
                yield false;
            }
            case CRASH_IN_START -> {
                boolean died = site.die(gen.pick(Death.POWER_CUT, Death.KILL));
                // Set after the death, which clears what was set before it.
                boolean isSet = crashPoint(gen, site, 12);
                yield died || isSet;
            }
            case STOP -> site.stop();
            case MOVE -> site.move();
            case PAUSE -> pause(gen, site);
            case STARVE -> starve(gen, site);
            case CLOCK_JUMP -> {
                long millis = gen.skewed(60_000, 10 * YEAR_MILLIS);
                site.life().host.clock().jumpWall(gen.flag() ? millis : -millis);
                yield true;
            }
            case DRIFT -> {
                site.life().host.clock().drift(gen.between(-DRIFT_PPM_MAX, DRIFT_PPM_MAX));
                yield true;
            }
        };
    }

    private boolean blackOut() {
        boolean isFelt = false;
        for (Site site : stage.sites()) isFelt |= site.die(Death.POWER_CUT);
        return isFelt;
    }

    private boolean crashPoint(Gen gen, Site site, int ahead) {
        site.disk.crashAt(
                new CrashPoint(
                        site.disk.operations() + gen.between(1, ahead),
                        gen.pick(List.of(CrashPoint.When.values())),
                        gen.pick(Death.POWER_CUT, Death.KILL)));
        return false;
    }

    private static boolean pause(Gen gen, Site site) {
        SimHost host = site.life().host;
        if (!host.isAlive()) return false;
        host.pause(gen.skewed(Plan.SECOND, 8 * Plan.SECOND));
        return true;
    }

    private static boolean starve(Gen gen, Site site) {
        if (!site.life().isRunning()) return false;
        String lane = gen.pick("quorum", "commit-meta", "read-meta");
        site.life().host.starve(lane, gen.skewed(Plan.SECOND, 6 * Plan.SECOND));
        return true;
    }
}
