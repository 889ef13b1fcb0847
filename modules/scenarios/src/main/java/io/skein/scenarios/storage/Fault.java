package io.skein.scenarios.storage;

/**
 * Something that will go wrong.
 *
 * @param number its name in this run, so that it can be left out; also names its chance
 * @param atStep before which step of the work
 */
record Fault(int number, int atStep, Kind kind) {
    enum Kind {
        /** The process dies. */
        KILL,
        /** The machine loses power. */
        POWER_CUT,
        /** The process or the machine dies at a disk operation to come. */
        CRASH_POINT,
        /** It dies, and again at an early disk operation of its next start. */
        CRASH_IN_START,
        /** An orderly stop and a new start. */
        STOP,
        /** It dies while it stops in order. */
        CRASH_IN_STOP,
        /** It dies while a compaction puts what it has written in the place of the old. */
        CRASH_IN_COMPACTION,
        /** The next sync fails. */
        SYNC_FAILS,
        /** An operation to come fails. */
        WRITE_FAILS,
        /** The disk is full for a while. */
        DISK_FULL,
        /** The disk is slow for a while. */
        SLOW_DISK,
        /** The disk hangs. */
        DISK_HANGS,
        /** Durable bytes turn over while it works. */
        ROT_AT_WORK,
        /** Durable bytes turn over between an orderly stop and the next start. */
        ROT_AT_REST,
        /** Durable bytes that a start needs turn over after a crash. */
        ROT_AFTER_CRASH,
        /** What the journal holds for sure turns over, and then it dies. */
        ROT_JOURNAL,
        /** A file is lost between an orderly stop and the next start. */
        LOST_FILE
    }
}
