package io.skein.client;

import java.time.Duration;

/** Checks of what users set, with messages that say what would be right. */
public final class Require {
    private Require() {}

    /** Returns {@code value}, which must be from {@code least} to {@code most}. */
    public static int between(String name, int value, int least, int most) {
        return (int) between(name, (long) value, least, most);
    }

    /** Returns {@code value}, which must be from {@code least} to {@code most}. */
    public static long between(String name, long value, long least, long most) {
        if (value >= least && value <= most) return value;
        throw new IllegalArgumentException(
                name + " must be from " + least + " to " + most + ", not " + value);
    }

    /** Returns {@code value}, which must not be negative and fit into nanoseconds. */
    public static Duration notNegative(String name, Duration value) {
        if (!value.isNegative() && value.compareTo(Duration.ofDays(36_500)) <= 0) return value;
        throw new IllegalArgumentException(name + " must be from 0 to 100 years, not " + value);
    }

    /** Returns {@code value}, which must be longer than nothing and fit into nanoseconds. */
    public static Duration positive(String name, Duration value) {
        if (!value.isZero()) return notNegative(name, value);
        throw new IllegalArgumentException(name + " must be longer than nothing");
    }
}
