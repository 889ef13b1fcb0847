package io.skein.storage.compact;

import io.skein.foundation.Check;
import java.util.Arrays;

/**
 * For each key its newest offset, in so many bytes and no more: open addressing over one array,
 * which holds hashes and not keys. One thread's. Three longs a slot: hash, hash, offset + 1.
 */
public final class KeyMap {
    /** No offset is known for the key. */
    public static final long NONE = -1;

    private static final int SLOT_BYTES = 24;
    private static final int SLOT_LONGS = 3;

    /** At three quarters a search takes eight looks or so; fuller, it would take many more. */
    private static final int LOAD_PERCENT = 75;

    private final long[] slots;
    private final int slotCount;
    private final int keysMax;
    private final KeyHash hash;
    private int keys;

    /** With a secret that nobody who writes keys can know. */
    public KeyMap(long bytesMax, long secretLow, long secretHigh) {
        long fitting = Math.min(bytesMax / SLOT_BYTES, (Integer.MAX_VALUE - 8) / SLOT_LONGS);
        Check.that(fitting >= 2, "a map has room for a key", bytesMax);
        this.slotCount = (int) fitting;
        this.slots = new long[slotCount * SLOT_LONGS];
        this.keysMax = (int) (fitting * LOAD_PERCENT / 100);
        this.hash = new KeyHash(secretLow, secretHigh);
    }

    /** Bytes that it takes, whatever is in it. */
    public long sizeBytes() {
        return (long) slots.length * Long.BYTES;
    }

    /** How many keys it can hold. */
    public int keysMax() {
        return keysMax;
    }

    public int keys() {
        return keys;
    }

    /** Takes note of a key at an offset; false if it would be one key too many. */
    public boolean put(byte[] array, int at, int length, long offset) {
        int slot = slotOf(array, at, length);
        if (slots[slot + 2] == 0) {
            if (keys == keysMax) return false;
            keys++;
            slots[slot] = hash.low();
            slots[slot + 1] = hash.high();
        }
        slots[slot + 2] = Math.max(slots[slot + 2], offset + 1);
        return true;
    }

    /** The newest offset of this key that was put in, or {@link #NONE}. */
    public long newest(byte[] array, int at, int length) {
        return slots[slotOf(array, at, length) + 2] - 1;
    }

    /** Forgets all keys. */
    public void clear() {
        Arrays.fill(slots, 0);
        keys = 0;
    }

    /** Where the key is, or where it would be. */
    private int slotOf(byte[] array, int at, int length) {
        hash.of(array, at, length);
        int slot = (int) Math.unsignedMultiplyHigh(hash.low(), slotCount) * SLOT_LONGS;
        while (slots[slot + 2] != 0
                && (slots[slot] != hash.low() || slots[slot + 1] != hash.high())) {
            slot += SLOT_LONGS;
            if (slot == slots.length) slot = 0;
        }
        return slot;
    }
}
