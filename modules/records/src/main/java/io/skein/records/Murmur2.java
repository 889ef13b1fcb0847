package io.skein.records;

import io.skein.foundation.Check;

/**
 * The 32-bit MurmurHash2 with Kafka's seed, so that a key lands in the partition where Kafka's own
 * producers would put it.
 */
public final class Murmur2 {
    private static final int SEED = 0x9747b28c;
    private static final int MIX = 0x5bd1e995;

    private Murmur2() {}

    /** The hash of all {@code bytes}. */
    public static int hash(byte[] bytes) {
        int hash = SEED ^ bytes.length;
        int whole = bytes.length & ~3;
        for (int at = 0; at < whole; at += 4) {
            int word =
                    (bytes[at] & 0xFF)
                            | ((bytes[at + 1] & 0xFF) << 8)
                            | ((bytes[at + 2] & 0xFF) << 16)
                            | ((bytes[at + 3] & 0xFF) << 24);
            word *= MIX;
            word ^= word >>> 24;
            word *= MIX;
            hash = (hash * MIX) ^ word;
        }
        if (whole < bytes.length) hash = (hash ^ tail(bytes, whole)) * MIX;
        hash = (hash ^ (hash >>> 13)) * MIX;
        return hash ^ (hash >>> 15);
    }

    private static int tail(byte[] bytes, int whole) {
        int word = 0;
        for (int at = bytes.length - 1; at >= whole; at--) word = (word << 8) | (bytes[at] & 0xFF);
        return word;
    }

    /** The partition of a record with this key, as Kafka's default partitioner chooses it. */
    public static int partition(byte[] key, int partitionCount) {
        Check.that(partitionCount > 0, "a topic has partitions", partitionCount);
        return (hash(key) & Integer.MAX_VALUE) % partitionCount;
    }
}
