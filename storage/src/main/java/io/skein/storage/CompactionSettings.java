package io.skein.storage;

import io.skein.foundation.Check;
import io.skein.storage.compact.Rules;

/**
 * When a log is compacted, what stays, and what that may cost.
 *
 * @param dirtyRatioMin share of its closed segments that must be new, from 0 to 1
 * @param lagMinMillis records younger than this are left alone
 * @param lagMaxMillis no record waits for longer than this for its first pass; negative: no limit
 * @param tombstoneMillis how long a tombstone stays after the first pass that saw it
 * @param budget for all logs of a data directory, which are compacted one after the other
 */
public record CompactionSettings(
        double dirtyRatioMin,
        long lagMinMillis,
        long lagMaxMillis,
        long tombstoneMillis,
        Budget budget) {
    /** Checks what the rules of the decisions check. */
    public CompactionSettings {
        Check.that(
                new Rules(dirtyRatioMin, lagMinMillis, lagMaxMillis, tombstoneMillis)
                                .dirtyRatioMin()
                        >= 0,
                "rules make sense");
    }

    /**
     * What one data directory gives.
     *
     * @param mapBytes memory for keys while a log is compacted; fewer only mean more passes
     * @param bytesPerSecond most bytes to read in a second, and to write, which are no more
     */
    public record Budget(long mapBytes, long bytesPerSecond) {
        public static final Budget DEFAULT = new Budget(32 << 20, 64 << 20);

        static final int MAP_BYTES_MIN = 48;

        public Budget {
            Check.ordered(MAP_BYTES_MIN, mapBytes, "a map has room for a key");
            Check.ordered(1, bytesPerSecond, "a budget allows something");
        }
    }

    Rules rules() {
        return new Rules(dirtyRatioMin, lagMinMillis, lagMaxMillis, tombstoneMillis);
    }
}
