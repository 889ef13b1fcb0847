package io.skein.scenarios.storage;

import io.skein.foundation.Uuid;
import io.skein.records.Batch;
import io.skein.scenarios.history.Extent;
import io.skein.scenarios.history.Fate;
import io.skein.scenarios.history.KeyedJudge;
import io.skein.scenarios.history.Violation;
import io.skein.storage.LogName;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/**
 * What one log must be: what it was given, how much of that was promised to stay, what of it may
 * have gone. It sees nothing of the log but its answers. Owned by the world.
 */
final class Ghost {
    private static final int EPOCH_AT = 12;
    private static final int EPOCH_BEFORE = 16;

    private final LogName name;
    private final Uuid topic;
    private final boolean isKeyed;
    private final Excuses excuses = new Excuses();
    private final Extent extent;
    private Fate fate = Fate.BEING_MADE;
    private long agreed;
    private boolean isThinned;
    private long doubtful = Long.MAX_VALUE;

    Ghost(LogName name, Uuid topic, boolean isKeyed) {
        this.name = name;
        this.topic = topic;
        this.isKeyed = isKeyed;
        this.extent = new Extent(name.toString());
    }

    LogName name() {
        return name;
    }

    Uuid topic() {
        return topic;
    }

    /** Whether its records have keys, and it is compacted. */
    boolean isKeyed() {
        return isKeyed;
    }

    Excuses excuses() {
        return excuses;
    }

    Fate fate() {
        return fate;
    }

    void is(Fate now) {
        fate = now;
    }

    Producers producers() {
        return Producers.of(batches());
    }

    List<byte[]> batches() {
        return extent.given().all();
    }

    /** From where to where it must be. Its end and its promises are told to the ghost itself. */
    Extent extent() {
        return extent;
    }

    /** Before this nothing is ever cut: compaction has looked at it. */
    long agreed() {
        return agreed;
    }

    void agreedTo(long offset) {
        agreed = Math.max(agreed, offset);
    }

    void promise(long end) {
        extent.promise(Math.min(end, doubtful));
    }

    /** Nobody can tell any more that these bytes were durable, until that is written down. */
    void mayLose(long from) {
        doubtful = Math.min(doubtful, Math.max(from, extent.startLeast()));
        extent.promiseNothingFrom(doubtful);
    }

    /** After an orderly stop it is. */
    void isWrittenDown() {
        doubtful = Long.MAX_VALUE;
        extent.promise(extent.given().end());
    }

    /** All that might go has gone for good, it was said, and what is left is durable so far. */
    void endsAt(long end, long durableEnd) {
        long expected = extent.endIfCut();
        // Compaction may have joined batches of which the cut takes all.
        boolean isHole = end < expected && excuses.covers(end, expected);
        if (end != expected && !(isKeyed && end < expected) && !isHole) throw extent.wrongCut(end);
        extent.endsAt(end, Math.min(durableEnd, doubtful));
    }

    /** Nothing was cut after all. */
    void staysAsItIs(long durableEnd) {
        extent.staysAsItIs();
        promise(durableEnd);
    }

    void beginsAt(long offset) {
        extent.beginsAt(offset);
        agreed = offset;
        isThinned = false;
        doubtful = Long.MAX_VALUE;
    }

    /** A whole reading of the log: of a new life, or of one that goes on and is quiet. */
    void found(Reading read) {
        if (extent.isBegunAnew(read.start(), read.end())) beginsAt(read.start());
        extent.check(read.start(), read.end());
        excuses.isOpen();
        read.damaged().forEach(range -> checkDamaged(range.from(), range.before()));
        // What newer records have made useless is gone, and now those are too.
        isThinned |= extent.mayBeginAnew() && read.end() < agreed;
        agreed = Math.min(agreed, read.end());
        if (isThinned) excuses.forgetful();
        boolean isJudged = !isThinned && !excuses.hasSegments();
        if (isKeyed && isJudged && read.damaged().isEmpty()) {
            long next = KeyedJudge.judge(batches(), read.batches(), read.start(), read.end());
            if (next != read.end()) throw extent.hole(next, read.end());
        } else if (!isKeyed) {
            follow(read);
        }
        extent.is(read.start(), read.end());
        extent.promiseNothingFrom(doubtful);
        fate = Fate.THERE;
    }

    /** These offsets were said to be damaged. */
    void checkDamaged(long from, long before) {
        if (from < before && excuses.covers(from, before)) return;
        throw new Violation(
                "unfounded-damage", "%s says %d to %d are damaged".formatted(name, from, before));
    }

    private void follow(Reading read) {
        long next = read.start();
        for (ByteBuffer batch : read.batches()) {
            long base = Batch.baseOffset(batch, 0);
            if (base != next && !read.isDamaged(next, base)) throw extent.hole(next, base);
            next = check(batch);
        }
        if (next != read.end() && !read.isDamaged(next, read.end())) {
            throw extent.hole(next, read.end());
        }
    }

    /** A batch that was served of a log that is not compacted; where it ends. */
    long check(ByteBuffer batch) {
        // The checksum does not cover the epoch, which therefore may rot.
        boolean isRotten = excuses.hasSegments() && holdsButForEpoch(batch);
        if (isRotten || extent.given().holds(batch)) return Batch.nextOffset(batch, 0);
        throw extent.phantom(Batch.baseOffset(batch, 0));
    }

    private boolean holdsButForEpoch(ByteBuffer batch) {
        Optional<byte[]> given = extent.given().at(Batch.baseOffset(batch, 0));
        if (given.isEmpty() || given.get().length != batch.remaining()) return false;
        ByteBuffer masked = ByteBuffer.allocate(batch.remaining()).put(batch.duplicate()).flip();
        masked.put(EPOCH_AT, given.get(), EPOCH_AT, EPOCH_BEFORE - EPOCH_AT);
        return masked.equals(ByteBuffer.wrap(given.get()));
    }
}
