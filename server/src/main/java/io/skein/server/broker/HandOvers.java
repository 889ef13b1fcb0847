package io.skein.server.broker;

import io.skein.foundation.PartitionId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The leaders on a lane that are to hand over, a few at a time: each of them takes nothing for that
 * moment. Owned by the partition lane.
 */
final class HandOvers {
    /** Most that hand over at once. */
    static final int AT_ONCE_MAX = 100;

    private final Map<PartitionId, HandOver> waiting = new LinkedHashMap<>();
    private final TreeMap<PartitionId, HandOver> underWay = new TreeMap<>();
    private SortedSet<Integer> stopping = new TreeSet<>();

    /** These nodes are about to stop. */
    void know(SortedSet<Integer> nodes) {
        stopping = nodes;
    }

    boolean isStopping(int node) {
        return stopping.contains(node);
    }

    /** It begins when it is its turn; what began before in its place is over. */
    void add(PartitionId id, HandOver one) {
        waiting.put(id, one);
        next();
    }

    /** It has ended, however. */
    void remove(PartitionId id, HandOver one) {
        waiting.remove(id, one);
        if (underWay.remove(id, one)) next();
    }

    private void next() {
        while (underWay.size() < AT_ONCE_MAX && !waiting.isEmpty()) {
            Map.Entry<PartitionId, HandOver> first = waiting.entrySet().iterator().next();
            waiting.remove(first.getKey());
            underWay.put(first.getKey(), first.getValue());
            first.getValue().begin();
        }
    }
}
