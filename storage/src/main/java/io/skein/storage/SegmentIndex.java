package io.skein.storage;

import io.skein.records.Batch;
import io.skein.storage.format.IndexEntries;
import java.nio.ByteBuffer;
import java.util.OptionalLong;

/**
 * The index of a segment that still grows, as the very bytes of its two files. Owned by whoever
 * fills it: the log's lane, or a scan. Bytes before what {@link #mark} says never change again, so
 * {@link #unsaved} hands them out uncopied.
 */
final class SegmentIndex {
    private static final int FIRST_ENTRIES = 8;
    private static final ByteBuffer NONE = ByteBuffer.allocate(0);

    /** How far the index has come; enough to go back there. */
    record Mark(
            int offsetBytes,
            int timeBytes,
            int bytesSinceEntry,
            long timestampMax,
            long timestampMaxOffset) {}

    /** Entries for the two files, to be written at these positions. */
    record Tail(ByteBuffer offsets, int offsetsAt, ByteBuffer times, int timesAt) {
        boolean isEmpty() {
            return !offsets.hasRemaining() && !times.hasRemaining();
        }
    }

    private final long base;
    private final int intervalBytes;
    private ByteBuffer offsets = NONE;
    private ByteBuffer times = NONE;
    private int offsetsSaved;
    private int timesSaved;
    private int bytesSinceEntry;
    private long timestampMax = -1;
    private long timestampMaxOffset;
    private boolean isResumed;

    SegmentIndex(long base, int intervalBytes) {
        this.base = base;
        this.intervalBytes = intervalBytes;
    }

    /** Takes up an index where its files left it; the next batch gets an entry of its own. */
    static SegmentIndex resume(long base, int intervalBytes, ByteBuffer offsets, ByteBuffer times) {
        SegmentIndex index = new SegmentIndex(base, intervalBytes);
        index.offsets = offsets.position(offsets.limit());
        index.times = times.position(times.limit());
        index.offsetsSaved = offsets.limit();
        index.timesSaved = times.limit();
        index.bytesSinceEntry = Integer.MAX_VALUE;
        index.isResumed = true;
        if (times.limit() > 0) {
            int last = times.limit() - IndexEntries.TIME_ENTRY_BYTES;
            index.timestampMax = IndexEntries.timestamp(times, last);
            index.timestampMaxOffset = base + IndexEntries.timeRelativeOffset(times, last);
        }
        return index;
    }

    /** Takes note of a batch that stands at {@code position} of the segment. */
    void note(ByteBuffer batch, int at, int position) {
        long last = Batch.lastOffset(batch, at);
        long timestamp = Batch.maxTimestampMillis(batch, at);
        if (timestamp > timestampMax) {
            timestampMax = timestamp;
            timestampMaxOffset = last;
        }
        if (bytesSinceEntry > intervalBytes) {
            offsets = withRoom(offsets, IndexEntries.OFFSET_ENTRY_BYTES);
            offsets.putInt((int) (last - base)).putInt(position);
            noteTime();
            bytesSinceEntry = 0;
        }
        bytesSinceEntry += (int) Batch.sizeBytes(batch, at);
    }

    /** The entry that tells how late the segment goes; for when it is closed. */
    void noteTime() {
        int last = times.position() - IndexEntries.TIME_ENTRY_BYTES;
        boolean isLater = last < 0 || IndexEntries.timestamp(times, last) < timestampMax;
        if (timestampMax < 0 || !isLater) return;
        times = withRoom(times, IndexEntries.TIME_ENTRY_BYTES);
        times.putLong(timestampMax).putInt((int) (timestampMaxOffset - base));
    }

    /** Whether one of the files has no room for another entry and the last one. */
    boolean isFull(int bytesMax) {
        return offsets.position() + IndexEntries.OFFSET_ENTRY_BYTES > bytesMax
                || times.position() + 2 * IndexEntries.TIME_ENTRY_BYTES > bytesMax;
    }

    /** The newest time of any batch so far, as far as known; negative if there is none. */
    long newestMillis() {
        return timestampMax;
    }

    /** Whether it was made from all batches, and not taken up from files that may be wrong. */
    boolean isFirstHand() {
        return !isResumed;
    }

    /** The newest time that the first entry knows of: about when the segment began. */
    OptionalLong earlyMillis() {
        if (times.position() == 0) return OptionalLong.empty();
        return OptionalLong.of(IndexEntries.timestamp(times, 0));
    }

    /** Entries that no earlier call has handed out. */
    Tail unsaved() {
        Tail tail =
                new Tail(
                        offsets.slice(offsetsSaved, offsets.position() - offsetsSaved),
                        offsetsSaved,
                        times.slice(timesSaved, times.position() - timesSaved),
                        timesSaved);
        offsetsSaved = offsets.position();
        timesSaved = times.position();
        return tail;
    }

    /** Everything, for files that are written anew. */
    Tail all() {
        offsetsSaved = 0;
        timesSaved = 0;
        return unsaved();
    }

    /** The entry at or before this offset, as a place to start reading; the beginning otherwise. */
    Anchor anchor(long offset) {
        return Anchor.of(base, offsets, offsets.position(), offset);
    }

    /** A view of the entries so far that later ones do not change. */
    SegmentIndexes.Pair entries() {
        return new SegmentIndexes.Pair(
                offsets.slice(0, offsets.position()), times.slice(0, times.position()));
    }

    Mark mark() {
        return new Mark(
                offsets.position(),
                times.position(),
                bytesSinceEntry,
                timestampMax,
                timestampMaxOffset);
    }

    void restore(Mark mark) {
        // Entries handed out stay as they are for those who hold them; new ones go elsewhere.
        offsets = copy(offsets, mark.offsetBytes());
        times = copy(times, mark.timeBytes());
        offsetsSaved = Math.min(offsetsSaved, mark.offsetBytes());
        timesSaved = Math.min(timesSaved, mark.timeBytes());
        bytesSinceEntry = mark.bytesSinceEntry();
        timestampMax = mark.timestampMax();
        timestampMaxOffset = mark.timestampMaxOffset();
    }

    private static ByteBuffer copy(ByteBuffer entries, int bytes) {
        return ByteBuffer.allocate(bytes).put(entries.slice(0, bytes));
    }

    private static ByteBuffer withRoom(ByteBuffer entries, int entryBytes) {
        if (entries.remaining() >= entryBytes) return entries;
        int capacity = Math.max(FIRST_ENTRIES * entryBytes, entries.capacity() * 2);
        return ByteBuffer.allocate(capacity).put(entries.flip());
    }
}
