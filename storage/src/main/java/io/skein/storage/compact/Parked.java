package io.skein.storage.compact;

/**
 * A log whose compaction failed, until when it is left alone, and why. The others go on.
 *
 * @param failures in a row
 */
public record Parked(int failures, long untilMillis, String cause) {
    private static final long FIRST_MILLIS = 60_000L;
    private static final int DOUBLINGS_MAX = 6;

    /** Nothing has failed. */
    public static final Parked NOT = new Parked(0, Long.MIN_VALUE, "");

    /** After another failure: for a minute, then for two, and so on up to an hour or so. */
    public Parked again(long nowMillis, String why) {
        long millis = FIRST_MILLIS << Math.min(failures, DOUBLINGS_MAX);
        return new Parked(failures + 1, nowMillis + millis, why);
    }

    public boolean isOver(long nowMillis) {
        return nowMillis >= untilMillis;
    }
}
