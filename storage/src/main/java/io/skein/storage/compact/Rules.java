package io.skein.storage.compact;

import io.skein.foundation.Check;

/**
 * When a log is compacted, and what stays.
 *
 * @param dirtyRatioMin share of bytes not looked at yet that makes a log worth compacting
 * @param lagMinMillis records younger than this are left alone
 * @param lagMaxMillis nothing waits for longer than this, whatever its share is; negative: no limit
 * @param tombstoneMillis how long a tombstone stays after the first pass that saw it
 */
public record Rules(
        double dirtyRatioMin, long lagMinMillis, long lagMaxMillis, long tombstoneMillis) {
    public Rules {
        Check.that(dirtyRatioMin >= 0 && dirtyRatioMin <= 1, "a ratio is 0 to 1");
        Check.ordered(0, lagMinMillis, "a lag is not negative");
        Check.ordered(0, tombstoneMillis, "tombstones stay for a while");
    }
}
