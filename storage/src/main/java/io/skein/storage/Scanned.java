package io.skein.storage;

import io.skein.foundation.EpochTrail;
import java.util.Optional;

/**
 * What a scan found.
 *
 * @param end next offset after the sound batches
 * @param soundBytes of the last segment looked at; the rest of it, up to {@code fileBytes}, is not
 * @param fault why the scan ended before the last segment's end, if it did
 * @param isAsLeft whether all is as at the point where the scan was to begin, and nothing more
 */
record Scanned(
        long end,
        int soundBytes,
        long fileBytes,
        SegmentIndex index,
        EpochTrail epochs,
        boolean isLastSegment,
        Optional<String> fault,
        boolean isAsLeft) {

    LogPoint point(long base, SegmentIndex.Mark mark) {
        return new LogPoint(end, base, soundBytes, mark);
    }
}
