package io.skein.scenarios.quorum;

import io.skein.simulation.SimDisk;
import java.io.IOException;

/** What has gone wrong with a machine's disk, and what that excuses. Owned by its {@link Site}. */
final class Health {
    private final SimDisk disk;
    private boolean isRotten;
    private boolean isGoingToRot;
    private boolean hasMetRot;
    private boolean hasFailed;
    private boolean isSlow;
    private boolean isGoingToLie;
    private long errorsBefore;
    private long faultsBefore;
    private long faultsBeforeBoot;
    private long liesBefore;

    Health(SimDisk disk) {
        this.disk = disk;
    }

    /** Durable bytes turn over soon, and whatever comes of that is excused. */
    void willRot() {
        isGoingToRot = true;
    }

    /** Nothing has come of that; what had turned over before has not turned back. */
    void spared() {
        isGoingToRot = false;
    }

    /** Durable bytes have turned over. */
    void rots() {
        isRotten = true;
        isGoingToRot = false;
    }

    /** Whether bytes have turned over that may be missed yet. */
    boolean isRotten() {
        return isRotten || isGoingToRot;
    }

    /** One of its next operations will seem to go well, and will not. */
    void willLie() {
        isGoingToLie = true;
    }

    /** Whether what its member says of it is true, and will be. */
    boolean isTrusted() {
        return !isRotten() && !isGoingToLie;
    }

    /** Whether it has lied since this was asked last. */
    boolean hasJustLied() {
        if (disk.liesMet() == liesBefore) return false;
        liesBefore = disk.liesMet();
        return true;
    }

    /** Whether somebody has made it slow, or hang. */
    boolean isSlow() {
        return isSlow;
    }

    void slow(boolean becomes) {
        isSlow = becomes;
    }

    /** Whether an operation has failed in this life, and nobody has noticed. */
    boolean hasNewError() {
        return !hasFailed && disk.errorsMet() > errorsBefore;
    }

    /** Somebody has noticed. */
    void failed() {
        hasFailed = true;
    }

    /**
     * What a failed sync left in the page cache cannot be told from what is on the platter: only a
     * reboot shows what is there.
     */
    boolean needsReboot() {
        return hasFailed || disk.hasLostSync();
    }

    /** Whether a member was right to end itself with this. */
    boolean excuses(Throwable end) {
        boolean isDisk = disk.faultsMet() > faultsBefore || isRotten();
        return isDisk && end instanceof IOException;
    }

    /** A member has ended itself: it would find the same bytes again after each start. */
    void endedMember() {
        hasMetRot = isRotten();
    }

    /** Whether it is of no use any more. */
    boolean hasMetRot() {
        return hasMetRot;
    }

    /**
     * Whether a start may be refused, and another one not: whoever is killed at a failed sync
     * leaves a mark, which holds until the next boot.
     */
    boolean excusesRefusal() {
        return disk.faultsMet() > faultsBeforeBoot || needsReboot();
    }

    /** Another life begins. */
    void restarted(boolean isReboot) {
        hasFailed = false;
        isGoingToLie = false;
        errorsBefore = disk.errorsMet();
        faultsBefore = disk.faultsMet();
        if (isReboot) faultsBeforeBoot = faultsBefore;
    }

    /** An empty disk has taken its place. */
    void replaced() {
        isRotten = false;
        isGoingToRot = false;
        hasMetRot = false;
        errorsBefore = disk.errorsMet();
        faultsBefore = disk.faultsMet();
    }
}
