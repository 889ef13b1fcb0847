package io.skein.storage;

import java.util.Optional;

/**
 * What of a log was durable when the directory was last in use, as far as that is written down: by
 * its recovery point, and by the journal. Commit lane.
 */
final class Promise {
    private final DirectoryState directory;
    private final LogName name;

    Promise(DirectoryState directory, LogName name) {
        this.directory = directory;
        this.name = name;
    }

    /** All before it was synced in the segments. */
    Optional<LogPoint> point() {
        return entry().map(RecoveryPoints.Entry::point);
    }

    /** All before it was durable, in the segments or in the journal. */
    Optional<Long> end() {
        Optional<Long> synced = point().map(LogPoint::offset);
        long journaled = directory.replayed().end(name);
        return journaled == 0 ? synced : Optional.of(Math.max(journaled, synced.orElse(0L)));
    }

    /**
     * How the promise is broken by what was found, if it is.
     *
     * @param base of the last segment; all before it was durable when it was made
     */
    Optional<LogOpening.Damaged> brokenBy(Scanned found, long base) {
        long durable = Math.max(Math.max(end().orElse(0L), base), found.end());
        if (isSuspect()) {
            String cause = "frames of the journal are missing that may have been this log's";
            return Optional.of(new LogOpening.Damaged(found.end(), durable, cause));
        }
        boolean isUnclear = found.fault().isPresent() && !directory.knowsPoints();
        if (found.end() == durable && found.isLastSegment() && !isUnclear) return Optional.empty();
        String cause = found.fault().orElse("the file ends here");
        return Optional.of(new LogOpening.Damaged(found.end(), durable, cause));
    }

    private boolean isSuspect() {
        return directory.replayed().isSuspect(name, saved());
    }

    private long saved() {
        return entry().orElse(RecoveryPoints.Entry.NONE).sequence();
    }

    private Optional<RecoveryPoints.Entry> entry() {
        return directory.committer().points().entry(name);
    }
}
