package io.skein.storage;

import io.skein.foundation.Uuid;

/** How the opening of a log ended. */
public sealed interface LogOpening {
    /** Everything in it is durable. */
    record Opened(Log log) implements LogOpening {}

    /** It should be there and is not. */
    record Lost() implements LogOpening {}

    /**
     * Durable bytes do not check out; nothing was cut. The log stays closed.
     *
     * @param from first offset that cannot be read
     * @param before end of what was durable, as far as known; at least {@code from}
     */
    record Damaged(long from, long before, String cause) implements LogOpening {}

    /** The folder belongs to another topic of that name; untouched. */
    record Foreign(Uuid topicId) implements LogOpening {}

    /** The log is open already. */
    record Busy() implements LogOpening {}

    /** No room to make or repair it; try again when there is. */
    record NoRoom() implements LogOpening {}

    /** It could not be read. Nothing was written, so only this log cannot be had. */
    record Unreadable(String cause) implements LogOpening {}

    /** The data directory has failed or is closed. */
    record Offline(String cause) implements LogOpening {}
}
