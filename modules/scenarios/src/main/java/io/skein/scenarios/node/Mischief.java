package io.skein.scenarios.node;

import io.skein.foundation.Check;
import io.skein.scenarios.history.Violation;
import io.skein.simulation.CrashPoint;
import io.skein.simulation.Death;
import io.skein.simulation.DiskFault;
import io.skein.simulation.DiskFaults;
import io.skein.simulation.Gen;
import io.skein.simulation.SimDisk;
import io.skein.simulation.World;
import java.io.IOException;
import java.util.List;

/** Carries out the faults of a plan, and counts those that took effect. Owned by the world. */
final class Mischief {
    private static final long ROOM = Long.MAX_VALUE / 2;
    private static final long YEAR_MILLIS = 365L * 86_400_000;
    private static final int OPERATIONS_AHEAD = 60;
    private static final double HANG = 0.2;
    private static final long HANG_NANOS_MAX = 20 * Seat.SECOND;

    private final Stage stage;
    private final Operator operator;
    private final List<String> clients;
    private final World world;
    private long effects;
    private long diskEffects;
    private boolean over;

    Mischief(Stage stage, Operator operator, List<String> clients) {
        this.stage = stage;
        this.operator = operator;
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
        for (SimDisk disk : operator.disks()) met += disk.faultsMet();
        diskEffects = met;
    }

    /** False if nothing came of it, or if it may still come. */
    private boolean happen(Fault fault) {
        Gen gen = world.gen("fault/" + fault.number());
        return switch (fault.kind()) {
            case KILL -> operator.die(Death.KILL);
            case POWER_CUT -> operator.die(Death.POWER_CUT);
            case CRASH_POINT -> crashPoint(gen, gen.between(1, OPERATIONS_AHEAD));
            case CRASH_IN_START -> crashInStart(gen);
            case STOP -> operator.stop();
            case CRASH_IN_STOP -> operator.stop() && crashPoint(gen, gen.between(1, 12));
            case RESET -> reset(gen);
            case CLOG -> clog(gen);
            case PAUSE -> pause(gen);
            case STARVE -> starve(gen);
            case CLOCK_JUMP -> jump(gen);
            case SYNC_FAILS -> failSync(gen);
            case WRITE_FAILS -> failWrite(gen);
            case DISK_FULL -> fill(gen);
            case SLOW_DISK -> slow(gen);
            case DISK_HANGS -> hang(gen);
        };
    }

    private SimDisk disk(Gen gen) {
        return gen.pick(operator.disks());
    }

    private boolean crashPoint(Gen gen, int ahead) {
        SimDisk disk = disk(gen);
        disk.crashAt(
                new CrashPoint(
                        disk.operations() + ahead,
                        gen.pick(List.of(CrashPoint.When.values())),
                        gen.pick(Death.POWER_CUT, Death.KILL)));
        return false;
    }

    private boolean crashInStart(Gen gen) {
        boolean died = operator.die(gen.pick(Death.POWER_CUT, Death.KILL));
        // Set after the death, which clears what was set before it.
        crashPoint(gen, gen.between(1, 15));
        stage.reached("crash point set for the start");
        return died;
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

    private boolean pause(Gen gen) {
        if (!operator.process().host().isAlive()) return false;
        operator.process().host().pause(gen.between(10 * Seat.MILLI, 20 * Seat.SECOND));
        return true;
    }

    private boolean starve(Gen gen) {
        if (!operator.process().isServing()) return false;
        String lane = gen.pick("partition-0", "quorum", "commit-0", "commit-meta", "front");
        operator.process().host().starve(lane, gen.between(Seat.MILLI, 10 * Seat.SECOND));
        return true;
    }

    private boolean jump(Gen gen) {
        long millis = gen.skewed(60_000, 10 * YEAR_MILLIS);
        operator.process().host().clock().jumpWall(gen.flag() ? millis : -millis);
        return true;
    }

    private boolean failSync(Gen gen) {
        disk(gen)
                .failNextSync(
                        gen.pick(
                                DiskFault.SYNC_DROPS_PAGES,
                                DiskFault.SYNC_KEEPS_PAGES,
                                DiskFault.SYNC_WRITES_PARTLY));
        return false;
    }

    private boolean failWrite(Gen gen) {
        SimDisk disk = disk(gen);
        disk.failAt(disk.operations() + gen.between(1, OPERATIONS_AHEAD), DiskFault.WRITE_ERROR);
        return false;
    }

    private boolean fill(Gen gen) {
        if (!operator.process().host().isAlive()) return false;
        int which = gen.between(0, operator.disks().size() - 1);
        SimDisk disk = operator.disks().get(which);
        disk.capacityBytes(ROOM);
        disk.capacityBytes(usedBytes(operator.places().get(which)) + gen.between(0, 4_000));
        world.after(
                gen.between(Seat.SECOND / 2, 5 * Seat.SECOND),
                "space again",
                () -> {
                    disk.capacityBytes(Long.MAX_VALUE);
                    stage.reached("space again");
                });
        return false;
    }

    private long usedBytes(String place) {
        try {
            return ROOM - operator.process().host().disk(place).freeBytes();
        } catch (IOException broken) {
            throw new Violation("scenario", "free bytes are always known: " + broken);
        }
    }

    private boolean slow(Gen gen) {
        SimDisk disk = disk(gen);
        disk.faults(DiskFaults.delays(1.0 / (1 << gen.between(1, 6)), 0));
        world.after(
                gen.between(1, 10) * Seat.SECOND,
                "quick again",
                () -> disk.faults(DiskFaults.none()));
        return true;
    }

    private boolean hang(Gen gen) {
        SimDisk disk = disk(gen);
        long before = disk.operations() + disk.reads();
        disk.faults(new DiskFaults(0, 0, 0, 0, 1, HANG, HANG_NANOS_MAX));
        world.after(
                gen.between(10, 300) * Seat.MILLI,
                "hangs no more",
                () -> {
                    disk.faults(DiskFaults.none());
                    Check.ordered(before, disk.operations() + disk.reads(), "counts only grow");
                });
        return true;
    }
}
