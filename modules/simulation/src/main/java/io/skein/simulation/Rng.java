package io.skein.simulation;

/**
 * A stream of pseudo-random bits: xoshiro256++ by Blackman and Vigna, seeded through SplitMix64.
 * The same seed gives the same stream on every machine and Java version, which no class of the
 * library promises for ever. Owned by one thread.
 */
final class Rng {
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;
    private static final long NAME_OFFSET = 0xCBF29CE484222325L;
    private static final long NAME_PRIME = 0x100000001B3L;

    private long s0;
    private long s1;
    private long s2;
    private long s3;

    Rng(long seed) {
        long state = seed + GOLDEN;
        s0 = mix(state);
        s1 = mix(state += GOLDEN);
        s2 = mix(state += GOLDEN);
        s3 = mix(state += GOLDEN);
    }

    /** The seed of the stream called {@code name} below {@code seed}. */
    static long derive(long seed, String name) {
        return mix(seed ^ mix(hash(name)));
    }

    /** A hash of text that is the same for ever (FNV-1a over its characters). */
    static long hash(String text) {
        long hash = NAME_OFFSET;
        for (int i = 0; i < text.length(); i++) hash = (hash ^ text.charAt(i)) * NAME_PRIME;
        return hash;
    }

    /** A bijection of 64 bits in which every input bit moves about half of the output bits. */
    static long mix(long bits) {
        long z = (bits ^ (bits >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    long next() {
        long result = Long.rotateLeft(s0 + s3, 23) + s0;
        long t = s1 << 17;
        s2 ^= s0;
        s3 ^= s1;
        s1 ^= s2;
        s0 ^= s3;
        s2 ^= t;
        s3 = Long.rotateLeft(s3, 45);
        return result;
    }

    /** From 0 up to {@code most}, both included and {@code most} unsigned; even to one in 2^63. */
    long upTo(long most) {
        return most == -1 ? next() : Math.unsignedMultiplyHigh(next(), most + 1);
    }

    /** At least 0 and less than 1. */
    double unit() {
        return (next() >>> 11) * 0x1.0p-53;
    }
}
