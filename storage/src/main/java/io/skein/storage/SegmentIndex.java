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

    /** How far the index has come; enough to go back there, or to go on from its files. */
    record Mark(
            Digest offsets,
            Digest times,
            int bytesSinceEntry,
            long timestampMax,
            long timestampMaxOffset) {
        static Mark start(long base) {
            return new Mark(Digest.EMPTY, Digest.EMPTY, 0, -1, base);
        }

        /** Whether the files of a pair begin with the very entries that are meant here. */
        boolean isProvenBy(SegmentIndexes.Pair files) {
            return isIn(files)
                    && Digest.of(files.offsets(), offsets.bytes()).equals(offsets)
                    && Digest.of(files.times(), times.bytes()).equals(times);
        }

        /** Whether the files of a pair have nothing more than that. */
        boolean isAllOf(SegmentIndexes.Pair files) {
            return files.offsets().limit() == offsets.bytes()
                    && files.times().limit() == times.bytes();
        }

        /** Whether the files of a pair are long enough. */
        boolean isIn(SegmentIndexes.Pair files) {
            return files.offsets().limit() >= offsets.bytes()
                    && files.times().limit() >= times.bytes();
        }
    }

    /** Entries for the two files, to be written at these positions, and where that leads. */
    record Tail(ByteBuffer offsets, int offsetsAt, ByteBuffer times, int timesAt, Mark after) {}

    private final long base;
    private final int intervalBytes;
    private ByteBuffer offsets = NONE;
    private ByteBuffer times = NONE;
    private int offsetsSaved;
    private int timesSaved;
    private Digest offsetsDigest = Digest.EMPTY;
    private Digest timesDigest = Digest.EMPTY;
    private int bytesSinceEntry;
    private long timestampMax = -1;
    private long timestampMaxOffset;

    SegmentIndex(long base, int intervalBytes) {
        this.base = base;
        this.intervalBytes = intervalBytes;
        this.timestampMaxOffset = base;
    }

    /** Takes up from its files what was there at {@code mark}; the next batch gets an entry. */
    void takeUp(SegmentIndexes.Pair files, Mark mark) {
        offsets = files.offsets().slice(0, mark.offsets().bytes());
        times = files.times().slice(0, mark.times().bytes());
        offsetsSaved = mark.offsets().bytes();
        timesSaved = mark.times().bytes();
        goBackTo(mark);
        bytesSinceEntry = Integer.MAX_VALUE;
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
            offsetsDigest = offsetsDigest.upTo(offsets, offsets.position());
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
        timesDigest = timesDigest.upTo(times, times.position());
    }

    /** Whether one of the files has no room for another entry and the last one. */
    boolean isFull(int bytesMax) {
        return offsets.position() + IndexEntries.OFFSET_ENTRY_BYTES > bytesMax
                || times.position() + 2 * IndexEntries.TIME_ENTRY_BYTES > bytesMax;
    }

    /** The newest time of any batch so far, whatever files may say; negative if there is none. */
    long newestMillis() {
        return timestampMax;
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
                        timesSaved,
                        mark());
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
                offsetsDigest, timesDigest, bytesSinceEntry, timestampMax, timestampMaxOffset);
    }

    void restore(Mark mark) {
        // Entries handed out stay as they are for those who hold them; new ones go elsewhere.
        offsets = copy(offsets, mark.offsets().bytes());
        times = copy(times, mark.times().bytes());
        goBackTo(mark);
    }

    private void goBackTo(Mark mark) {
        offsets.position(mark.offsets().bytes());
        times.position(mark.times().bytes());
        offsetsSaved = Math.min(offsetsSaved, mark.offsets().bytes());
        timesSaved = Math.min(timesSaved, mark.times().bytes());
        offsetsDigest = mark.offsets();
        timesDigest = mark.times();
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
