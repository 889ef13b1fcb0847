package io.skein.raft.core;

/**
 * How long the disk has been silent while a leader waits for it. Silence is counted from the first
 * tick that finds a write unconfirmed, never from a time that was read before the write.
 */
sealed interface DiskWatch {
    /** Another write is on its way. */
    default DiskWatch asked() {
        return switch (this) {
            case Idle _ -> new Asked();
            case Asked _, Silent _ -> this;
        };
    }

    /** The disk has answered; {@code more} says whether it still owes something. */
    default DiskWatch confirmed(boolean more) {
        return more ? new Asked() : new Idle();
    }

    default DiskWatch tick(long nowNanos) {
        return switch (this) {
            case Asked _ -> new Silent(nowNanos);
            case Idle _, Silent _ -> this;
        };
    }

    /** Owes nothing. */
    record Idle() implements DiskWatch {}

    /** Owes something, since after the last tick. */
    record Asked() implements DiskWatch {}

    /** Owes something, and has been silent at least since then. */
    record Silent(long sinceNanos) implements DiskWatch {}
}
