package io.skein.storage;

import io.skein.storage.journal.Journal;
import java.util.OptionalLong;

/** What a log puts into the journal, and how far it came. Owned by the commit lane. */
final class LogFrames {
    private final String folder;
    private final OptionalLong incarnation;
    private long last;

    /**
     * @param incarnation by which frames of this log are told from those of others of its name;
     *     without one there are none
     */
    LogFrames(String folder, OptionalLong incarnation) {
        this.folder = folder;
        this.incarnation = incarnation;
    }

    boolean arePossible() {
        return incarnation.isPresent();
    }

    /** The newest that has bytes of this log; 0 if none counts. */
    long last() {
        return last;
    }

    void wrote(long sequence) {
        last = sequence;
    }

    /** None counts any more. */
    void forget() {
        last = 0;
    }

    /** The bytes of a segment from this position on, up to the offset {@code end}. */
    Journal.Entry entry(long segmentBase, int position, long end) {
        return new Journal.Entry(folder, incarnation.orElse(0), segmentBase, position, end);
    }

    /** That segments before this one need no frames any more. */
    Journal.Entry revocation(long before) {
        return entry(before, 0, 0);
    }
}
