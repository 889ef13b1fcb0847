package io.skein.server.metadata;

import io.skein.foundation.Uuid;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Who is in sync, as a leader sees it.
 *
 * @param nodes all of them, the leader among them
 * @param joining those that were not before, each with the run of its process that has caught up
 * @param lacking those that are not any more because they lack something that was agreed; whoever
 *     else has left is merely slow
 */
public record InSync(
        SortedSet<Integer> nodes, SortedMap<Integer, Uuid> joining, SortedSet<Integer> lacking) {
    public InSync {
        nodes = Collections.unmodifiableSortedSet(new TreeSet<>(nodes));
        joining = Collections.unmodifiableSortedMap(new TreeMap<>(joining));
        lacking = Collections.unmodifiableSortedSet(new TreeSet<>(lacking));
    }

    /** Of whatever holds them. */
    public static InSync of(
            Collection<Integer> nodes, Map<Integer, Uuid> joining, Collection<Integer> lacking) {
        return new InSync(new TreeSet<>(nodes), new TreeMap<>(joining), new TreeSet<>(lacking));
    }
}
