package io.skein.scenarios.crashes;

import io.skein.foundation.Uuid;
import io.skein.records.Batch;
import io.skein.scenarios.history.Fate;
import io.skein.scenarios.history.GivenBatches;
import io.skein.scenarios.history.KeyedJudge;
import io.skein.scenarios.history.Violation;
import io.skein.storage.LogName;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What is known of one log: what it was given, what of that was promised to stay, and how far its
 * start may have moved. The judge of what the next life finds.
 */
final class Known {
    private final LogName name;
    private final Uuid topic;
    private final GivenBatches given = new GivenBatches();
    private Fate fate = Fate.BEING_MADE;
    private long promisedEnd;
    private long startLeast;
    private long startMost;
    private long ceiling = Long.MAX_VALUE;
    private OptionalLong newOrigin = OptionalLong.empty();
    private boolean isCompacted;

    Known(LogName name, Uuid topic) {
        this.name = name;
        this.topic = topic;
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

    /** The log has taken a batch; nothing is promised yet. */
    void given(byte[] batch, long end) {
        given.add(batch, end);
    }

    void promised(long end) {
        promisedEnd = Math.max(promisedEnd, Math.min(end, ceiling));
    }

    /** The log said that it has lost what is behind this, which it had not promised. */
    void cutBack(long end) {
        if (end < promisedEnd) {
            throw new Violation("lost-write", name + " cut to " + end + " of " + promisedEnd);
        }
        given.forgetAfter(end);
    }

    /** The batch that holds this offset may go from now on, and all behind it. */
    void mayEndAt(long offset) {
        ceiling = given.endIfCutAt(offset);
        promisedEnd = Math.min(promisedEnd, ceiling);
        startLeast = Math.min(startLeast, ceiling);
    }

    /** All that might go has gone for good, it was said. */
    void endsAt(long end) {
        if (end != ceiling) {
            throw new Violation("wrong-cut", name + " cut to " + end + ", not to " + ceiling);
        }
        given.forgetAfter(end);
        promisedEnd = end;
        startMost = Math.min(startMost, end);
        ceiling = Long.MAX_VALUE;
    }

    /** All may go from now on, and the log begin anew at this offset. */
    void mayBeginAt(long offset) {
        ceiling = startLeast;
        promisedEnd = startLeast;
        newOrigin = OptionalLong.of(offset);
    }

    /** It does, and has nothing. */
    void beginsAt(long offset) {
        given.beginAt(offset);
        startLeast = offset;
        startMost = offset;
        promisedEnd = offset;
        ceiling = Long.MAX_VALUE;
        newOrigin = OptionalLong.empty();
    }

    /** Old segments may go from now on, up to here. */
    void mayStartAt(long offset) {
        startMost = Math.max(startMost, offset);
    }

    /** What is before this was said to be gone for good. */
    void startsAt(long offset) {
        startLeast = Math.max(startLeast, offset);
        startMost = Math.max(startMost, startLeast);
    }

    /** A new life has opened the log from {@code start} to {@code end}; it can be read so far. */
    void found(long start, long end, List<ByteBuffer> batches) {
        boolean isEmptied = start == end && newOrigin.equals(OptionalLong.of(start));
        if (isEmptied) beginsAt(start);
        if (end < promisedEnd) {
            throw new Violation("lost-write", name + " ends at " + end + " of " + promisedEnd);
        }
        if (start < startLeast || start > startMost) {
            throw new Violation(
                    "wrong-start",
                    "%s starts at %d, not between %d and %d"
                            .formatted(name, start, startLeast, startMost));
        }
        long next = start;
        if (isCompacted) next = KeyedJudge.judge(given.all(), batches, start, end);
        else for (ByteBuffer batch : batches) next = follow(batch, next, start);
        if (next != end) {
            throw new Violation("offset-hole", name + " reads to " + next + " of " + end);
        }
        given.forgetAfter(end);
        fate = Fate.THERE;
        promisedEnd = end;
        startLeast = start;
        startMost = start;
        ceiling = Long.MAX_VALUE;
        newOrigin = OptionalLong.empty();
    }

    private long follow(ByteBuffer batch, long expected, long start) {
        long base = Batch.baseOffset(batch, 0);
        long next = Batch.nextOffset(batch, 0);
        byte[] bytes = new byte[batch.remaining()];
        batch.get(batch.position(), bytes);
        Optional<byte[]> sent = given.at(base);
        if (sent.isEmpty() || !Arrays.equals(sent.get(), bytes)) {
            throw new Violation("phantom-batch", name + "@" + expected + " was never given");
        }
        // The start may be inside a batch, which is read as a whole.
        boolean isAround = expected == start && base < start && next > start;
        if (base != expected && !isAround) {
            throw new Violation("offset-hole", name + ": " + base + " follows " + expected);
        }
        return next;
    }
}
