package io.skein.storage.inspect;

import java.util.OptionalLong;

/**
 * Up to where a log is durable, and may have gaps, as its data directory has it.
 *
 * @param isKept whether the directory keeps such points at all, in a file that can be read
 * @param offset the log's own; a log that was new when the file was written has 0
 * @param cleanedBefore Kafka has compacted the log up to here, which leaves gaps in its offsets;
 *     what we compact has none, so that a lost batch shows
 */
record RecoveryPoint(boolean isKept, long offset, long cleanedBefore) {
    static final RecoveryPoint UNKNOWN = new RecoveryPoint(false, 0, 0);

    RecoveryPoint withCleaned(long before) {
        return new RecoveryPoint(isKept, offset, before);
    }

    /** What is before it was synced. A segment is, as a whole, before the next one is made. */
    OptionalLong durable(long lastBase) {
        if (!isKept) return OptionalLong.empty();
        return OptionalLong.of(Math.max(lastBase, offset));
    }
}
