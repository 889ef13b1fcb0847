package io.skein.storage;

import java.util.Optional;

/**
 * A segment as the log's lane knows it. Its index is in memory while it grows, and after that until
 * the committer has put it into files.
 */
final class Segment {
    private final long base;
    private int bytes;
    private Optional<SegmentIndex> index;

    Segment(long base, int bytes, Optional<SegmentIndex> index) {
        this.base = base;
        this.bytes = bytes;
        this.index = index;
    }

    long base() {
        return base;
    }

    int bytes() {
        return bytes;
    }

    void stand(int newBytes) {
        bytes = newBytes;
    }

    Optional<SegmentIndex> index() {
        return index;
    }

    void forgetIndex() {
        index = Optional.empty();
    }
}
