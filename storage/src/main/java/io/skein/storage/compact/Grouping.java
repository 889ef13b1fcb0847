package io.skein.storage.compact;

import io.skein.storage.format.IndexEntries;
import java.util.ArrayList;
import java.util.List;

/**
 * Which neighbouring segments are rewritten into one. Only where that frees enough: bytes that are
 * written again and again wear the disk and keep it from better work.
 */
public final class Grouping {
    /** A segment is rewritten for its own sake if one byte in so many is garbage. */
    private static final int WORTH_ONE_IN = 8;

    /** A segment of less than one part in so many of the largest is a crumb, and joins others. */
    private static final int CRUMB_ONE_IN = 4;

    /** So many crumbs in a row are made one segment even without garbage. */
    private static final int CRUMBS_MIN = 16;

    private static final int OFFSET_ENTRY_BYTES = IndexEntries.OFFSET_ENTRY_BYTES;
    private static final int TIME_ENTRY_BYTES = IndexEntries.TIME_ENTRY_BYTES;

    private final Bounds bounds;
    private final boolean thorough;
    private final List<List<Tally>> groups = new ArrayList<>();
    private List<Tally> open = new ArrayList<>();
    private long leftBytes;

    /** What a segment may be at most; one that is larger already stays alone. */
    public record Bounds(int segmentBytes, int indexBytesMax, int indexIntervalBytes) {}

    private Grouping(Bounds bounds, boolean thorough) {
        this.bounds = bounds;
        this.thorough = thorough;
    }

    /** Groups in order, and what garbage stays in the others. */
    public record Choice(List<List<Tally>> groups, long leftBytes) {
        public Choice {
            groups = List.copyOf(groups);
        }
    }

    public static Choice of(List<Tally> segments, Bounds bounds, boolean thorough) {
        Grouping grouping = new Grouping(bounds, thorough);
        for (Tally segment : segments) grouping.add(segment);
        grouping.close();
        return new Choice(grouping.groups, grouping.leftBytes);
    }

    private void add(Tally segment) {
        boolean joins = isDue(segment) || isCrumb(segment);
        if (!joins || !fits(segment)) close();
        if (joins) open.add(segment);
        else leftBytes += segment.leftBytes();
    }

    private void close() {
        boolean isWorthIt = open.size() >= CRUMBS_MIN || open.stream().anyMatch(this::isDue);
        if (isWorthIt) groups.add(List.copyOf(open));
        else for (Tally segment : open) leftBytes += segment.leftBytes();
        open = new ArrayList<>();
    }

    private boolean isDue(Tally segment) {
        if (thorough) return segment.leftBytes() > 0;
        return segment.garbageBytes() > 0
                && segment.garbageBytes() >= segment.span().bytes() / WORTH_ONE_IN;
    }

    private boolean isCrumb(Tally segment) {
        return segment.span().bytes() < bounds.segmentBytes() / CRUMB_ONE_IN;
    }

    private boolean fits(Tally segment) {
        if (open.isEmpty()) return true;
        long bytes = 0;
        long batches = 0;
        for (Tally each : open) {
            bytes += each.usefulBytes();
            batches += each.batches();
        }
        bytes += segment.usefulBytes();
        batches += segment.batches();
        long offsets = segment.span().end() - open.getFirst().span().base();
        // Every entry but the first stands for more than the interval.
        long entries = Math.min(batches, bytes / Math.max(1, bounds.indexIntervalBytes()) + 1);
        return bytes <= bounds.segmentBytes()
                && offsets <= Integer.MAX_VALUE
                && entries * OFFSET_ENTRY_BYTES <= bounds.indexBytesMax()
                && (entries + 1) * TIME_ENTRY_BYTES <= bounds.indexBytesMax();
    }
}
