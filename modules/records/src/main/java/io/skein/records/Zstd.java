package io.skein.records;

import com.github.luben.zstd.ZstdBufferDecompressingStreamNoFinalizer;
import io.skein.foundation.Check;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/** Zstandard over heap arrays. Native code writes only into arrays that we sized. */
final class Zstd {
    private static final int LEVEL = 3;

    /**
     * 8 MiB, what RFC 8878 asks every decoder to take: the window is memory that the frame claims.
     */
    private static final int WINDOW_LOG_MAX = 23;

    private static final int FIRST_BYTES_MIN = 4096;

    private Zstd() {}

    /** Compresses what lies behind the header of {@code raw}, and leaves room for the header. */
    static byte[] deflate(byte[] raw, int from, int to) {
        int bodyMax = (int) com.github.luben.zstd.Zstd.compressBound(to - from);
        byte[] target = new byte[from + bodyMax];
        long bytes =
                com.github.luben.zstd.Zstd.compressByteArray(
                        target, from, bodyMax, raw, from, to - from, LEVEL);
        Check.that(!com.github.luben.zstd.Zstd.isError(bytes), "there is room to compress", bytes);
        return Arrays.copyOf(target, from + (int) bytes);
    }

    static Body inflate(ByteBuffer compressed, DecompressionBound bound) {
        int compressedBytes = compressed.remaining();
        int allowed = bound.allowedBytes(compressedBytes);
        long guess = Math.max(FIRST_BYTES_MIN, 4L * compressedBytes);
        // One byte more than allowed, so that a body which just fits is told from one which does
        // not.
        byte[] array = new byte[(int) Math.min(guess, allowed + 1L)];
        ByteBuffer target = ByteBuffer.wrap(array);
        try (var stream = new ZstdBufferDecompressingStreamNoFinalizer(compressed)) {
            stream.setLongMax(WINDOW_LOG_MAX);
            while (stream.hasRemaining()) {
                if (!target.hasRemaining()) {
                    array = Arrays.copyOf(array, (int) Math.min(2L * array.length, allowed + 1L));
                    target = ByteBuffer.wrap(array).position(target.position());
                }
                int before = compressed.remaining();
                int read = stream.read(target);
                if (target.position() > allowed) return tooLarge(compressedBytes, allowed);
                boolean stuck = read == 0 && before == compressed.remaining();
                if (stuck && stream.hasRemaining()) {
                    return Body.refused(BatchFault.BAD_COMPRESSION, "zstd: the block is cut off");
                }
            }
        } catch (IOException damaged) {
            return Body.refused(BatchFault.BAD_COMPRESSION, "zstd: " + damaged.getMessage());
        }
        return new Body(target.flip(), Optional.empty());
    }

    private static Body tooLarge(int compressedBytes, int allowed) {
        return Body.refused(
                BatchFault.TOO_LARGE_DECOMPRESSED,
                compressedBytes + " compressed bytes hold more than the " + allowed + " allowed");
    }
}
