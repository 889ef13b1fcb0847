package io.skein.scenarios.history.checker;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What a history may show and a correct log never does. */
public enum Anomaly {
    /** An acknowledged value is not in the log. */
    LOST_WRITE,
    /** There is nothing at the offset that an acknowledgement named. */
    LOST_WRITE_BY_OFFSET,
    /** Two values were seen at one offset. */
    INCONSISTENT_OFFSETS,
    /** One value, but not the same bytes, time or epoch everywhere. */
    INCONSISTENT_BATCH_BYTES,
    /** One value at two offsets. */
    DUPLICATE,
    /** A value was read whose send had certainly failed. */
    ABORTED_READ,
    /** A value was read that is not in the final log. */
    DIRTY_READ,
    /** A value was read that was never sent, or not to this partition, or not yet. */
    PHANTOM_VALUE,
    /** A value's bytes are not what was sent. */
    CORRUPT_VALUE,
    /** A producer sent one thing after another, and got them in another order. */
    NONMONOTONIC_SEND,
    /** The values of one batch are not in its order. */
    INT_NONMONOTONIC_SEND,
    /** Two sends of one producer, under way together, overtook each other. */
    REORDERED_IN_FLIGHT,
    /** A consumer went back without having been told to. */
    NONMONOTONIC_POLL,
    /** One poll's records are not in order. */
    INT_NONMONOTONIC_POLL,
    /** A consumer went over records that exist. */
    POLL_SKIP,
    /** One poll left out a record that exists. */
    INT_POLL_SKIP,
    /** An answer named an offset that cannot be. */
    OFFSET_JUMP,
    /** An answer did not reach what had been acknowledged before it was asked for. */
    STALE_READ,
    /** What was acknowledged before something else was sent comes after it. */
    REALTIME_ORDER,
    /** An acknowledged value was not given to any consumer for too long. */
    UNSEEN,
    /** The high watermark went back. */
    HW_REGRESSION,
    /** The log start went back. */
    LOG_START_REGRESSION,
    /** Records went before their time. */
    RETENTION_OVERRUN,
    /** A record came back that was deleted, or its topic was. */
    RESURRECTED_RECORD,
    /** Two members owned one partition at one time. */
    DOUBLE_OWNER,
    /** A member committed after it had been fenced. */
    ZOMBIE_COMMIT,
    /** A committed offset went back to an older one. */
    COMMIT_REGRESSION,
    /** An offset was committed that nobody could have read yet. */
    COMMIT_BEYOND_HW,
    /** A group is done with a record that none of its members was given. */
    GROUP_SKIP,
    /** A producer appended after it had been fenced. */
    ZOMBIE_APPEND,
    /** No order of a topic's creations, deletions and changes explains what was answered. */
    METADATA_NONLINEAR,
    /** Two nodes differ on a setting, as of the same metadata. */
    CONFIG_DIVERGENCE,
    /** What was said to be certainly not done is in a replica's log. */
    ERROR_LIE,
    /** An operation was never answered. */
    LIVENESS_UNANSWERED,
    /** An operation was answered too late. */
    LIVENESS_LATE,
    /** Nothing was stored for too long, though a majority was healthy. */
    LIVENESS_STALL;

    /** As in the list of invariants: {@code lost-write}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The one with this label. */
    public static Optional<Anomaly> labelled(String label) {
        return Stream.of(values()).filter(one -> one.label().equals(label)).findFirst();
    }
}
