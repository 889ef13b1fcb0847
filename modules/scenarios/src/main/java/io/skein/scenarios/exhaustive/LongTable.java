package io.skein.scenarios.exhaustive;

/** From numbers to places: a hash table without objects. Never holds the number 0. */
final class LongTable {
    private static final int NOTHING = -1;

    private long[] keys = new long[1 << 10];
    private int[] values = new int[keys.length];
    private int size;

    int size() {
        return size;
    }

    /** What stands under that number, or -1. */
    int get(long key) {
        int at = place(key);
        return keys[at] == key ? values[at] : NOTHING;
    }

    /** Puts it there unless something is; whether it did. */
    boolean add(long key, int value) {
        int at = place(key);
        if (keys[at] == key) return false;
        keys[at] = key;
        values[at] = value;
        size++;
        if (size > keys.length / 2 + keys.length / 8) grow();
        return true;
    }

    private int place(long key) {
        int mask = keys.length - 1;
        int at = (int) mixed(key) & mask;
        while (keys[at] != 0 && keys[at] != key) at = (at + 1) & mask;
        return at;
    }

    private void grow() {
        long[] oldKeys = keys;
        int[] oldValues = values;
        keys = new long[2 * oldKeys.length];
        values = new int[keys.length];
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldKeys[i] == 0) continue;
            int at = place(oldKeys[i]);
            keys[at] = oldKeys[i];
            values[at] = oldValues[i];
        }
    }

    /** Each bit of what comes out depends on all that goes in (SplitMix64, Steele et al. 2014). */
    static long mixed(long bits) {
        long z = bits + 0x9e3779b97f4a7c15L;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}
