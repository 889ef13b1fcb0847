package io.skein.storage;

import io.skein.foundation.Check;

/**
 * What may differ from log to log.
 *
 * @param segmentBytes a segment is closed before it would grow past this; one larger batch gets a
 *     segment of its own
 * @param indexIntervalBytes one index entry per more than this many bytes of batches
 */
public record LogSettings(int segmentBytes, int indexIntervalBytes) {
    public static final LogSettings DEFAULT = new LogSettings(1 << 30, 4096);

    public LogSettings {
        Check.that(segmentBytes > 0, "segments hold bytes", segmentBytes);
        Check.that(indexIntervalBytes >= 0, "an interval is not negative", indexIntervalBytes);
    }
}
