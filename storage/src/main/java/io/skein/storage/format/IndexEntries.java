package io.skein.storage.format;

import java.nio.ByteBuffer;

/**
 * The entries of index files, in ascending order, as functions over a big-endian buffer that starts
 * with the first entry and has {@code bytes} of them.
 *
 * <pre>
 * .index      last offset of a batch - base i32 | the batch's position in the segment i32
 * .timeindex  greatest timestamp up to an offset i64 | last offset of its batch - base i32
 * </pre>
 */
public final class IndexEntries {
    public static final int OFFSET_ENTRY_BYTES = 8;
    public static final int TIME_ENTRY_BYTES = 12;

    private IndexEntries() {}

    /** Where the last entry at or before the relative offset starts; -1 if all are later. */
    public static int floor(ByteBuffer entries, int bytes, long relativeOffset) {
        int low = 0;
        int high = bytes / OFFSET_ENTRY_BYTES;
        while (low < high) {
            int middle = (low + high) >>> 1;
            boolean isLater = entries.getInt(middle * OFFSET_ENTRY_BYTES) > relativeOffset;
            if (isLater) high = middle;
            else low = middle + 1;
        }
        return (low - 1) * OFFSET_ENTRY_BYTES;
    }

    /** Where the last entry with a timestamp below this one starts; negative if there is none. */
    public static int lower(ByteBuffer entries, int bytes, long timestamp) {
        int low = 0;
        int high = bytes / TIME_ENTRY_BYTES;
        while (low < high) {
            int middle = (low + high) >>> 1;
            boolean isBelow = entries.getLong(middle * TIME_ENTRY_BYTES) < timestamp;
            if (isBelow) low = middle + 1;
            else high = middle;
        }
        return (low - 1) * TIME_ENTRY_BYTES;
    }

    public static int relativeOffset(ByteBuffer entries, int at) {
        return entries.getInt(at);
    }

    public static int position(ByteBuffer entries, int at) {
        return entries.getInt(at + 4);
    }

    public static long timestamp(ByteBuffer entries, int at) {
        return entries.getLong(at);
    }

    public static int timeRelativeOffset(ByteBuffer entries, int at) {
        return entries.getInt(at + 8);
    }
}
