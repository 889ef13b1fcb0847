package io.skein.scenarios.history.ops;

import io.skein.records.Payload;
import java.util.Arrays;

/**
 * Records as they were read, in the order they were read: 32 bytes each, because a long run reads
 * millions. Never changes once built.
 */
public final class Reads {
    /** Nothing was read. */
    public static final Reads NONE = new Builder().build();

    /** The number of a value that is too short to claim one. */
    public static final long NO_VALUE = -1;

    private static final int WIDTH = 4;

    private final long[] cells;

    private Reads(long[] cells) {
        this.cells = cells;
    }

    public int size() {
        return cells.length / WIDTH;
    }

    public long offset(int at) {
        return cells[at * WIDTH];
    }

    /** The number that the value claims. */
    public long value(int at) {
        return cells[at * WIDTH + 1];
    }

    /** What stands for everything that must be alike on all replicas; 0 if it was not looked at. */
    public long hash(int at) {
        return cells[at * WIDTH + 2];
    }

    /** Whether every byte of the value is what its number says. */
    public boolean isIntact(int at) {
        return cells[at * WIDTH + 3] == 0;
    }

    /** All of them, for a changed copy. */
    public Builder toBuilder() {
        Builder copy = new Builder();
        for (int i = 0; i < size(); i++) copy.addFrom(this, i);
        return copy;
    }

    /** Collects what one answer holds. Owned by who reads it. */
    public static final class Builder {
        private long[] cells = new long[WIDTH * 4];
        private int used;

        /** One more record, taken apart already. */
        public Builder add(long offset, long value, long hash, boolean intact) {
            if (used == cells.length) cells = Arrays.copyOf(cells, 2 * used);
            cells[used] = offset;
            cells[used + 1] = value;
            cells[used + 2] = hash;
            cells[used + 3] = intact ? 0 : 1;
            used += WIDTH;
            return this;
        }

        /** One more record whose value was made by {@link Content}. */
        public Builder add(long offset, Payload value, long hash) {
            return add(offset, Content.number(value), hash, Content.isIntact(value));
        }

        /** The same record that another list holds there. */
        public Builder addFrom(Reads other, int at) {
            return add(other.offset(at), other.value(at), other.hash(at), other.isIntact(at));
        }

        public Reads build() {
            return new Reads(Arrays.copyOf(cells, used));
        }
    }
}
