package io.skein.raft.core;

import io.skein.foundation.Check;

/**
 * A place in the log, between two entries: just before the entry at {@code next}, just behind one
 * that was written in {@code epoch} (0 at the very start). Ordered by how much a log that ends
 * there knows: the later epoch wins, then the longer log (Raft §5.4.1).
 */
public record LogPoint(long next, int epoch) implements Comparable<LogPoint> {
    /** Before everything. */
    public static final LogPoint START = new LogPoint(0, 0);

    public LogPoint {
        Check.that(next >= 0, "offsets start at zero", next);
        Check.that(epoch >= 0, "epochs are not negative", epoch);
        Check.that((next == 0) == (epoch == 0), "only the start lies behind no entry", next);
    }

    /** Where the log ends when {@code count} entries of {@code inEpoch} follow this point. */
    public LogPoint plus(int count, int inEpoch) {
        Check.that(count > 0, "something is appended", count);
        Check.ordered(epoch, inEpoch, "epochs in a log never decrease");
        return new LogPoint(Math.addExact(next, count), inEpoch);
    }

    @Override
    public int compareTo(LogPoint other) {
        int byEpoch = Integer.compare(epoch, other.epoch);
        return byEpoch != 0 ? byEpoch : Long.compare(next, other.next);
    }
}
