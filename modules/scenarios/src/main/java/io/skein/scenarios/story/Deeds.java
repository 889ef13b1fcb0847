package io.skein.scenarios.story;

import java.util.SortedSet;

/**
 * What clients and operators do in one run, numbered from 0 as it comes, so that some of it can be
 * left out. Owned by the world.
 */
public final class Deeds {
    private final SortedSet<Integer> skipped;
    private int count;

    /** Leaves these out. */
    public Deeds(SortedSet<Integer> skipped) {
        this.skipped = skipped;
    }

    /** Whether the next one is done; asked once for each, and only after all is drawn for it. */
    public boolean isNextDone() {
        return !skipped.contains(count++);
    }

    /** How many there were so far, left out or not. */
    public int count() {
        return count;
    }
}
