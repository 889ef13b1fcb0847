package io.skein.simulation;

/**
 * The operation of a disk at which its host is to die. Operations that change something, and syncs,
 * are counted from 1; see {@link SimDisk#operations()}.
 */
public record CrashPoint(long operation, When when, Death death) {
    /** Where in the operation. */
    public enum When {
        /** Nothing of it has been done. */
        BEFORE,
        /** A write has written some of its bytes; a sync has brought some sectors down. */
        INSIDE,
        /** It has been done, but its caller does not live to see it. */
        AFTER
    }

    /** A power cut there. */
    public static CrashPoint powerCut(long operation, When when) {
        return new CrashPoint(operation, when, Death.POWER_CUT);
    }
}
