package io.skein.scenarios.history.checker;

import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** Which anomalies a run may show because of how it was set up, and not because of a bug. */
final class Allowed {
    /** What follows when acknowledged records are gone and their offsets are given again. */
    private static final List<Anomaly> AFTER_LOSS =
            List.of(
                    Anomaly.LOST_WRITE,
                    Anomaly.LOST_WRITE_BY_OFFSET,
                    Anomaly.INCONSISTENT_OFFSETS,
                    Anomaly.DIRTY_READ,
                    Anomaly.NONMONOTONIC_SEND,
                    Anomaly.NONMONOTONIC_POLL,
                    Anomaly.POLL_SKIP,
                    Anomaly.STALE_READ,
                    Anomaly.REALTIME_ORDER,
                    Anomaly.UNSEEN,
                    Anomaly.HW_REGRESSION,
                    Anomaly.COMMIT_REGRESSION,
                    Anomaly.COMMIT_BEYOND_HW,
                    Anomaly.GROUP_SKIP);

    private Allowed() {}

    static SortedSet<Anomaly> with(Options options) {
        EnumSet<Anomaly> allowed = EnumSet.noneOf(Anomaly.class);
        if (!options.producers().idempotent() && options.producers().retrying()) {
            allowed.add(Anomaly.DUPLICATE);
        }
        if (!options.producers().ordered()) {
            allowed.add(Anomaly.NONMONOTONIC_SEND);
            allowed.add(Anomaly.REORDERED_IN_FLIGHT);
        }
        if (options.topics().rebalances()) {
            allowed.add(Anomaly.NONMONOTONIC_POLL);
            allowed.add(Anomaly.POLL_SKIP);
        }
        if (options.losses().areAllowed()) allowed.addAll(AFTER_LOSS);
        return Collections.unmodifiableSortedSet(new TreeSet<>(allowed));
    }
}
