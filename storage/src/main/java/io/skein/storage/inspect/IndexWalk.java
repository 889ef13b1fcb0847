package io.skein.storage.inspect;

import io.skein.storage.format.IndexEntries;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Optional;

/** Goes through the entries of an index file, from the first to the last. One thread's. */
public final class IndexWalk implements AutoCloseable {
    private static final int WINDOW_ENTRIES = 4096;

    /**
     * An entry.
     *
     * @param position its own, in the index file
     * @param key what entries ascend by first: a relative offset, or a timestamp
     * @param value what they ascend by too: a batch's position, or a relative offset
     */
    public record Entry(long position, long key, long value) {
        boolean isBefore(Entry other) {
            return key < other.key && value < other.value;
        }
    }

    private final ReadOnlyFile file;
    private final int entryBytes;
    private final ByteBuffer window;
    private long next;

    private IndexWalk(ReadOnlyFile file, int entryBytes) {
        this.file = file;
        this.entryBytes = entryBytes;
        this.window = ByteBuffer.allocate(WINDOW_ENTRIES * entryBytes).limit(0);
    }

    /** Of an {@code .index} file. */
    public static IndexWalk offsets(Path index) throws IOException {
        return new IndexWalk(ReadOnlyFile.open(index), IndexEntries.OFFSET_ENTRY_BYTES);
    }

    /** Of a {@code .timeindex} file. */
    public static IndexWalk times(Path index) throws IOException {
        return new IndexWalk(ReadOnlyFile.open(index), IndexEntries.TIME_ENTRY_BYTES);
    }

    /** The next whole entry; empty behind the last. */
    public Optional<Entry> next() throws IOException {
        if (!window.hasRemaining() && !fill()) return Optional.empty();
        int at = window.position();
        boolean isTime = entryBytes == IndexEntries.TIME_ENTRY_BYTES;
        Entry entry =
                isTime
                        ? new Entry(
                                next,
                                IndexEntries.timestamp(window, at),
                                IndexEntries.timeRelativeOffset(window, at))
                        : new Entry(
                                next,
                                IndexEntries.relativeOffset(window, at),
                                IndexEntries.position(window, at));
        window.position(at + entryBytes);
        next += entryBytes;
        return Optional.of(entry);
    }

    /** Bytes behind the last whole entry. */
    public int oddBytes() {
        return (int) (file.length() % entryBytes);
    }

    private boolean fill() throws IOException {
        long left = file.length() - oddBytes() - next;
        window.clear().limit((int) Math.max(0, Math.min(window.capacity(), left)));
        int read = file.read(window, next);
        window.flip().limit(read - read % entryBytes);
        return window.hasRemaining();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
