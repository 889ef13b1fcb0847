package io.skein.simulation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The choices of one stream: follows a script if there is one, and writes down what was chosen and
 * what the largest choice would have been. A tape that is off does neither. Owned by one thread.
 */
final class Tape {
    private static final long[] NO_SCRIPT = {};
    private static final int FIRST_ROOM = 16;

    private final boolean on;
    private final boolean scripted;
    private final long[] script;
    private long[] chosen = NO_SCRIPT;
    private long[] bounds = NO_SCRIPT;
    private int length;

    private Tape(boolean on, boolean scripted, long[] script) {
        this.on = on;
        this.scripted = scripted;
        this.script = script;
    }

    static Tape off() {
        return new Tape(false, false, NO_SCRIPT);
    }

    static Tape recording() {
        return new Tape(true, false, NO_SCRIPT);
    }

    /** Follows {@code script}; where it ends, every further choice is 0. */
    static Tape following(List<Long> script) {
        return new Tape(true, true, script.stream().mapToLong(Long::longValue).toArray());
    }

    /** The choice to be made, from 0 up to {@code most}: {@code fresh}, unless a script says so. */
    long settle(long fresh, long most) {
        if (!on) return fresh;
        long value = fresh;
        if (scripted) {
            value = length < script.length ? script[length] : 0;
            if (Long.compareUnsigned(value, most) > 0) value = most;
        }
        if (length == chosen.length) {
            int room = Math.max(FIRST_ROOM, length * 2);
            chosen = Arrays.copyOf(chosen, room);
            bounds = Arrays.copyOf(bounds, room);
        }
        chosen[length] = value;
        bounds[length++] = most;
        return value;
    }

    List<Long> chosen() {
        List<Long> values = new ArrayList<>(length);
        for (int i = 0; i < length; i++) values.add(chosen[i]);
        return values;
    }

    /**
     * The script of the next leaf of the tree of all choices, in order; empty when this was the
     * last. The root of a tree without choices is its only leaf.
     */
    List<Long> nextLeaf() {
        int last = length - 1;
        while (last >= 0 && chosen[last] == bounds[last]) last--;
        List<Long> next = new ArrayList<>();
        for (int i = 0; i <= last; i++) next.add(i == last ? chosen[i] + 1 : chosen[i]);
        return next;
    }
}
