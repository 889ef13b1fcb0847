package io.skein.storage;

import io.skein.foundation.Check;

/**
 * What may differ from log to log. A segment is closed, and a new one begun, before it would grow
 * past either bound, or when it gets old; one batch larger than the bound gets a segment of its
 * own.
 *
 * @param segmentBytes most bytes of a segment
 * @param indexBytesMax most bytes of either of its index files
 * @param indexIntervalBytes one index entry per more than this many bytes of batches
 * @param age when a segment is old
 */
public record LogSettings(
        int segmentBytes, int indexBytesMax, int indexIntervalBytes, SegmentAge age) {
    private static final int INDEX_BYTES = 10 << 20;
    private static final int INDEX_INTERVAL_BYTES = 4096;

    /** Room for an entry, and for the one that a time index gets when its segment is closed. */
    private static final int INDEX_BYTES_MIN = 24;

    public static final LogSettings DEFAULT = ofSegments(1 << 30, SegmentAge.NEVER);

    public LogSettings {
        Check.that(segmentBytes > 0, "segments hold bytes", segmentBytes);
        Check.ordered(INDEX_BYTES_MIN, indexBytesMax, "an index holds entries");
        Check.that(indexIntervalBytes >= 0, "an interval is not negative", indexIntervalBytes);
    }

    /** With indexes as they are in Kafka. */
    public static LogSettings ofSegments(int segmentBytes, SegmentAge age) {
        return new LogSettings(segmentBytes, INDEX_BYTES, INDEX_INTERVAL_BYTES, age);
    }

    /**
     * How long a segment may grow, counted from its first batch.
     *
     * @param millisMax negative for as long as it likes
     * @param jitterMillis up to this much earlier, differently for each segment, so that logs made
     *     together do not begin new segments together
     */
    public record SegmentAge(long millisMax, long jitterMillis) {
        public static final SegmentAge NEVER = new SegmentAge(-1, 0);

        public SegmentAge {
            Check.that(jitterMillis >= 0, "jitter is not negative", jitterMillis);
        }

        boolean isReached(long ageMillis, LogName name, long base) {
            if (millisMax < 0) return false;
            long salt = (name.hashCode() * 31L + Long.hashCode(base)) * 0x9E3779B97F4A7C15L;
            long early = jitterMillis == 0 ? 0 : Math.floorMod(salt, jitterMillis + 1);
            return ageMillis >= Math.max(1, millisMax - early);
        }
    }
}
