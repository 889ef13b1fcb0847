package io.skein.scenarios.storage;

import io.skein.storage.LogOpening;
import java.util.ArrayList;
import java.util.List;

/** What was done to the bytes of a log, and so what it may say of itself. Owned by its ghost. */
final class Excuses {
    private final List<Span> segments = new ArrayList<>();
    private boolean isSuspect;
    private boolean isUnclaimed;
    private boolean isForgetful;
    private boolean isMisdated;

    /** Offsets of a segment some bytes of which have turned over, or which is gone. */
    private record Span(long from, long before) {}

    void segment(long from, long before) {
        segments.add(new Span(from, before));
    }

    /** Something was damaged that tells what must be there. */
    void suspect() {
        isSuspect = true;
    }

    /** It is open: nobody misses anything. */
    void isOpen() {
        isSuspect = false;
    }

    /** Something was damaged that tells whose it is. */
    void unclaimed() {
        isUnclaimed = true;
    }

    /** Something was damaged that tells of producers whose batches are gone. */
    void forgetful() {
        isForgetful = true;
    }

    /** Its epochs stand in a file of Kafka's that has no checksum. */
    void misdated() {
        isMisdated = true;
    }

    boolean isMisdated() {
        return isMisdated || hasSegments();
    }

    boolean isForgetful() {
        return isForgetful || hasSegments();
    }

    boolean hasSegments() {
        return !segments.isEmpty();
    }

    /** Whether something can be wrong with these offsets. */
    boolean covers(long from, long before) {
        for (Span span : segments) if (span.from < before && from < span.before) return true;
        return false;
    }

    /** Whether it may not be open. */
    boolean allow(LogOpening opening) {
        return switch (opening) {
            case LogOpening.Opened _ -> true;
            case LogOpening.Damaged _ -> isSuspect || isUnclaimed || hasSegments();
            case LogOpening.Lost _, LogOpening.Foreign _ -> isUnclaimed;
            case LogOpening.Busy _,
                    LogOpening.NoRoom _,
                    LogOpening.Unreadable _,
                    LogOpening.Offline _ ->
                    false;
        };
    }
}
