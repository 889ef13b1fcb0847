package io.skein.records;

import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * One way to compress the records of a batch, in the form that Kafka's clients write and read. What
 * is unpacked comes from strangers: a claimed size is at most compared, never allocated.
 */
sealed interface Compression permits Gzip, Snappy, Lz4, Zstd {
    /** Compresses {@code from} to {@code to}, and leaves as much room before it as there was. */
    byte[] deflate(byte[] raw, int from, int to);

    /**
     * Unpacks a whole block, or stops as soon as {@code target} {@link Unpacked#isTooLarge}.
     *
     * @param compressed a buffer with an array
     * @return how the block is damaged; empty if it is not, or if it is too large
     */
    Optional<String> inflate(ByteBuffer compressed, Unpacked target);
}
