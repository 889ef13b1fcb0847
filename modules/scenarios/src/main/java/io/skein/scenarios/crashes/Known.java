package io.skein.scenarios.crashes;

import io.skein.foundation.Uuid;
import io.skein.records.Batch;
import io.skein.scenarios.history.Extent;
import io.skein.scenarios.history.Fate;
import io.skein.scenarios.history.KeyedJudge;
import io.skein.storage.LogName;
import java.nio.ByteBuffer;
import java.util.List;

/** What is known of one log, and the judge of what the next life finds. Owned by its machine. */
final class Known {
    private final LogName name;
    private final Uuid topic;
    private final Extent extent;
    private Fate fate = Fate.BEING_MADE;
    private boolean isCompacted;

    Known(LogName name, Uuid topic) {
        this.name = name;
        this.topic = topic;
        this.extent = new Extent(name.toString());
    }

    LogName name() {
        return name;
    }

    Uuid topic() {
        return topic;
    }

    Fate fate() {
        return fate;
    }

    void is(Fate now) {
        fate = now;
    }

    /** Records have keys, and those that newer ones follow may go. */
    void mayBeCompacted() {
        isCompacted = true;
    }

    boolean isCompacted() {
        return isCompacted;
    }

    /** What it was given and promised so far, and may have lost. */
    Extent extent() {
        return extent;
    }

    /** All that might go has gone for good, it was said. */
    void endsAt(long end) {
        if (end != extent.endIfCut()) throw extent.wrongCut(end);
        extent.endsAt(end, end);
    }

    /** A new life has opened the log from {@code start} to {@code end}; it can be read so far. */
    void found(long start, long end, List<ByteBuffer> batches) {
        if (extent.isBegunAnew(start, end)) extent.beginsAt(start);
        extent.check(start, end);
        long next = start;
        if (isCompacted) next = KeyedJudge.judge(extent.given().all(), batches, start, end);
        else for (ByteBuffer batch : batches) next = follow(batch, next, start);
        if (next != end) throw extent.hole(next, end);
        extent.is(start, end);
        fate = Fate.THERE;
    }

    private long follow(ByteBuffer batch, long expected, long start) {
        long base = Batch.baseOffset(batch, 0);
        long next = Batch.nextOffset(batch, 0);
        if (!extent.given().holds(batch)) throw extent.phantom(base);
        // The start may be inside a batch, which is read as a whole.
        boolean isAround = expected == start && base < start && next > start;
        if (base != expected && !isAround) throw extent.hole(expected, base);
        return next;
    }
}
