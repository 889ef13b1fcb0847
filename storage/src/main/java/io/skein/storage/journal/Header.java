package io.skein.storage.journal;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * What a journal file says of itself each time its use begins. There are two places for it, taken
 * in turn: while the new one is being written the old one still counts, and with it the old frames.
 * It stands there twice, far enough apart that a crash tears only one; if neither makes sense it is
 * damaged, and there may have been frames that nobody can find any more.
 *
 * @param generation how many uses of this file there were before
 * @param first sequence of the first frame of this use
 * @param liveFrom when the use began, no frame before this one was needed any more
 * @param secret drawn for this use, part of the checksums of its frames
 */
record Header(long generation, long first, long liveFrom, long secret) {
    /** Frames begin here: both headers have a block of the disk to themselves. */
    static final int FRAMES_AT = 8192;

    static final int BYTES = 40;
    private static final int SLOT_BYTES = FRAMES_AT / 2;

    /** From one copy to the other. */
    static final int COPY_AT = SLOT_BYTES / 2;

    private static final int MAGIC = 0x534B4A48;
    private static final int SUMMED_FROM = 8;

    /** Where it stands in the file. */
    int position() {
        return (int) (generation % 2) * SLOT_BYTES;
    }

    ByteBuffer bytes() {
        ByteBuffer bytes = ByteBuffer.allocate(COPY_AT + BYTES);
        bytes.putInt(MAGIC).putInt(0);
        bytes.putLong(generation).putLong(first).putLong(liveFrom).putLong(secret);
        bytes.putInt(4, sum(bytes, 0));
        bytes.put(COPY_AT, bytes, 0, BYTES);
        return bytes.clear();
    }

    /** The newer of the two headers of a file; empty if neither makes sense. */
    static Optional<Header> of(ByteBuffer file) {
        return newer(slot(file, 0), slot(file, SLOT_BYTES));
    }

    /** Whether a header that was whole once cannot be read any more. */
    static boolean isRotten(ByteBuffer file) {
        return isRotten(file, 0) || isRotten(file, SLOT_BYTES);
    }

    private static boolean isRotten(ByteBuffer file, int slot) {
        boolean isThere = isWritten(file, slot) && isWritten(file, slot + COPY_AT);
        return isThere && slot(file, slot).isEmpty();
    }

    private static boolean isWritten(ByteBuffer file, int start) {
        for (int at = start; at < Math.min(start + BYTES, file.limit()); at++) {
            if (file.get(at) != 0) return true;
        }
        return false;
    }

    private static Optional<Header> slot(ByteBuffer file, int start) {
        return newer(at(file, start), at(file, start + COPY_AT));
    }

    private static Optional<Header> newer(Optional<Header> one, Optional<Header> other) {
        if (one.isEmpty() || other.isEmpty()) return one.or(() -> other);
        return one.get().generation > other.get().generation ? one : other;
    }

    private static Optional<Header> at(ByteBuffer file, int start) {
        if (file.limit() < start + BYTES || file.getInt(start) != MAGIC) return Optional.empty();
        if (file.getInt(start + 4) != sum(file, start)) return Optional.empty();
        long generation = file.getLong(start + 8);
        long first = file.getLong(start + 16);
        long liveFrom = file.getLong(start + 24);
        if (generation < 0 || liveFrom < 0 || first < liveFrom) return Optional.empty();
        return Optional.of(new Header(generation, first, liveFrom, file.getLong(start + 32)));
    }

    private static int sum(ByteBuffer bytes, int start) {
        CRC32C crc = new CRC32C();
        crc.update(bytes.slice(start + SUMMED_FROM, BYTES - SUMMED_FROM));
        return (int) crc.getValue();
    }
}
