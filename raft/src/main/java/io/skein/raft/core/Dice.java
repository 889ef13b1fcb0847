package io.skein.raft.core;

import io.skein.foundation.Check;

/** Chance from a seed (SplitMix64, Steele et al. 2014): an immutable value that names its next. */
record Dice(long state) {
    private static final long STEP = 0x9e3779b97f4a7c15L;

    Dice next() {
        return new Dice(state + STEP);
    }

    /** From 0 up to {@code most}. */
    long upTo(long most) {
        Check.that(most >= 0 && most < Long.MAX_VALUE, "a bound is not negative", most);
        long z = state;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return Long.remainderUnsigned(z ^ (z >>> 31), most + 1);
    }
}
