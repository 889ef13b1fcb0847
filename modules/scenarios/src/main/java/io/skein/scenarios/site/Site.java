package io.skein.scenarios.site;

import io.skein.foundation.world.Disk;
import io.skein.scenarios.history.Violation;
import io.skein.scenarios.story.Stage;
import io.skein.server.settings.NodeSettings;
import io.skein.simulation.Death;
import io.skein.simulation.Failure;
import io.skein.simulation.Gen;
import io.skein.simulation.SimDisk;
import io.skein.simulation.SimHost;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Keeps the node running: starts it again whenever it has died, has refused to start, or has lost a
 * disk. Owned by the world.
 */
public final class Site {
    private static final long MILLI = 1_000_000;
    private static final long SECOND = 1_000 * MILLI;
    private static final long START_NANOS_MAX = 200 * SECOND;
    private static final long STOP_NANOS_MAX = 60 * SECOND;

    private final Stage stage;
    private final Networks networks;
    private final Plan plan;
    private final Gen gen;
    private final List<SimDisk> disks = new ArrayList<>();
    private final List<String> places = new ArrayList<>();
    private NodeRun process;
    private boolean restartDue;
    private boolean diskFailed;
    private boolean healing;
    private Optional<NodeRun> startingAtHeal = Optional.empty();
    private long deaths;
    private long metadataFaultsBefore;
    private long errorsBefore;

    /**
     * What a site is.
     *
     * @param host its name
     * @param settings of its node, whenever that is started
     * @param chance of whoever looks after it
     */
    public record Plan(String host, NodeSettings settings, Gen chance) {}

    Site(Stage stage, Networks networks, Plan plan) {
        this.stage = stage;
        this.networks = networks;
        this.plan = plan;
        this.gen = plan.chance();
        SimHost host = stage.world().host(plan.host());
        places.addAll(plan.settings().logDirs());
        places.add(plan.settings().logDirs().getFirst() + "/__metadata");
        // Partition and quorum lanes never touch a file.
        for (String place : places) disks.add(host.diskFaults(place).onlyFor("commit-", "read-"));
        process = new NodeRun(stage, networks, plan.settings(), host);
    }

    public NodeRun process() {
        return process;
    }

    /** The node's disks; the last is that of the metadata. */
    public List<SimDisk> disks() {
        return disks;
    }

    /** As {@link #disks}, as the process sees them. */
    public List<String> places() {
        return places;
    }

    /** How often it died. */
    public long deaths() {
        return deaths;
    }

    public String name() {
        return plan.host();
    }

    /** Notices what has become of the process. */
    void look() {
        if (!diskFailed && (errorsMet() > errorsBefore || process.lacksDisk())) seeFailedDisk();
        if (restartDue) return;
        if (!process.host().isAlive()) {
            deaths++;
            restartLater();
        } else if (process.refusal().isPresent()) {
            // A start that was under way may still hear of what was wrong when it began.
            boolean isExcused = startingAtHeal.equals(Optional.of(process));
            if (healing && !diskFailed && !isExcused) {
                throw new Violation("liveness-start", process.refusal().get());
            }
            restartLater();
        } else if (process.isStopped()) {
            stage.reached("orderly stop");
            restartLater();
        }
    }

    private long errorsMet() {
        long met = 0;
        for (SimDisk disk : disks) met += disk.errorsMet();
        return met;
    }

    /** Whether the node serves, and nobody is about to reboot it. */
    public boolean hasServing() {
        return process.isServing() && !diskFailed;
    }

    /**
     * A sync or write has failed, or a disk was left out: the operator reboots the machine, soon or
     * after a while.
     */
    private void seeFailedDisk() {
        diskFailed = true;
        stage.reached("disk error met");
        NodeRun failed = process;
        stage.world()
                .after(
                        pauseNanos(),
                        "operator sees the disk",
                        () -> {
                            if (failed == process) die(Death.POWER_CUT);
                        });
    }

    /** A node halts itself when the disk under its metadata fails; all else is a bug. */
    void judge(Failure failure) {
        boolean diskFailedIt = disks.getLast().faultsMet() > metadataFaultsBefore;
        Throwable root = failure.thrown();
        while (root.getCause() != null) root = root.getCause();
        String message = String.valueOf(failure.thrown().getMessage());
        boolean halted = root instanceof IOException || message.contains(" metadata log ");
        if (diskFailedIt && halted) {
            stage.reached("node halted itself");
            return;
        }
        throw Sites.asTold(failure);
    }

    private void restartLater() {
        restartDue = true;
        stage.world().after(pauseNanos(), "operator restarts", this::restart);
    }

    private long pauseNanos() {
        return MILLI + gen.skewed(300 * MILLI, 3 * SECOND);
    }

    private void restart() {
        boolean stopped = process.isStopped();
        // What a failed sync left in the page cache cannot be told from what is on the platter:
        // only a reboot shows what is there.
        Death how = diskFailed || gen.chance(0.3) ? Death.POWER_CUT : Death.KILL;
        if (stopped && how == Death.POWER_CUT) stage.reached("power cut after an orderly stop");
        process.host().die(Death.KILL);
        diskFailed = false;
        errorsBefore = errorsMet();
        restartDue = false;
        metadataFaultsBefore = disks.getLast().faultsMet();
        SimHost dead = process.host();
        SimHost next = how == Death.POWER_CUT ? dead.reboot() : dead.restart();
        process = new NodeRun(stage, networks, plan.settings(), next);
    }

    /** It dies now, if it lives. */
    public boolean die(Death how) {
        if (!process.host().isAlive()) return false;
        if (process.isStarting()) stage.reached(how + " during start");
        if (process.isServing()) stage.reached(how + " while serving");
        process.host().die(how);
        return true;
    }

    /** Asks it to stop in order; false if it is in no state to. */
    public boolean stop() {
        if (!process.isServing()) return false;
        NodeRun stopping = process;
        stopping.stop(gen.between(1, 200) * MILLI);
        stage.world()
                .after(
                        STOP_NANOS_MAX,
                        "stop overdue",
                        () -> {
                            boolean late = stopping.host().isAlive() && !stopping.isStopped();
                            if (late) die(Death.KILL);
                        });
        return true;
    }

    /** Whether some log has more than one segment now. */
    public boolean severalSegments() {
        try {
            for (String place : plan.settings().logDirs()) {
                Disk disk = process.host().disk(place);
                for (String folder : disk.list("")) {
                    if (disk.isDirectory(folder) && segments(disk.list(folder)) > 1) return true;
                }
            }
            return false;
        } catch (IOException broken) {
            throw new Violation("scenario", "a healthy disk can be listed: " + broken);
        }
    }

    private static long segments(List<String> files) {
        return files.stream().filter(file -> file.endsWith(".log")).count();
    }

    /** All is made good again, and the node is running or about to. */
    public void heal() {
        healing = true;
        startingAtHeal = Optional.of(process).filter(NodeRun::isStarting);
        // A disk that is slower than the load would never catch up, and rightly so.
        disks.forEach(disk -> disk.mend().quicken());
        if (diskFailed) die(Death.POWER_CUT);
        startingAtHeal.ifPresent(this::hurry);
    }

    /** Calls of a start that met a hanging disk may hang for minutes after it is mended. */
    private void hurry(NodeRun starting) {
        stage.world()
                .after(
                        START_NANOS_MAX,
                        "start overdue",
                        () -> {
                            boolean isLate = starting == process && starting.isStarting();
                            if (isLate) die(Death.KILL);
                        });
    }
}
