package io.skein.scenarios.storage;

import java.nio.ByteBuffer;
import java.util.List;

/** A log read from its start to its end, but for what it says is damaged. */
record Reading(long start, long end, List<ByteBuffer> batches, List<Range> damaged) {
    /** Offsets. */
    record Range(long from, long before) {}

    /** Whether all of these offsets were said to be damaged. */
    boolean isDamaged(long from, long before) {
        long next = from;
        for (Range range : damaged) {
            if (range.from() <= next && range.before() > next) next = range.before();
        }
        return next >= before;
    }
}
