package io.skein.foundation.world;

import io.skein.foundation.Check;
import io.skein.foundation.Uuid;

/** Chance. A stream belongs to the lane that asked for it; it is not safe for two threads. */
public interface Entropy {
    /** Any of the 2^64 values, each as likely. */
    long nextLong();

    /** A random (version 4) id, never {@link Uuid#ZERO}. */
    default Uuid uuid() {
        long high = (nextLong() & 0xFFFFFFFFFFFF0FFFL) | 0x0000000000004000L;
        long low = (nextLong() & 0x3FFFFFFFFFFFFFFFL) | 0x8000000000000000L;
        return new Uuid(high, low);
    }

    /** At least 0 and less than {@code bound}, which must be positive; evenly spread. */
    default long below(long bound) {
        Check.that(bound > 0, "nothing is below a bound that is not positive", bound);
        // Rejecting the uneven rest keeps small and large bounds alike unbiased.
        long bits = nextLong() >>> 1;
        long value = bits % bound;
        while (bits - value + (bound - 1) < 0) {
            bits = nextLong() >>> 1;
            value = bits % bound;
        }
        return value;
    }
}
