package io.skein.storage.compact;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Why a log should be compacted now.
 *
 * @param from records from here on supersede older ones
 * @param thorough whether all garbage goes, and not only where there is much of it
 * @param overdue whether records have waited for longer than they may
 * @param ratio share of what was not looked at yet; 0 if it is for the tombstones alone
 */
public record Need(long from, boolean thorough, boolean overdue, double ratio)
        implements Comparable<Need> {
    /**
     * So much garbage may stay behind before a pass takes all of it: passes that take what is worth
     * it leave a little each time, and that cannot be found again without looking at all keys.
     */
    private static final double LEFT_RATIO_MAX = 0.1;

    /**
     * Whether there is any, by what is known without reading.
     *
     * @param segments closed, wholly before the high watermark, in order
     * @param dirtyMillis how old the first record is that was not looked at; empty if nobody knows
     */
    public static Optional<Need> of(
            List<Span> segments, Cleaned cleaned, Rules rules, OptionalLong dirtyMillis) {
        long cleanBytes = 0;
        long dirtyBytes = 0;
        for (Span segment : segments) {
            if (segment.end() <= cleaned.seenTo()) cleanBytes += segment.bytes();
            else dirtyBytes += segment.bytes();
        }
        if (dirtyBytes == 0) return Optional.empty();
        double ratio = (double) dirtyBytes / (cleanBytes + dirtyBytes);
        boolean overdue =
                rules.lagMaxMillis() >= 0
                        && dirtyMillis.isPresent()
                        && dirtyMillis.getAsLong() >= rules.lagMaxMillis();
        if (!overdue && ratio < rules.dirtyRatioMin()) return Optional.empty();
        boolean muchIsLeft = cleaned.leftBytes() > LEFT_RATIO_MAX * (cleanBytes + dirtyBytes);
        // What one pass leaves, no later one finds: a promised time holds only if nothing is left.
        boolean thorough = rules.lagMaxMillis() >= 0 || muchIsLeft;
        long from = thorough ? cleaned.cleanTo() : cleaned.seenTo();
        return Optional.of(new Need(from, thorough, overdue, ratio));
    }

    /**
     * Where there is no other need: whether tombstones wait to go. Nothing else would end those of
     * a log to which little is written.
     */
    public static Optional<Need> ofTombstones(Cleaned cleaned, long nowMillis) {
        if (nowMillis < cleaned.tombstonesMillis()) return Optional.empty();
        return Optional.of(new Need(cleaned.cleanTo(), true, false, 0));
    }

    public boolean isForTombstones() {
        return ratio == 0;
    }

    /** The more urgent first. */
    @Override
    public int compareTo(Need other) {
        if (overdue != other.overdue) return overdue ? -1 : 1;
        return Double.compare(other.ratio, ratio);
    }
}
