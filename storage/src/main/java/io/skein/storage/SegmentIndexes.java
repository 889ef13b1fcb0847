package io.skein.storage;

import io.skein.foundation.world.Disk;
import io.skein.foundation.world.DiskFile;
import io.skein.records.Batch;
import io.skein.records.BatchCheck;
import io.skein.storage.format.IndexEntries;
import io.skein.storage.format.SegmentName;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.util.LinkedHashMap;

/**
 * Indexes of closed segments, mapped on first use; those that are missing or senseless are made
 * again in memory from the segment. Owned by the read lane; the longest unused go first.
 */
final class SegmentIndexes {
    private static final float LOAD = 0.75f;
    private static final int SCAN_BYTES = 1 << 20;
    private static final int INTERVAL_BYTES = 4096;

    /** Both files' entries. */
    record Pair(ByteBuffer offsets, ByteBuffer times) {
        Anchor anchor(long base, long offset) {
            return Anchor.of(base, offsets, offsets.limit(), offset);
        }
    }

    private final Disk disk;
    private final int indexesMax;
    private final LinkedHashMap<String, Pair> held = new LinkedHashMap<>(16, LOAD, true);

    SegmentIndexes(Disk disk, int indexesMax) {
        this.disk = disk;
        this.indexesMax = indexesMax;
    }

    Pair of(ReadOrder order, DiskFile log) throws IOException {
        String key = SegmentName.of(order.folder(), order.base(), "");
        Pair known = held.get(key);
        if (known != null) return known;
        Pair found = load(disk, order.folder(), order.base());
        return hold(key, isCredible(found, order) ? found : make(order, log));
    }

    /** The index has led astray: the segment itself says what is right. */
    Pair remake(ReadOrder order, DiskFile log) throws IOException {
        return hold(SegmentName.of(order.folder(), order.base(), ""), make(order, log));
    }

    void forget(String folder) {
        held.keySet().removeIf(key -> key.startsWith(folder + "/"));
    }

    void forget(String folder, long base) {
        held.remove(SegmentName.of(folder, base, ""));
    }

    private Pair hold(String key, Pair pair) {
        held.put(key, pair);
        if (held.size() > indexesMax) held.pollFirstEntry();
        return pair;
    }

    /** What is in the two files. */
    static Pair load(Disk disk, String folder, long base) throws IOException {
        ByteBuffer offsets =
                entries(
                        disk,
                        SegmentName.of(folder, base, SegmentName.INDEX),
                        IndexEntries.OFFSET_ENTRY_BYTES);
        ByteBuffer times =
                entries(
                        disk,
                        SegmentName.of(folder, base, SegmentName.TIME_INDEX),
                        IndexEntries.TIME_ENTRY_BYTES);
        return new Pair(offsets, times);
    }

    private static ByteBuffer entries(Disk disk, String name, int entryBytes) throws IOException {
        try (DiskFile file = disk.open(name)) {
            long length = file.length();
            if (length == 0 || length % entryBytes != 0 || length > Integer.MAX_VALUE) {
                return ByteBuffer.allocate(0);
            }
            return file.map(0, (int) length);
        } catch (NoSuchFileException absent) {
            return ByteBuffer.allocate(0);
        }
    }

    /** A closed segment's time index tells its latest time; without an entry it is not whole. */
    private static boolean isCredible(Pair pair, ReadOrder order) {
        if (!pair.times().hasRemaining()) return false;
        int last = pair.offsets().limit() - IndexEntries.OFFSET_ENTRY_BYTES;
        if (last < 0) return order.bytes() <= INTERVAL_BYTES;
        int position = IndexEntries.position(pair.offsets(), last);
        return position >= 0
                && position < order.bytes()
                && IndexEntries.relativeOffset(pair.offsets(), last) >= 0;
    }

    private static Pair make(ReadOrder order, DiskFile log) throws IOException {
        SegmentIndex index = new SegmentIndex(order.base(), INTERVAL_BYTES);
        ByteBuffer buffer = ByteBuffer.allocate(Math.min(SCAN_BYTES, order.bytes()));
        long expected = order.base();
        int position = 0;
        boolean isSound = true;
        while (isSound && position < order.bytes()) {
            buffer.clear().limit(Math.min(buffer.capacity(), order.bytes() - position));
            int read = log.read(buffer, position);
            int at = 0;
            while (at < read
                    && BatchCheck.stored(buffer, at, read).isValid()
                    && Batch.baseOffset(buffer, at) == expected) {
                index.note(buffer, at, position + at);
                expected = Batch.nextOffset(buffer, at);
                at += (int) Batch.sizeBytes(buffer, at);
            }
            position += at;
            if (at == 0) {
                int wanted = BatchReading.bytesOf(buffer, read, order.bytes() - position);
                isSound = wanted > buffer.capacity();
                if (isSound) buffer = ByteBuffer.allocate(wanted);
            }
        }
        index.noteTime();
        SegmentIndex.Tail all = index.all();
        return new Pair(all.offsets(), all.times());
    }
}
