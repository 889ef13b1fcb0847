package io.skein.records;

import io.skein.foundation.Check;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Where a block is unpacked to: an array that grows as bytes come. Whoever writes calls {@link
 * #reserve}, writes from {@link #at} on, moves it, and stops once it {@link #isTooLarge}. Bytes at
 * and behind {@code at} are nobody's: a decoder that failed may have left anything there.
 */
final class Unpacked {
    /** The largest block of LZ4, whose size is known only when it is unpacked. */
    static final int OVERSHOOT_BYTES_MAX = 4 << 20;

    private static final int FIRST_BYTES_MIN = 4096;

    byte[] array;
    int at;
    private final int allowedBytes;
    private boolean passed;

    /** For a block of {@code compressedBytes}, which may become {@code allowedBytes}. */
    Unpacked(int compressedBytes, int allowedBytes) {
        this.allowedBytes = allowedBytes;
        long guess = Math.max(FIRST_BYTES_MIN, 4L * compressedBytes);
        this.array = new byte[(int) Math.min(guess, bytesMax())];
    }

    /** One byte more than allowed, so that what just fits is told from what does not. */
    private long bytesMax() {
        return allowedBytes + 1L;
    }

    /** Makes room for this many bytes more: what is known to come, not what a header claims. */
    void reserve(int bytes) {
        if (bytes <= room()) return;
        long needed = (long) at + bytes;
        long last = bytesMax() + OVERSHOOT_BYTES_MAX;
        Check.ordered(needed, last, "no more than one block behind the bound");
        // Past the bound in one step: a thousand small blocks there, each with a copy of all that
        // came before, would cost gigabytes.
        boolean behind = needed >= bytesMax();
        long doubled = Math.max(needed, Math.min(2L * array.length, bytesMax()));
        array = Arrays.copyOf(array, (int) (behind ? last : doubled));
    }

    /** Bytes that can be written from {@link #at} on. */
    int room() {
        return array.length - at;
    }

    /** How many bytes may still come. */
    int left() {
        return allowedBytes - at;
    }

    /** What comes next is known to pass the bound. */
    void pass() {
        passed = true;
    }

    boolean isTooLarge() {
        return passed || at > allowedBytes;
    }

    /** What was written. */
    ByteBuffer bytes() {
        return ByteBuffer.wrap(array, 0, at);
    }
}
