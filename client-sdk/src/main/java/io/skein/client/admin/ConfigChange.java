package io.skein.client.admin;

import java.util.Collections;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Changes of a topic's settings: all of them, or none.
 *
 * @param set values of the topic's own
 * @param reset settings that return to the cluster's default
 */
public record ConfigChange(SortedMap<String, String> set, SortedSet<String> reset) {
    public ConfigChange {
        set = Collections.unmodifiableSortedMap(new TreeMap<>(set));
        reset = Collections.unmodifiableSortedSet(new TreeSet<>(reset));
    }
}
