package io.skein.scenarios.quorum;

/**
 * Something that will go wrong.
 *
 * @param number its name in this run, so that it can be left out; also names its chance
 * @param atNanos when, counted from the end of the warm-up
 */
record Fault(int number, long atNanos, Kind kind) {
    /** What goes wrong, and where it is looked after. */
    sealed interface Kind {
        /** What it is called. */
        String name();
    }

    /** With processes and machines. */
    enum OfHost implements Kind {
        /** The process dies. */
        KILL,
        /** The machine loses power. */
        POWER_CUT,
        /** All machines lose power together. */
        BLACKOUT,
        /**
         * The process or the machine dies at a disk operation to come, or in the next rare order.
         */
        CRASH_POINT,
        /** It dies, and again at an early disk operation of its next start. */
        CRASH_IN_START,
        /** An orderly stop. */
        STOP,
        /** It starts again elsewhere. */
        MOVE,
        /** The machine sleeps for a while. */
        PAUSE,
        /** One lane gets no processor for a while. */
        STARVE,
        /** The date jumps. */
        CLOCK_JUMP,
        /** The clock runs fast or slow from now on. */
        DRIFT
    }

    /** Between machines. */
    enum OfNet implements Kind {
        /** The network is parted for a while, in any shape. */
        PARTITION,
        /** It is parted and not, by turns. */
        FLAP,
        /** All is clogged and unclogged, one after another. */
        SWIZZLE,
        /** The leader hears nobody, or is heard by nobody, or both, for a while. */
        LEADER_CUT_OFF,
        /** Connections break. */
        RESET,
        /** Nothing passes between two for a while. */
        CLOG,
        /** For a while messages are lost, doubled, late and out of order. */
        DATAGRAMS
    }

    /** With disks. */
    enum OfDisk implements Kind {
        /** The next sync fails. */
        SYNC_FAILS,
        /** An operation to come fails. */
        WRITE_FAILS,
        /** The next read fails. */
        READ_FAILS,
        /** It is full for a while. */
        DISK_FULL,
        /** It is slow for a while. */
        SLOW_DISK,
        /** It hangs now and then for a while. */
        DISK_HANGS,
        /** Durable bytes turn over while the process is stopped. */
        ROT,
        /** All is lost, and an empty disk takes its place. */
        WIPE
    }

    /** Of which nobody is told. */
    enum Unseen implements Kind {
        /** For a while bits turn over in messages on their way. */
        DAMAGED_MESSAGES,
        /** An observer's disk becomes what it was some time ago. */
        ROLL_BACK,
        /** A write of an observer never gets to the platter, and the power goes. */
        LOST_WRITE,
        /** A write of an observer comes down elsewhere, and the power goes. */
        MISDIRECTED_WRITE
    }
}
