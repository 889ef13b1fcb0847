package io.skein.scenarios.story;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/** Counts the situations that a run has reached. Owned by the world. */
public final class Situations {
    private final TreeMap<String, Long> counts = new TreeMap<>();

    /** It has just happened. */
    public void reached(String name) {
        counts.merge(name, 1L, Long::sum);
    }

    public SortedMap<String, Long> counts() {
        return Collections.unmodifiableSortedMap(new TreeMap<>(counts));
    }
}
