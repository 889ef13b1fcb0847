package io.skein.scenarios.quorum;

import io.skein.simulation.DiskFault;
import io.skein.simulation.DiskFaults;
import io.skein.simulation.Gen;
import io.skein.simulation.ReadFault;
import io.skein.simulation.SimDisk;
import io.skein.simulation.World;

/** Faults of disks; most of them take effect later, or never. Owned by the world. */
final class DiskMischief {
    private static final String STOPPED_WELL = ".skein_cleanshutdown";

    private static final int OPERATIONS_AHEAD = 40;
    private static final double HANG = 0.3;
    private static final long HANG_NANOS_MAX = 6 * Plan.SECOND;

    private final Stage stage;
    private final World world;
    private final Leave leave;

    DiskMischief(Stage stage, Leave leave) {
        this.stage = stage;
        this.world = stage.world;
        this.leave = leave;
    }

    /** False if nothing came of it, or if it may still come. */
    boolean happens(Fault.OfDisk kind, Gen gen, Site site) {
        SimDisk disk = site.disk;
        return switch (kind) {
            case SYNC_FAILS -> {
                disk.failNextSync(
                        gen.pick(
                                DiskFault.SYNC_DROPS_PAGES,
                                DiskFault.SYNC_KEEPS_PAGES,
                                DiskFault.SYNC_WRITES_PARTLY));
                yield false;
            }
            case WRITE_FAILS -> {
                int ahead = gen.between(1, OPERATIONS_AHEAD);
                disk.failAt(disk.operations() + ahead, DiskFault.WRITE_ERROR);
                yield false;
            }
            case READ_FAILS -> {
                disk.failNextRead(ReadFault.ERROR);
                yield false;
            }
            case DISK_FULL -> fill(gen, disk);
            case SLOW_DISK -> {
                double slow = 1.0 / (1 << gen.between(1, 6));
                yield slow(gen, site, DiskFaults.delays(slow, 0));
            }
            case DISK_HANGS -> slow(gen, site, new DiskFaults(0, 0, 0, 0, 1, HANG, HANG_NANOS_MAX));
            case ROT -> rot(gen, site);
            case WIPE -> wipe(site);
        };
    }

    private boolean fill(Gen gen, SimDisk disk) {
        disk.roomBytes(gen.between(0, 3_000));
        world.after(
                gen.between(Plan.SECOND / 2, 4 * Plan.SECOND),
                "space again",
                () -> disk.capacityBytes(Long.MAX_VALUE));
        return false;
    }

    private boolean slow(Gen gen, Site site, DiskFaults how) {
        site.disk.faults(how);
        site.health.slow(true);
        world.after(
                gen.skewed(Plan.SECOND, 5 * Plan.SECOND),
                "quick again",
                () -> {
                    site.disk.faults(DiskFaults.none());
                    site.health.slow(false);
                });
        return true;
    }

    /** Only what was stopped in order can be told from what a crash has torn. */
    private boolean rot(Gen gen, Site site) {
        Life stopping = site.life();
        if (!leave.mayLose(site) || !site.stop()) return false;
        site.health.willRot();
        world.after(Plan.MILLI, "rot", () -> rotOnceStopped(gen, site, stopping));
        return true;
    }

    private void rotOnceStopped(Gen gen, Site site, Life stopping) {
        if (site.life() != stopping || !stopping.host.isAlive()) {
            // It died before it had stopped, and keeps what it has.
            site.health.spared();
        } else if (stopping.isStopped()) {
            site.die(io.skein.simulation.Death.KILL);
            // Without the mark the next start reads the tail anew, and nobody can tell a torn end
            // from a rotten one.
            boolean isOrderly = site.disk.platter().names().contains(STOPPED_WELL);
            boolean isDone = isOrderly && (gen.flag() ? site.disk.rot() : site.disk.spoil());
            if (isDone) {
                stage.reached("durable bytes turned over");
                site.health.rots();
                stage.ghost.promises().rots(stopping);
            } else {
                site.health.spared();
            }
        } else {
            world.after(Plan.MILLI, "rot", () -> rotOnceStopped(gen, site, stopping));
        }
    }

    private boolean wipe(Site site) {
        if (!leave.mayLose(site)) return false;
        site.wipe();
        return true;
    }
}
