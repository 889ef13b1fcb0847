package io.skein.scenarios.storage;

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
    private final GivenBatches given = new GivenBatches();
    private Fate fate = Fate.BEING_MADE;
    private long promised;
    private long startLeast;
    private long startMost;
    private long agreed;
    private boolean isThinned;
    private long ceiling = Long.MAX_VALUE;
    private long doubtful = Long.MAX_VALUE;
    private OptionalLong newOrigin = OptionalLong.empty();

    Ghost(LogName name, Uuid topic, boolean isKeyed) {
        this.name = name;
        this.topic = topic;
        this.isKeyed = isKeyed;
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
        return Producers.of(given.all());
    }

    List<byte[]> batches() {
        return given.all();
    }

    /** All before this is promised. */
    long promised() {
        return promised;
    }

    /** What is before this may have gone. */
    long startMost() {
        return startMost;
    }

    /** Before this nothing is ever cut: compaction has looked at it. */
    long agreed() {
        return agreed;
    }

    void agreedTo(long offset) {
        agreed = Math.max(agreed, offset);
    }

    void given(byte[] batch, long end) {
        given.add(batch, end);
    }

    void promise(long end) {
        promised = Math.max(promised, Math.min(end, Math.min(ceiling, doubtful)));
    }

    /** Nobody can tell any more that these bytes were durable, until that is written down. */
    void mayLose(long from) {
        doubtful = Math.min(doubtful, Math.max(from, startLeast));
        promised = Math.min(promised, doubtful);
    }

    /** After an orderly stop it is. */
    void isWrittenDown() {
        doubtful = Long.MAX_VALUE;
        promise(given.end());
    }

    /** The log said that it has lost what is behind this. */
    void cutBack(long end) {
        if (end < promised) throw lost("cut to " + end);
        given.forgetAfter(end);
    }

    private Violation lost(String how) {
        return new Violation("lost-write", name + " " + how + ", but " + promised + " is promised");
    }

    /** The batch that holds this offset may go from now on, and all behind it. */
    void mayEndAt(long offset) {
        ceiling = given.endIfCutAt(offset);
        promised = Math.min(promised, ceiling);
    }

    /** All that might go has gone for good, it was said, and what is left is durable so far. */
    void endsAt(long end, long durableEnd) {
        long expected = Math.min(ceiling, given.end());
        // Compaction may have joined batches of which the cut takes all.
        boolean isHole = end < expected && excuses.covers(end, expected);
        if (end != expected && !(isKeyed && end < expected) && !isHole) {
            throw new Violation("wrong-cut", name + " cut to " + end + ", not to " + expected);
        }
        given.forgetAfter(end);
        ceiling = Long.MAX_VALUE;
        promised = Math.min(durableEnd, doubtful);
    }

    /** Nothing was cut after all. */
    void staysAsItIs(long durableEnd) {
        ceiling = Long.MAX_VALUE;
        newOrigin = OptionalLong.empty();
        promise(durableEnd);
    }

    /** All may go from now on, and the log begin anew at this offset. */
    void mayBeginAt(long offset) {
        ceiling = startLeast;
        promised = startLeast;
        newOrigin = OptionalLong.of(offset);
    }

    void beginsAt(long offset) {
        given.beginAt(offset);
        startLeast = offset;
        startMost = offset;
        agreed = offset;
        isThinned = false;
        promised = offset;
        doubtful = Long.MAX_VALUE;
        ceiling = Long.MAX_VALUE;
        newOrigin = OptionalLong.empty();
    }

    void mayStartAt(long offset) {
        startMost = Math.max(startMost, offset);
    }

    void startsAt(long offset) {
        startLeast = Math.max(startLeast, Math.min(offset, startMost));
    }

    /** A whole reading of the log: of a new life, or of one that goes on and is quiet. */
    void found(Reading read) {
        boolean isEmptied =
                read.start() == read.end() && newOrigin.equals(OptionalLong.of(read.start()));
        if (isEmptied) beginsAt(read.start());
        if (read.end() < promised) throw lost("ends at " + read.end());
        if (read.start() < startLeast || read.start() > startMost) {
            throw new Violation(
                    "wrong-start",
                    "%s starts at %d, not between %d and %d"
                            .formatted(name, read.start(), startLeast, startMost));
        }
        excuses.isOpen();
        read.damaged().forEach(range -> checkDamaged(range.from(), range.before()));
        // What newer records have made useless is gone, and now those are too.
        isThinned |= newOrigin.isPresent() && read.end() < agreed;
        if (isThinned) excuses.forgetful();
        boolean isJudged = !isThinned && !excuses.hasSegments();
        if (isKeyed && isJudged && read.damaged().isEmpty()) {
            long next = KeyedJudge.judge(given.all(), read.batches(), read.start(), read.end());
            if (next != read.end()) throw hole(next, read.end());
        } else if (!isKeyed) {
            follow(read);
        }
        given.forgetAfter(read.end());
        fate = Fate.THERE;
        promised = Math.min(read.end(), doubtful);
        startLeast = read.start();
        startMost = read.start();
        ceiling = Long.MAX_VALUE;
        newOrigin = OptionalLong.empty();
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
            if (base != next && !read.isDamaged(next, base)) throw hole(next, base);
            next = check(batch);
        }
        if (next != read.end() && !read.isDamaged(next, read.end())) throw hole(next, read.end());
    }

    private Violation hole(long from, long to) {
        return new Violation("offset-hole", "%s: %d follows %d".formatted(name, to, from));
    }

    /** A batch that was served of a log that is not compacted; where it ends. */
    long check(ByteBuffer batch) {
        Optional<byte[]> expected = given.at(Batch.baseOffset(batch, 0));
        byte[] bytes = new byte[batch.remaining()];
        batch.get(batch.position(), bytes);
        boolean isSame = expected.isPresent() && isSame(expected.get(), bytes);
        if (isSame) return Batch.nextOffset(batch, 0);
        throw new Violation(
                "phantom-batch", name + "@" + Batch.baseOffset(batch, 0) + " was never given");
    }

    private boolean isSame(byte[] one, byte[] other) {
        if (Arrays.equals(one, other)) return true;
        // The checksum does not cover the epoch, which therefore may rot.
        if (!excuses.hasSegments() || one.length != other.length) return false;
        byte[] masked = other.clone();
        System.arraycopy(one, EPOCH_AT, masked, EPOCH_AT, EPOCH_BEFORE - EPOCH_AT);
        return Arrays.equals(one, masked);
    }
}
