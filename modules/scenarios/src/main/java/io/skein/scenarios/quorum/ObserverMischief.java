package io.skein.scenarios.quorum;

import io.skein.raft.core.VoterId;
import io.skein.simulation.Death;
import io.skein.simulation.DiskImage;
import io.skein.simulation.Gen;
import io.skein.simulation.World;
import java.util.List;
import java.util.Optional;

/**
 * Disks that acknowledge and forget, of members that only observe: a voter whose disk does so
 * breaks its promises, and no quorum is safe from that. Owned by the world.
 */
final class ObserverMischief {
    private static final long IMAGE_AGE_NANOS = 2 * Plan.SECOND;

    private final Stage stage;
    private final World world;
    private final Leave leave;
    private long effects;

    ObserverMischief(Stage stage, Leave leave) {
        this.stage = stage;
        this.world = stage.world;
        this.leave = leave;
    }

    /** How many faults took effect. */
    long effects() {
        return effects;
    }

    /** An observer's disk is going to be what it is now. */
    void rollBack(Gen gen) {
        Optional<Site> observer = drawn(gen);
        long nanos = Plan.MILLI + gen.skewed(IMAGE_AGE_NANOS, 4 * IMAGE_AGE_NANOS);
        observer.ifPresent(site -> {
            VoterId voter = site.voter().orElseThrow();
            Promises.Memory memory = stage.ghost.promises().memory(voter);
            DiskImage image = site.disk.image();
            world.after(nanos, "roll back", () -> rollBack(site, image, memory));
        });
    }

    private void rollBack(Site site, DiskImage image, Promises.Memory memory) {
        boolean isSame = site.voter().equals(Optional.of(memory.voter()));
        if (!isSame || !leave.mayLie(site)) return;
        site.rollBack(image);
        stage.ghost.promises().rolledBack(site, memory);
        effects++;
        stage.reached("observer's disk rolled back");
    }

    /** A write of an observer is going to be lost. */
    void loseWrite(Gen gen) {
        lie(gen, "write of an observer lost").ifPresent(site -> site.disk.loseNextWrite());
    }

    /** A write of an observer is going to come down elsewhere. */
    void misdirectWrite(Gen gen) {
        lie(gen, "write of an observer misdirected")
                .ifPresent(site -> site.disk.misdirectNextWrite());
    }

    private Optional<Site> lie(Gen gen, String situation) {
        Optional<Site> observer = drawn(gen);
        long nanos = gen.flag() ? 1 : gen.skewed(20 * Plan.MILLI, 200 * Plan.MILLI);
        observer.ifPresent(site -> site.onLie(() -> lied(site, situation, nanos)));
        return observer;
    }

    /** The power goes before its member has gone on for long with what it believes is there. */
    private void lied(Site site, String situation, long nanos) {
        stage.reached(situation);
        effects++;
        site.health.rots();
        // Until the next boot a process may still see what the platter has not.
        site.health.failed();
        stage.ghost.promises().lies(site.voter().orElseThrow());
        Life lying = site.life();
        world.after(
                nanos,
                "power cut after a lie",
                () -> {
                    if (site.life() == lying) site.die(Death.POWER_CUT);
                });
    }

    private Optional<Site> drawn(Gen gen) {
        List<Site> observers =
                stage.sites().stream()
                        .filter(site -> site.life().isRunning() && leave.mayLie(site))
                        .toList();
        return observers.isEmpty() ? Optional.empty() : Optional.of(gen.pick(observers));
    }
}
