package io.skein.raft;

import io.skein.raft.core.LogPoint;
import io.skein.raft.core.Members;
import io.skein.raft.core.Standing;
import java.nio.ByteBuffer;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Takes snapshots of the state machine, one at a time, whenever so many bytes have been applied
 * since the last. Owned by its {@link QuorumDriver}.
 */
final class Snapshots {
    private final QuorumDriver.World world;
    private final StateMachine machine;
    private final Applier applier;
    private final long bytesBetween;
    private final Consumer<LogPoint> told;
    private boolean busy;
    private LogPoint newest;

    Snapshots(QuorumDriver.World world, StateMachine machine, Applier applier, Terms terms) {
        this.world = world;
        this.machine = machine;
        this.applier = applier;
        this.bytesBetween = terms.bytesBetween();
        this.told = terms.told();
        this.newest = world.log().remembered().log().start();
    }

    /** When one is taken, and who hears that it is durable. */
    record Terms(long bytesBetween, Consumer<LogPoint> told) {}

    /** One that another member made has taken the place of ours. */
    void replaced(LogPoint at) {
        newest = at;
    }

    /** Takes one if it is time. */
    void consider(Standing standing) {
        LogPoint at = applier.applied();
        boolean isDue = applier.appliedBytes() >= bytesBetween && at.next() > newest.next();
        // What the disk does not hold cannot be dropped from it either; it soon will.
        boolean isHeld = standing.log().durable().next() >= at.next();
        if (busy || !isDue || !isHeld) return;
        busy = true;
        applier.countAnew();
        Members members = applier.members();
        Supplier<ByteBuffer> making = machine.snapshot();
        world.lane().offload(making, content -> made(at, members, content));
    }

    private void made(LogPoint at, Members members, ByteBuffer content) {
        if (at.next() <= newest.next()) {
            busy = false;
            return;
        }
        newest = at;
        world.log()
                .saveSnapshot(
                        at,
                        members,
                        content,
                        () -> {
                            busy = false;
                            told.accept(at);
                        });
    }
}
