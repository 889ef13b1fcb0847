package io.skein.foundation;

/**
 * Invariants of our own code. Always on: to stop is better than to go on wrong. For bad input from
 * others use a typed refusal, never this.
 */
public final class Check {
    private Check() {}

    /** Throws {@link BrokenInvariant} with {@code invariant} unless {@code holds}. */
    public static void that(boolean holds, String invariant) {
        if (!holds) throw new BrokenInvariant(invariant);
    }

    /** As {@link #that(boolean, String)}, naming the number that broke it. */
    public static void that(boolean holds, String invariant, long value) {
        if (!holds) throw new BrokenInvariant(invariant + ": " + value);
    }

    /** Throws unless {@code first <= second}. */
    public static void ordered(long first, long second, String invariant) {
        if (first > second) throw new BrokenInvariant(invariant + ": " + first + " > " + second);
    }

    /** Throws unless both are equal. */
    public static void same(long expected, long actual, String invariant) {
        if (expected != actual) {
            throw new BrokenInvariant(invariant + ": expected " + expected + ", was " + actual);
        }
    }

    /** For the branch that cannot be reached. */
    public static BrokenInvariant unreachable(String why) {
        return new BrokenInvariant("unreachable: " + why);
    }
}
