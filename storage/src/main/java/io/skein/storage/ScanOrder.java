package io.skein.storage;

import io.skein.foundation.EpochTrail;
import io.skein.storage.format.SegmentName;
import java.util.List;
import java.util.Optional;

/**
 * Which segments of a log to go through.
 *
 * @param bases of these segments, in order; the last is the log's last
 * @param kind which of a segment's files holds the batches
 * @param from where to begin in the last segment, if its index is found as it was then; the only
 *     one to go through in that case
 * @param isLeftWell whether the files were closed in good order, and nothing has to prove itself
 * @param epochs of all before the place to begin
 * @param before batches that reach beyond this offset are not looked at
 */
record ScanOrder(
        LogName name,
        List<Long> bases,
        String kind,
        Optional<LogPoint> from,
        boolean isLeftWell,
        EpochTrail epochs,
        int indexIntervalBytes,
        long before) {
    /** One segment, up to an offset. */
    static ScanOrder upTo(long before, LogName name, long base, EpochTrail epochs) {
        String kind = SegmentName.LOG;
        return new ScanOrder(name, List.of(base), kind, Optional.empty(), false, epochs, 0, before);
    }

    /** The same with so many bytes between entries of the index. */
    ScanOrder every(int newIntervalBytes) {
        return new ScanOrder(name, bases, kind, from, isLeftWell, epochs, newIntervalBytes, before);
    }

    ScanOrder from(LogPoint point, boolean wasLeftWell) {
        return new ScanOrder(
                name,
                bases,
                kind,
                Optional.of(point),
                wasLeftWell,
                epochs,
                indexIntervalBytes,
                before);
    }
}
