package io.skein.storage;

import io.skein.foundation.Check;
import io.skein.foundation.EpochTrail;
import io.skein.storage.producers.Producers;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a log appended to one segment in one turn: written as a whole or not at all. The log's lane
 * fills it; once {@link #seal sealed} and posted it is the commit lane's and never changes.
 */
final class Handover {
    /** Where the log stood before, to go back to if there is no room. */
    record Before(LogPoint point, EpochTrail epochs, Producers producers) {}

    private final int generation;
    private final Before before;
    private final long segmentBase;
    private final Optional<SegmentIndex.Tail> closing;
    private final List<ByteBuffer> batches = new ArrayList<>();
    private long sizeBytes;
    private Optional<Sealed> sealed = Optional.empty();

    /** What is known at the end of the turn. */
    record Sealed(long end, EpochTrail epochs, Producers producers, SegmentIndex.Tail index) {}

    Handover(int generation, Before before, long segmentBase) {
        this(generation, before, segmentBase, Optional.empty());
    }

    /**
     * @param closing the last index entries of the segment that this one follows, if it opens one
     */
    Handover(int generation, Before before, long segmentBase, Optional<SegmentIndex.Tail> closing) {
        this.generation = generation;
        this.before = before;
        this.segmentBase = segmentBase;
        this.closing = closing;
    }

    void add(ByteBuffer batch) {
        Check.that(sealed.isEmpty(), "what was handed over does not change");
        batches.add(batch);
        sizeBytes += batch.remaining();
    }

    /** Bytes of all batches. */
    long sizeBytes() {
        return sizeBytes;
    }

    void seal(Sealed state) {
        sealed = Optional.of(state);
    }

    /** The log's truncation count; a handover of an older one is about bytes that are gone. */
    int generation() {
        return generation;
    }

    Before before() {
        return before;
    }

    long segmentBase() {
        return segmentBase;
    }

    Optional<SegmentIndex.Tail> closing() {
        return closing;
    }

    List<ByteBuffer> batches() {
        return batches;
    }

    Sealed sealed() {
        return sealed.orElseThrow(() -> Check.unreachable("only sealed handovers are posted"));
    }
}
