package io.skein.storage.compact;

import io.skein.foundation.Check;

/**
 * A closed segment.
 *
 * @param base its first offset
 * @param end where the next one begins
 * @param bytes of its batches
 */
public record Span(long base, long end, int bytes) {
    public Span {
        Check.ordered(base, end - 1, "a closed segment has offsets");
        Check.ordered(0, bytes, "a size is not negative");
    }
}
