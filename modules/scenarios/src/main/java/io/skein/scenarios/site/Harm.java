package io.skein.scenarios.site;

import io.skein.scenarios.history.Violation;
import io.skein.scenarios.story.Stage;
import io.skein.simulation.CrashPoint;
import io.skein.simulation.Death;
import io.skein.simulation.DiskFault;
import io.skein.simulation.DiskFaults;
import io.skein.simulation.Gen;
import io.skein.simulation.SimDisk;
import java.io.IOException;
import java.util.List;

/**
 * What can be done to a machine. Each returns whether something came of it at once: faults of disks
 * take effect by themselves, later or never. Owned by the world.
 */
public final class Harm {
    private static final long MILLI = 1_000_000;
    private static final long SECOND = 1_000 * MILLI;
    private static final long ROOM = Long.MAX_VALUE / 2;
    private static final long YEAR_MILLIS = 365L * 86_400_000;
    private static final int OPERATIONS_AHEAD = 60;
    private static final double HANG = 0.2;
    private static final long HANG_NANOS_MAX = 20 * SECOND;

    private final Stage stage;
    private final Site site;
    private final Gen gen;

    /** To that site, as this chance will have it. */
    public Harm(Stage stage, Site site, Gen gen) {
        this.stage = stage;
        this.site = site;
        this.gen = gen;
    }

    /** The process or the machine dies at a disk operation to come. */
    public boolean crashPoint() {
        return crashPoint(gen.between(1, OPERATIONS_AHEAD));
    }

    private boolean crashPoint(int ahead) {
        SimDisk disk = disk();
        disk.crashAt(
                new CrashPoint(
                        disk.operations() + ahead,
                        gen.pick(List.of(CrashPoint.When.values())),
                        gen.pick(Death.POWER_CUT, Death.KILL)));
        return false;
    }

    /** It dies, and again at an early disk operation of its next start. */
    public boolean crashInStart() {
        boolean died = site.die(gen.pick(Death.POWER_CUT, Death.KILL));
        // Set after the death, which clears what was set before it.
        crashPoint(gen.between(1, 15));
        stage.reached("crash point set for the start");
        return died;
    }

    /** It dies while it stops in order. */
    public boolean crashInStop() {
        return site.stop() && crashPoint(gen.between(1, 12));
    }

    private SimDisk disk() {
        return gen.pick(site.disks());
    }

    /** The machine sleeps for a while. */
    public boolean pause() {
        if (!site.process().host().isAlive()) return false;
        site.process().host().pause(gen.between(10 * MILLI, 20 * SECOND));
        return true;
    }

    /** One lane gets no processor for a while. */
    public boolean starve() {
        if (!site.process().isServing()) return false;
        String lane = gen.pick("partition-0", "quorum", "commit-0", "commit-meta", "front");
        site.process().host().starve(lane, gen.between(MILLI, 10 * SECOND));
        return true;
    }

    /** The date jumps. */
    public boolean jump() {
        long millis = gen.skewed(60_000, 10 * YEAR_MILLIS);
        site.process().host().clock().jumpWall(gen.flag() ? millis : -millis);
        return true;
    }

    /** The next sync of a disk fails. */
    public boolean failSync() {
        disk().failNextSync(
                        gen.pick(
                                DiskFault.SYNC_DROPS_PAGES,
                                DiskFault.SYNC_KEEPS_PAGES,
                                DiskFault.SYNC_WRITES_PARTLY));
        return false;
    }

    /** An operation of a disk to come fails. */
    public boolean failWrite() {
        SimDisk disk = disk();
        disk.failAt(disk.operations() + gen.between(1, OPERATIONS_AHEAD), DiskFault.WRITE_ERROR);
        return false;
    }

    /** A disk is full for a while. */
    public boolean fill() {
        if (!site.process().host().isAlive()) return false;
        int which = gen.between(0, site.disks().size() - 1);
        SimDisk disk = site.disks().get(which);
        disk.capacityBytes(ROOM);
        disk.capacityBytes(usedBytes(site.places().get(which)) + gen.between(0, 4_000));
        stage.world()
                .after(
                        gen.between(SECOND / 2, 5 * SECOND),
                        "space again",
                        () -> {
                            disk.capacityBytes(Long.MAX_VALUE);
                            stage.reached("space again");
                        });
        return false;
    }

    private long usedBytes(String place) {
        try {
            return ROOM - site.process().host().disk(place).freeBytes();
        } catch (IOException broken) {
            throw new Violation("scenario", "free bytes are always known: " + broken);
        }
    }

    /** A disk is slow for a while. */
    public boolean slow() {
        disk().faults(
                        DiskFaults.delays(1.0 / (1 << gen.between(1, 6)), 0),
                        gen.between(1, 10) * SECOND);
        return true;
    }

    /** A disk hangs. */
    public boolean hang() {
        disk().faults(
                        new DiskFaults(0, 0, 0, 0, 1, HANG, HANG_NANOS_MAX),
                        gen.between(10, 300) * MILLI);
        return true;
    }
}
