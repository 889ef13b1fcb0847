package io.skein.storage;

import io.skein.foundation.EpochTrail;
import java.util.List;

/**
 * Which segments of a log to go through.
 *
 * @param bases of these segments, in order; the last is the log's last
 * @param trusts whether to believe the last segment's index, and look only at what is after its
 *     last entry
 * @param epochs of all before the first of the segments; and of these too, if {@code trusts}
 */
record ScanOrder(
        LogName name,
        List<Long> bases,
        boolean trusts,
        EpochTrail epochs,
        int indexIntervalBytes) {}
