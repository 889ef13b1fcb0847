package io.skein.foundation.world;

/** Time, as one node sees it. Any thread may ask. */
public interface Clock {
    /** Never runs backwards and has no relation to the date: for deadlines and durations. */
    long nanos();

    /** Milliseconds since 1970; may jump either way. For record timestamps and retention only. */
    long wallMillis();
}
