package io.skein.storage;

import io.skein.foundation.EpochTrail;
import java.util.Optional;

/**
 * What a scan found.
 *
 * @param end next offset after the sound batches
 * @param soundBytes of the last segment looked at; the rest of it, up to {@code fileBytes}, is not
 * @param fault why the scan ended before the last segment's end, if it did
 */
record Scanned(
        long end,
        int soundBytes,
        long fileBytes,
        SegmentIndex index,
        EpochTrail epochs,
        boolean isLastSegment,
        Optional<String> fault) {}
