package io.skein.server.replication;

import io.skein.foundation.Check;
import java.util.List;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * One partition under one leader in one epoch: which replica has confirmed what, and so what is
 * agreed. Owned by the partition's lane. The high watermark is the least <em>durable</em> offset of
 * the in-sync set, it counts only while that set is large enough, and it never moves back.
 */
public final class Leadership {
    private final int epoch;
    private int inSyncMin;
    private final TreeMap<Integer, Long> durable = new TreeMap<>();
    private long highWatermark;

    /**
     * @param inSync node numbers of the in-sync set, as committed
     * @param inSyncMin how many of them it takes to agree
     * @param highWatermark what this node knows to be agreed already
     */
    public Leadership(int epoch, List<Integer> inSync, int inSyncMin, long highWatermark) {
        this.epoch = epoch;
        this.highWatermark = highWatermark;
        require(inSyncMin);
        inSync.forEach(node -> durable.put(node, 0L));
    }

    public int epoch() {
        return epoch;
    }

    public long highWatermark() {
        return highWatermark;
    }

    /** Says how many replicas it takes to agree from now on. */
    public void require(int enough) {
        Check.that(enough >= 1, "nothing is agreed without a replica", enough);
        inSyncMin = enough;
    }

    /** Whether the in-sync set is large enough to agree on anything new. */
    public boolean enoughInSync() {
        return durable.size() >= inSyncMin;
    }

    /**
     * A replica's disk has confirmed everything before {@code next}.
     *
     * @return the new high watermark, if it moved
     */
    public OptionalLong confirmed(int node, long next) {
        Long before = durable.get(node);
        // News of a replica that is not counted changes nothing.
        if (before == null) return OptionalLong.empty();
        durable.put(node, Math.max(before, next));
        if (!enoughInSync()) return OptionalLong.empty();
        long agreed = Long.MAX_VALUE;
        for (long one : durable.values()) agreed = Math.min(agreed, one);
        if (agreed <= highWatermark) return OptionalLong.empty();
        highWatermark = agreed;
        return OptionalLong.of(agreed);
    }
}
