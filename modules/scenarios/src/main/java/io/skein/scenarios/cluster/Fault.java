package io.skein.scenarios.cluster;

/**
 * Something that will go wrong.
 *
 * @param number its name in this run, so that it can be left out; also names its chance
 * @param atNanos when, counted from the end of the warm-up
 */
record Fault(int number, long atNanos, Kind kind) {
    enum Kind {
        /** A process dies. */
        KILL,
        /** A machine loses power. */
        POWER_CUT,
        /** All processes die at once. */
        ALL_KILLED,
        /** All machines lose power at once. */
        BLACKOUT,
        /** A process or machine dies at a disk operation to come. */
        CRASH_POINT,
        /** It dies, and again at an early disk operation of its next start. */
        CRASH_IN_START,
        /** An orderly stop. */
        STOP,
        /** It dies while it stops in order. */
        CRASH_IN_STOP,
        /** A machine sleeps for a while. */
        PAUSE,
        /** One lane gets no processor for a while. */
        STARVE,
        /** The date jumps. */
        CLOCK_JUMP,
        /** A clock goes faster or slower than the others from now on. */
        DRIFT,
        /** Nodes do not hear each other for a while, all or some, in one way or both. */
        PARTITION,
        /** The same, coming and going. */
        FLAP,
        /** Links are cut one after the other, and mended in another order. */
        SWIZZLE,
        /** Who leads a partition does not hear the other nodes, or is not heard by them. */
        LEADER_CUT_OFF,
        /** Who leads a partition dies, and then those that could lead after it lose power. */
        HEIRS_POWER_CUT,
        /** A leader's word on who is in sync is late, and those who would join die meanwhile. */
        LATE_WORD,
        /** The connections between two machines break. */
        RESET,
        /** Nothing passes between two machines for a while. */
        CLOG,
        /** The next sync of a disk fails. */
        SYNC_FAILS,
        /** An operation of a disk to come fails. */
        WRITE_FAILS,
        /** A disk is full for a while. */
        DISK_FULL,
        /** A disk is slow for a while. */
        SLOW_DISK,
        /** A disk hangs. */
        DISK_HANGS
    }
}
