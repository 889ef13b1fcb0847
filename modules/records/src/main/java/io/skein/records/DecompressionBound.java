package io.skein.records;

import io.skein.foundation.Check;

/**
 * How large the records of one compressed batch may become. Decompression stops while streaming as
 * soon as it would pass {@link #allowedBytes}; sizes that the compressed bytes claim are not read.
 *
 * @param bytesMax never more than this, whatever the ratio
 * @param ratioMax at most so many bytes for each compressed one
 * @param freeBytes what a batch may become whatever its ratio: a blank page is no attack
 */
public record DecompressionBound(int bytesMax, int ratioMax, int freeBytes) {
    /** 16 MiB; 256-fold beyond the first 2 MiB. */
    public static final DecompressionBound DEFAULT = new DecompressionBound(16 << 20, 256, 2 << 20);

    public DecompressionBound {
        Check.that(bytesMax > 0 && bytesMax <= 1 << 30, "1 byte to 1 GiB", bytesMax);
        Check.that(ratioMax > 0, "a ratio is positive", ratioMax);
        Check.that(freeBytes >= 0, "a size is not negative", freeBytes);
    }

    /** What {@code compressedBytes} may become. */
    public int allowedBytes(int compressedBytes) {
        long byRatio = (long) compressedBytes * ratioMax;
        return (int) Math.min(bytesMax, Math.max(freeBytes, byRatio));
    }
}
