package io.skein.server.controller.session;

import io.skein.foundation.world.Lane;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.LongSupplier;

/**
 * Answers of another node's controller that wait until this node has the metadata that they tell
 * of: whoever made a change here finds it here. Owned by the quorum lane.
 */
final class Arrivals {
    /** Most answers that wait. */
    static final int WAITING_MAX = 1_024;

    /** A node that hears so little answers without it: what was done is done. */
    static final long PATIENCE_NANOS = 5_000_000_000L;

    private final Lane lane;
    private final LongSupplier offset;
    private final TreeMap<Long, List<Runnable>> waiting = new TreeMap<>();
    private int count;

    /**
     * Keeps nothing yet.
     *
     * @param offset up to where this node has the metadata
     */
    Arrivals(Lane lane, LongSupplier offset) {
        this.lane = lane;
        this.offset = offset;
    }

    boolean isFull() {
        return count >= WAITING_MAX;
    }

    /** Runs that once this node has the metadata up to there, perhaps now. */
    void await(long upTo, Runnable then) {
        if (upTo <= offset.getAsLong() || isFull()) {
            then.run();
            return;
        }
        count++;
        List<Runnable> same = waiting.computeIfAbsent(upTo, _ -> new ArrayList<>());
        if (same.isEmpty()) lane.after(PATIENCE_NANOS, () -> release(upTo));
        same.add(then);
    }

    /** This node has more of the metadata than before. */
    void look() {
        if (!waiting.isEmpty()) release(offset.getAsLong());
    }

    private void release(long upTo) {
        while (!waiting.isEmpty() && waiting.firstKey() <= upTo) {
            List<Runnable> due = waiting.pollFirstEntry().getValue();
            count -= due.size();
            due.forEach(Runnable::run);
        }
    }
}
