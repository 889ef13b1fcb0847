package io.skein.storage;

import io.skein.storage.format.Checkpoint;
import java.util.Optional;

/**
 * A point in a log's life: where it ended, and how its last segment stood. As a recovery point, all
 * before it is durable, and a start after a crash takes up the segment right there.
 *
 * @param offset the next offset
 * @param segmentBase the last segment
 * @param position where {@code offset} begins in it
 */
record LogPoint(long offset, long segmentBase, int position, SegmentIndex.Mark index) {
    /** As many fields as {@link #text} has. */
    static final int FIELDS = 9;

    /** Where a segment begins. */
    static LogPoint begin(long offset) {
        return new LogPoint(offset, offset, 0, SegmentIndex.Mark.start(offset));
    }

    /** Numbers, with blanks between them. */
    String text() {
        Digest offsets = index.offsets();
        Digest times = index.times();
        return offset
                + " "
                + segmentBase
                + " "
                + position
                + " "
                + offsets.bytes()
                + " "
                + Long.toHexString(offsets.hash())
                + " "
                + times.bytes()
                + " "
                + Long.toHexString(times.hash())
                + " "
                + Long.toHexString(index.timestampMax())
                + " "
                + (index.timestampMaxOffset() - segmentBase);
    }

    /** Empty if that is nothing that {@link #text} gives. */
    static Optional<LogPoint> parse(String[] fields, int first) {
        try {
            long offset = Checkpoint.number(fields[first]);
            long base = Checkpoint.number(fields[first + 1]);
            int position = Math.toIntExact(Checkpoint.number(fields[first + 2]));
            Digest offsets = digest(fields, first + 3);
            Digest times = digest(fields, first + 5);
            long latest = Long.parseUnsignedLong(fields[first + 7], 16);
            long latestOffset = Checkpoint.number(fields[first + 8]);
            boolean isSense = base >= 0 && offset >= base && position >= 0 && latestOffset >= 0;
            if (!isSense || offsets.bytes() < 0 || times.bytes() < 0) return Optional.empty();
            long latestAt = base + latestOffset;
            SegmentIndex.Mark mark =
                    new SegmentIndex.Mark(offsets, times, Integer.MAX_VALUE, latest, latestAt);
            return Optional.of(new LogPoint(offset, base, position, mark));
        } catch (ArithmeticException | NumberFormatException senseless) {
            return Optional.empty();
        }
    }

    private static Digest digest(String[] fields, int at) {
        int bytes = Math.toIntExact(Checkpoint.number(fields[at]));
        return new Digest(bytes, Long.parseUnsignedLong(fields[at + 1], 16));
    }
}
