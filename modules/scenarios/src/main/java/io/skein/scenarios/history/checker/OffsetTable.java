package io.skein.scenarios.history.checker;

import java.util.Arrays;
import java.util.TreeMap;

/**
 * Which value is at which offset. One long per offset; offsets that lie, far beyond all others, are
 * kept apart, so that one wrong number does not fill the memory. Owned by the index.
 */
final class OffsetTable {
    /** What is at an offset of which nothing is known. */
    static final long NOTHING = Long.MIN_VALUE;

    private static final int ROOM_MIN = 64;

    /** How far beyond twice the entries there are the array may reach. */
    private static final int SPARSE_MAX = 1 << 16;

    private long[] values = new long[0];
    private final TreeMap<Long, Long> far = new TreeMap<>();
    private long size;
    private long start = Long.MAX_VALUE;
    private long end;

    /** Puts it there unless something is there; what is there afterwards. */
    long putIfAbsent(long offset, long value) {
        long before = get(offset);
        if (before != NOTHING) return before;
        put(offset, value);
        size++;
        start = Math.min(start, offset);
        end = Math.max(end, offset + 1);
        return value;
    }

    private void put(long offset, long value) {
        if (offset < 0 || offset > 2 * size + SPARSE_MAX || offset >= Integer.MAX_VALUE / 2) {
            far.put(offset, value);
            return;
        }
        if (offset >= values.length) grow((int) offset);
        values[(int) offset] = value;
    }

    private void grow(int offset) {
        int before = values.length;
        int room = Math.max(Math.max(ROOM_MIN, before + before / 2), offset + 1);
        values = Arrays.copyOf(values, room);
        Arrays.fill(values, before, room, NOTHING);
    }

    long get(long offset) {
        if (offset >= 0 && offset < values.length) {
            long value = values[(int) offset];
            if (value != NOTHING) return value;
        }
        return far.isEmpty() ? NOTHING : far.getOrDefault(offset, NOTHING);
    }

    boolean has(long offset) {
        return get(offset) != NOTHING;
    }

    /** The first offset from there on at which something is; {@link Long#MAX_VALUE} if none. */
    long next(long from) {
        for (long at = Math.max(0, from); at < values.length; at++) {
            if (values[(int) at] != NOTHING) {
                return Math.min(at, farNext(from));
            }
        }
        return farNext(from);
    }

    private long farNext(long from) {
        if (far.isEmpty()) return Long.MAX_VALUE;
        Long key = far.ceilingKey(from);
        return key == null ? Long.MAX_VALUE : key;
    }

    long size() {
        return size;
    }

    /** The lowest offset; {@link Long#MAX_VALUE} if there is none. */
    long start() {
        return start;
    }

    /** The next after the highest. */
    long end() {
        return end;
    }
}
