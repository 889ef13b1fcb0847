package io.skein.storage;

import io.skein.foundation.Check;
import io.skein.foundation.EpochTrail;
import io.skein.storage.compact.Span;
import io.skein.storage.producers.Producers;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The segments of a log as its lane knows them, oldest first; the last grows. Owned by the log's
 * lane. Indexes stay in memory until the next segment has something durable, since only then the
 * committer has surely put them into their files.
 */
final class Segments {
    private static final int TIME_READ_BYTES = 64 << 10;

    private final String folder;
    private final List<Segment> segments;

    /** Records before this were deleted, though their segment may be there yet. */
    private long start;

    /** How many segments from the first on have their index in files only. */
    private int filed;

    Segments(String folder, List<Segment> segments, long start) {
        this.folder = folder;
        this.segments = new ArrayList<>(segments);
        this.start = start;
        this.filed = segments.size() - 1;
    }

    long start() {
        return Math.max(start, segments.getFirst().base());
    }

    /** Records before this are deleted. */
    void startAt(long offset) {
        start = Math.max(start, offset);
    }

    /** Whether nothing in the oldest segment can be read any more, and there is another. */
    boolean isOldestDeleted() {
        return segments.size() > 1 && segments.get(1).base() <= start;
    }

    long activeBase() {
        return segments.getLast().base();
    }

    SegmentIndex activeIndex() {
        return segments.getLast()
                .index()
                .orElseThrow(() -> Check.unreachable("a segment that grows has its index here"));
    }

    boolean mustRoll(int bytes, long next, LogSettings settings) {
        Segment active = segments.getLast();
        if (active.bytes() == 0) return false;
        boolean isFull = (long) active.bytes() + bytes > settings.segmentBytes();
        return isFull
                || next - 1 - active.base() > Integer.MAX_VALUE
                || activeIndex().isFull(settings.indexBytesMax());
    }

    /** Whether the last segment has grown for too long. */
    boolean isOld(long nowMillis, LogName name, LogSettings.SegmentAge age) {
        Segment active = segments.getLast();
        if (active.bytes() == 0) return false;
        return age.isReached(active.ageMillis(nowMillis), name, active.base());
    }

    /** The last segment, if it has anything in it. */
    Optional<Segment> active() {
        return Optional.of(segments.getLast()).filter(active -> active.bytes() > 0);
    }

    /**
     * The oldest segment, if it is closed, in its files for certain, and wholly before this offset.
     */
    Optional<Segment> oldestClosed(long before) {
        if (filed == 0 || segments.get(1).base() > before) return Optional.empty();
        return Optional.of(segments.getFirst());
    }

    /** Closed segments that are in their files for certain, and wholly before this offset. */
    List<Span> closed(long before) {
        List<Span> closed = new ArrayList<>();
        for (int i = 0; i < filed && segments.get(i + 1).base() <= before; i++) {
            Segment segment = segments.get(i);
            // What is deleted waits for retention only.
            if (segments.get(i + 1).base() <= start) continue;
            closed.add(new Span(segment.base(), segments.get(i + 1).base(), segment.bytes()));
        }
        return closed;
    }

    /** The files of these closed segments were replaced by those of one. */
    void replace(List<Span> old, Segment made) {
        int at = indexOf(made.base());
        for (Span each : old) {
            Check.same(each.base(), segments.remove(at).base(), "what is replaced is there");
        }
        segments.add(at, made);
        filed -= old.size() - 1;
    }

    /** Where the oldest segment, a closed one, ends. */
    long endOfOldest() {
        return segments.get(1).base();
    }

    /** The log begins with the next segment from now on. */
    void removeOldest() {
        Check.that(filed > 0, "only a closed segment goes");
        segments.removeFirst();
        filed--;
    }

    /** Bytes of all batches. */
    long sizeBytes() {
        long bytes = 0;
        for (Segment segment : segments) bytes += segment.bytes();
        return bytes;
    }

    /** Takes note of a batch at the end of the last segment. */
    void note(ByteBuffer batch) {
        Segment active = segments.getLast();
        activeIndex().note(batch, 0, active.bytes());
        active.stand(active.bytes() + batch.remaining());
    }

    /** Begins a segment; returns the last entries of the one before. */
    SegmentIndex.Tail roll(long base, int indexIntervalBytes) {
        SegmentIndex closed = activeIndex();
        closed.noteTime();
        SegmentIndex index = new SegmentIndex(base, indexIntervalBytes);
        segments.add(new Segment(base, 0, Optional.of(index)));
        return closed.unsaved();
    }

    Handover.Before before(long end, EpochTrail epochs, Producers producers) {
        Segment active = segments.getLast();
        LogPoint point = new LogPoint(end, active.base(), active.bytes(), activeIndex().mark());
        return new Handover.Before(point, epochs, producers);
    }

    Handover.Sealed sealed(long end, EpochTrail epochs, Producers producers) {
        return new Handover.Sealed(end, epochs, producers, activeIndex().unsaved());
    }

    void cutBack(Handover.Before before) {
        while (activeBase() > before.point().segmentBase()) segments.removeLast();
        segments.getLast().stand(before.point().position());
        activeIndex().restore(before.point().index());
    }

    /** The segment that holds {@code offset}, which is not before the start. */
    long baseOf(long offset) {
        return segments.get(indexOf(offset)).base();
    }

    /** The log was cut and ends in this segment, of which less may be left. */
    void cut(Segment last, long end) {
        start = Math.min(start, end);
        while (!segments.isEmpty() && activeBase() >= last.base()) segments.removeLast();
        segments.add(last);
        filed = Math.min(filed, segments.size() - 1);
    }

    /** The log was emptied and begins anew with this segment. */
    void restart(Segment only) {
        start = only.base();
        segments.clear();
        segments.add(only);
        filed = 0;
    }

    /** The committer has made durable what there is, and stands in the segment of this base. */
    void durable(long base) {
        while (filed < segments.size() - 1 && base >= segments.get(filed + 1).base()) {
            segments.get(filed).forgetIndex();
            filed++;
        }
    }

    /** What to read to get {@code offset}, which is not before the start. */
    ReadOrder order(long offset, long limit, int bytesMax) {
        int at = indexOf(offset);
        Segment segment = segments.get(at);
        Optional<Anchor> anchor = segment.index().map(index -> index.anchor(offset));
        return new ReadOrder(
                folder,
                segment.base(),
                segment.bytes(),
                offset,
                Math.min(limit, endOf(at)),
                bytesMax,
                anchor);
    }

    /** All segments with records kept before {@code limit}, to be searched for a time. */
    List<TimeOrder> timeOrders(long limit) {
        List<TimeOrder> orders = new ArrayList<>();
        for (int i = indexOf(start()); i < segments.size(); i++) {
            Segment segment = segments.get(i);
            if (segment.base() >= limit) break;
            long from = Math.max(start, segment.base());
            ReadOrder order = order(from, limit, TIME_READ_BYTES);
            orders.add(new TimeOrder(order, segment.index().map(SegmentIndex::entries)));
        }
        return orders;
    }

    private long endOf(int at) {
        return at + 1 < segments.size() ? segments.get(at + 1).base() : Long.MAX_VALUE;
    }

    private int indexOf(long offset) {
        int low = 0;
        int high = segments.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (segments.get(middle).base() <= offset) low = middle + 1;
            else high = middle;
        }
        return low - 1;
    }
}
