package io.skein.scenarios.node;

/**
 * Something that will go wrong.
 *
 * @param number its name in this run, so that it can be left out; also names its chance
 * @param atNanos when, counted from the end of the warm-up
 */
record Fault(int number, long atNanos, Kind kind) {
    enum Kind {
        /** The process dies. */
        KILL,
        /** The machine loses power. */
        POWER_CUT,
        /** The process or the machine dies at a disk operation to come. */
        CRASH_POINT,
        /** It dies, and again at an early disk operation of its next start. */
        CRASH_IN_START,
        /** An orderly stop. */
        STOP,
        /** It dies while it stops in order. */
        CRASH_IN_STOP,
        /** All connections break. */
        RESET,
        /** Nothing passes for a while. */
        CLOG,
        /** The machine sleeps for a while. */
        PAUSE,
        /** One lane gets no processor for a while. */
        STARVE,
        /** The date jumps. */
        CLOCK_JUMP,
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
