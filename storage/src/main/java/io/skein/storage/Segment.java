package io.skein.storage;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * A segment as the log's lane knows it. Its index is in memory while it grows, and after that until
 * the committer has put it into files.
 */
final class Segment {
    private final long base;
    private int bytes;
    private Optional<SegmentIndex> index;
    private OptionalLong newestMillis = OptionalLong.empty();
    private OptionalLong begunMillis = OptionalLong.empty();
    private OptionalLong heldMillis = OptionalLong.empty();

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

    /** The files have it now; what it says of times is kept. */
    void forgetIndex() {
        newestMillis = newestMillis();
        index = Optional.empty();
    }

    void newest(long millis) {
        newestMillis = OptionalLong.of(millis);
    }

    /** The newest time of its batches, if that is known for certain. */
    OptionalLong newestMillis() {
        if (newestMillis.isPresent() || index.isEmpty()) return newestMillis;
        return OptionalLong.of(index.get().newestMillis());
    }

    /** How long it has been growing, as far as anybody has looked. */
    long ageMillis(long nowMillis) {
        if (begunMillis.isEmpty() || begunMillis.getAsLong() > nowMillis) {
            OptionalLong early = index.map(SegmentIndex::earlyMillis).orElse(OptionalLong.empty());
            begunMillis = OptionalLong.of(Math.clamp(early.orElse(nowMillis), 0, nowMillis));
        }
        return nowMillis - begunMillis.getAsLong();
    }

    /**
     * How long ago its newest record was written, for a closed segment. A record that claims to be
     * of the future counts as of the time when somebody first looked: it keeps nothing for ever.
     */
    long quietMillis(long newest, long nowMillis) {
        if (heldMillis.isEmpty()) heldMillis = OptionalLong.of(nowMillis);
        return nowMillis - Math.min(newest, heldMillis.getAsLong());
    }
}
