package io.skein.server.broker;

import io.skein.foundation.PartitionId;
import io.skein.foundation.world.Lane;
import java.util.Map;
import java.util.NavigableMap;
import java.util.function.ObjLongConsumer;

/**
 * Looks through the partitions of a lane from time to time for what can go: one timer for all of
 * them, and some of them in each turn. Owned by that lane.
 */
final class Aging {
    private static final int PARTITIONS_PER_TURN = 256;
    private static final long PAUSE_NANOS = 1_000_000L;

    private final Lane lane;
    private final DeletionClock clock;
    private final long intervalNanos;
    private final NavigableMap<PartitionId, Partition> partitions;
    private final ObjLongConsumer<Partition> look;
    private boolean isStarted;

    Aging(
            Surroundings around,
            long intervalNanos,
            NavigableMap<PartitionId, Partition> partitions,
            ObjLongConsumer<Partition> look) {
        this.lane = around.lane();
        this.clock = new DeletionClock(around.clock());
        this.intervalNanos = intervalNanos;
        this.partitions = partitions;
        this.look = look;
    }

    /** Once there is something to look through; any number of times. */
    void start() {
        if (isStarted) return;
        isStarted = true;
        long _ = clock.millis();
        lane.after(intervalNanos, () -> look(partitions));
    }

    private void look(NavigableMap<PartitionId, Partition> left) {
        long nowMillis = clock.millis();
        int looked = 0;
        for (Map.Entry<PartitionId, Partition> each : left.entrySet()) {
            if (looked++ == PARTITIONS_PER_TURN) {
                PartitionId next = each.getKey();
                lane.after(PAUSE_NANOS, () -> look(partitions.tailMap(next, true)));
                return;
            }
            look.accept(each.getValue(), nowMillis);
        }
        lane.after(intervalNanos, () -> look(partitions));
    }
}
