package io.skein.foundation.jdk;

import io.skein.foundation.world.Entropy;
import java.nio.ByteBuffer;
import java.security.SecureRandom;

/**
 * A stream of xoshiro256++ (Blackman, Vigna 2019) with a secure seed. The 256 bits matter: ids
 * drawn from a 64-bit seed would begin to collide among streams long before 128-bit ids do. Not for
 * secrets. Owned by the lane that asked for it.
 */
public final class SystemEntropy implements Entropy {
    private static final int SEED_BYTES = 32;

    private long a;
    private long b;
    private long c;
    private long d;

    public SystemEntropy() {
        // An all-zero state would stay zero for ever; its chance is that of guessing a 256-bit key.
        ByteBuffer seed = ByteBuffer.wrap(secureBytes());
        a = seed.getLong();
        b = seed.getLong();
        c = seed.getLong();
        d = seed.getLong();
    }

    @Override
    public long nextLong() {
        long drawn = Long.rotateLeft(a + d, 23) + a;
        long shifted = b << 17;
        c ^= a;
        d ^= b;
        b ^= c;
        a ^= d;
        c ^= shifted;
        d = Long.rotateLeft(d, 45);
        return drawn;
    }

    private static byte[] secureBytes() {
        byte[] bytes = new byte[SEED_BYTES];
        new SecureRandom().nextBytes(bytes);
        return bytes;
    }
}
