package io.skein.storage.compact;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * SipHash-2-4 with 128 bits of result (Aumasson and Bernstein). One thread's. Two keys with one
 * hash would cost the older one its value; whoever does not know the secret, drawn anew for each
 * compaction, cannot make such keys, and by chance they do not come.
 */
final class KeyHash {
    private static final VarHandle LONGS =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int WORD_BYTES = 8;

    private final long secretLow;
    private final long secretHigh;
    private long v0;
    private long v1;
    private long v2;
    private long v3;
    private long low;
    private long high;

    KeyHash(long secretLow, long secretHigh) {
        this.secretLow = secretLow;
        this.secretHigh = secretHigh;
    }

    /** The first half of the hash. */
    long low() {
        return low;
    }

    /** The second half. */
    long high() {
        return high;
    }

    void of(byte[] bytes, int at, int length) {
        v0 = secretLow ^ 0x736f6d6570736575L;
        v1 = secretHigh ^ 0x646f72616e646f6dL ^ 0xee;
        v2 = secretLow ^ 0x6c7967656e657261L;
        v3 = secretHigh ^ 0x7465646279746573L;
        int whole = at + (length & -WORD_BYTES);
        for (int i = at; i < whole; i += WORD_BYTES) absorb((long) LONGS.get(bytes, i));
        long last = (long) length << 56;
        for (int i = 0; i < (length & WORD_BYTES - 1); i++) {
            last |= (bytes[whole + i] & 0xFFL) << (8 * i);
        }
        absorb(last);
        v2 ^= 0xee;
        rounds(4);
        low = v0 ^ v1 ^ v2 ^ v3;
        v1 ^= 0xdd;
        rounds(4);
        high = v0 ^ v1 ^ v2 ^ v3;
    }

    private void absorb(long word) {
        v3 ^= word;
        rounds(2);
        v0 ^= word;
    }

    private void rounds(int count) {
        for (int i = 0; i < count; i++) {
            v0 += v1;
            v1 = Long.rotateLeft(v1, 13) ^ v0;
            v0 = Long.rotateLeft(v0, 32);
            v2 += v3;
            v3 = Long.rotateLeft(v3, 16) ^ v2;
            v0 += v3;
            v3 = Long.rotateLeft(v3, 21) ^ v0;
            v2 += v1;
            v1 = Long.rotateLeft(v1, 17) ^ v2;
            v2 = Long.rotateLeft(v2, 32);
        }
    }
}
