package io.skein.scenarios.quorum;

import io.skein.raft.core.VoterId;
import io.skein.raft.core.VoterSet.Voter;
import io.skein.scenarios.history.Violation;
import io.skein.simulation.Death;
import io.skein.simulation.DiskImage;
import io.skein.simulation.Failure;
import io.skein.simulation.Gen;
import io.skein.simulation.SimDisk;
import io.skein.simulation.SimHost;
import java.util.List;
import java.util.Optional;

/**
 * A machine with one disk and a member on it, and whoever looks after it: starts the member again
 * when it has died, stopped or refused to start, and gives it an empty disk when its own is beyond
 * help. Owned by the world.
 */
final class Site {
    static final int PORT = 7071;
    static final String DISK = "meta";

    final Stage stage;
    final int node;
    final SimDisk disk;
    final Health health;
    private final Gen gen;
    private Life life;
    private int port = PORT;
    private boolean hasMoved;
    private Optional<VoterId> voter = Optional.empty();
    private Runnable onLie = () -> {};
    private boolean isRestartDue;
    private boolean isHealing;
    private boolean isHeldDown;
    private int failuresSeen;

    Owes owes = new Owes();

    Site(Stage stage, int node) {
        this.stage = stage;
        this.node = node;
        this.gen = stage.world.gen("site/" + node);
        SimHost host = stage.world.host(Plan.host(node));
        // The quorum lane never touches a file.
        this.disk = host.diskFaults(DISK).onlyFor("commit-", "read-");
        this.health = new Health(disk);
        this.life = new Life(this, host);
    }

    /** As a reader can bear it. */
    String name() {
        return "n" + node;
    }

    String address() {
        return Plan.host(node) + ":" + port;
    }

    boolean hasMoved() {
        return hasMoved;
    }

    private boolean isReachedAt(Voter known) {
        return known.address().equals(address());
    }

    int port() {
        return port;
    }

    Life life() {
        return life;
    }

    /** Who it votes as with the disk it has, once that is known. */
    Optional<VoterId> voter() {
        return voter;
    }

    /** Notices what has become of the process. */
    void look() {
        if (health.hasJustLied()) onLie.run();
        if (isRestartDue) return;
        if (life.driver().isPresent()) voter = Optional.of(life.id());
        if (!life.host.isAlive()) {
            died();
        } else if (life.refusal().isPresent()) {
            refused(life.refusal().get());
        } else if (life.isStopped()) {
            stage.reached("orderly stop");
            restartLater();
        } else if (health.hasNewError()) {
            seeFailedDisk();
        }
    }

    private void died() {
        for (Failure failure : stage.failuresOf(this).stream().skip(failuresSeen).toList()) {
            failuresSeen++;
            judge(failure);
        }
        Sightings.died(this);
        if (health.hasMetRot()) giveEmptyDisk();
        else restartLater();
    }

    private void giveEmptyDisk() {
        stage.tell(name() + " gets an empty disk");
        wipe();
    }

    /** A member ends itself when its disk fails, or is found damaged; all else is a bug. */
    private void judge(Failure failure) {
        if (failure.thrown() instanceof Violation violation) throw violation;
        Throwable root = failure.thrown();
        while (root.getCause() != null) root = root.getCause();
        if (!health.excuses(root)) {
            throw new AssertionError(failure.toString(), failure.thrown());
        }
        stage.reached("member ended itself with its disk");
        health.endedMember();
    }

    private void refused(String why) {
        if (health.isRotten()) {
            stage.reached("rot found at the start");
            giveEmptyDisk();
        } else if (health.excusesRefusal()) {
            stage.reached("start refused");
            health.failed();
            restartLater();
        } else {
            throw new Violation("refused to start", name() + ": " + why);
        }
    }

    /** A sync or write has failed: the machine is rebooted, soon or after a while. */
    private void seeFailedDisk() {
        health.failed();
        stage.reached("disk error met");
        if (life.leads()) stage.reached("disk error met by the leader");
        Life failed = life;
        stage.world.after(
                pauseNanos(),
                "operator sees the disk",
                () -> {
                    if (failed == life) die(Death.POWER_CUT);
                });
    }

    private void restartLater() {
        isRestartDue = true;
        if (!isHeldDown) stage.world.after(pauseNanos(), "operator restarts", this::restart);
    }

    private long pauseNanos() {
        long mean = isHealing ? 50 * Plan.MILLI : 500 * Plan.MILLI;
        return Plan.MILLI + gen.skewed(mean, 10 * mean);
    }

    private void restart() {
        if (!isRestartDue || isHeldDown) return;
        boolean isReboot = health.needsReboot() || gen.chance(0.3);
        life.host.die(Death.KILL);
        SimHost next = isReboot ? life.host.reboot() : life.host.restart();
        isRestartDue = false;
        health.restarted(isReboot);
        owes = new Owes();
        life = new Life(this, next);
        life.start();
    }

    void start() {
        life.start();
    }

    /** It dies now, if it lives. */
    boolean die(Death how) {
        if (!life.host.isAlive()) return false;
        if (life.leads()) stage.reached(how + " of the leader");
        if (life.isStarting()) stage.reached(how + " during start");
        life.host.die(how);
        return true;
    }

    /** Asks it to stop in order; false if it is in no state to. */
    boolean stop() {
        if (!life.isRunning() || isRestartDue) return false;
        if (life.leads()) stage.reached("leader stopped in order");
        Life stopping = life;
        stopping.stop();
        stage.world.after(
                20 * Plan.SECOND,
                "stop overdue",
                () -> {
                    if (stopping == life && !stopping.isStopped()) die(Death.KILL);
                });
        return true;
    }

    /**
     * As {@link #stop}; the next life is reached elsewhere. Only where everybody knows where all
     * voters are: of two that move at once neither might find the other again.
     */
    boolean move() {
        boolean isKnown =
                stage
                        .ghost
                        .voters()
                        .map(at -> at.named().voters().voters())
                        .orElse(List.of())
                        .stream()
                        .allMatch(each -> stage.site(each.id().nodeId()).isReachedAt(each));
        if (!isKnown || stage.ghost.voters().isEmpty() || !stop()) return false;
        port++;
        hasMoved = true;
        return true;
    }

    /** An empty disk takes the place of this one. */
    void wipe() {
        die(Death.KILL);
        disk.wipe();
        voter = Optional.empty();
        health.replaced();
        stage.reached("disk wiped");
        if (!isRestartDue) restartLater();
    }

    /** What lay on its disk once takes the place of what does. */
    void rollBack(DiskImage image) {
        die(Death.KILL);
        disk.rollBack(image);
        if (!isRestartDue) restartLater();
    }

    /** Its disk is going to lie; then that happens. */
    void onLie(Runnable then) {
        health.willLie();
        onLie = then;
    }

    /** Its disk works again, and it is restarted soon. */
    void heal() {
        isHealing = true;
        disk.mend();
        if (health.needsReboot()) die(Death.POWER_CUT);
        Life before = life;
        Owes.Count asked = owes.count();
        // Calls that met a hanging disk may hang long after it is mended.
        stage.world.after(
                15 * Plan.SECOND,
                "disk overdue",
                () -> {
                    boolean isStuck = before.isStarting() || owes.isStuckSince(asked);
                    if (before == life && isStuck) die(Death.KILL);
                });
    }

    /** It is off for as long as nobody lets it up again. */
    void holdDown() {
        isHeldDown = true;
        die(Death.KILL);
    }

    void letUp() {
        if (!isHeldDown) return;
        isHeldDown = false;
        if (isRestartDue) stage.world.after(pauseNanos(), "operator restarts", this::restart);
    }
}
