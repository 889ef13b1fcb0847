package io.skein.storage;

import java.nio.ByteBuffer;

/**
 * The length of an index file and a hash over it, so that after a crash its bytes can be told from
 * others. It can go on from any point, unlike a CRC of the JDK. One changed word always changes it.
 */
record Digest(int bytes, long hash) {
    static final Digest EMPTY = new Digest(0, 0);

    /** An odd constant without a pattern: 2^64 / golden ratio. */
    private static final long FACTOR = 0x9E3779B97F4A7C15L;

    /** Of all that {@code entries} has from its start; whole words, as every entry is. */
    static Digest of(ByteBuffer entries, int bytes) {
        return EMPTY.upTo(entries, bytes);
    }

    /** Of the same entries with those that have come after them. */
    Digest upTo(ByteBuffer entries, int newBytes) {
        long mixed = hash;
        for (int at = bytes; at < newBytes; at += Integer.BYTES) {
            mixed = (mixed ^ entries.getInt(at)) * FACTOR;
            mixed ^= mixed >>> 32;
        }
        return new Digest(newBytes, mixed);
    }
}
