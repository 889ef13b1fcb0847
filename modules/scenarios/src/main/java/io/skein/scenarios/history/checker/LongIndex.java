package io.skein.scenarios.history.checker;

import java.util.Arrays;

/**
 * A number for each of many long keys, found by open addressing: sixteen bytes and no object per
 * entry. Owned by who fills it.
 */
final class LongIndex {
    /** The number of a key that is not there. */
    static final int NONE = -1;

    private static final long SPREAD = 0x9E3779B97F4A7C15L;
    private static final int ROOM_MIN = 16;

    private long[] keys;
    private int[] numbers;
    private int size;

    LongIndex(int expected) {
        int room = Integer.highestOneBit(Math.max(ROOM_MIN, expected * 2 - 1)) << 1;
        keys = new long[room];
        numbers = new int[room];
        Arrays.fill(numbers, NONE);
    }

    int get(long key) {
        return numbers[slot(key)];
    }

    /** Sets the number of a key, if it has none yet; whether it had none. */
    boolean putIfAbsent(long key, int number) {
        int slot = slot(key);
        if (numbers[slot] != NONE) return false;
        keys[slot] = key;
        numbers[slot] = number;
        size++;
        if (size > keys.length / 2) grow();
        return true;
    }

    private int slot(long key) {
        int mask = keys.length - 1;
        int slot = (int) ((key * SPREAD) >>> 32) & mask;
        while (numbers[slot] != NONE && keys[slot] != key) slot = (slot + 1) & mask;
        return slot;
    }

    private void grow() {
        long[] oldKeys = keys;
        int[] oldNumbers = numbers;
        keys = new long[oldKeys.length * 2];
        numbers = new int[oldKeys.length * 2];
        Arrays.fill(numbers, NONE);
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldNumbers[i] == NONE) continue;
            int slot = slot(oldKeys[i]);
            keys[slot] = oldKeys[i];
            numbers[slot] = oldNumbers[i];
        }
    }

    int size() {
        return size;
    }
}
