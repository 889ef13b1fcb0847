package io.skein.records;

import com.github.luben.zstd.ZstdBufferDecompressingStreamNoFinalizer;
import io.skein.foundation.Check;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/** Zstandard frames, one or several. Native code writes only into arrays that we sized. */
record Zstd() implements Compression {
    private static final int LEVEL = 3;

    /**
     * 8 MiB, what RFC 8878 asks every decoder to take: the window is memory that the frame claims.
     */
    private static final int WINDOW_LOG_MAX = 23;

    @Override
    public byte[] deflate(byte[] raw, int from, int to) {
        int bodyMax = (int) com.github.luben.zstd.Zstd.compressBound(to - from);
        byte[] target = new byte[from + bodyMax];
        long bytes =
                com.github.luben.zstd.Zstd.compressByteArray(
                        target, from, bodyMax, raw, from, to - from, LEVEL);
        Check.that(!com.github.luben.zstd.Zstd.isError(bytes), "there is room to compress", bytes);
        return Arrays.copyOf(target, from + (int) bytes);
    }

    @Override
    public Optional<String> inflate(ByteBuffer compressed, Unpacked target) {
        try (var stream = new ZstdBufferDecompressingStreamNoFinalizer(compressed)) {
            stream.setLongMax(WINDOW_LOG_MAX);
            while (stream.hasRemaining()) {
                target.reserve(1);
                int before = compressed.remaining();
                ByteBuffer room = ByteBuffer.wrap(target.array, target.at, target.room());
                int read = stream.read(room);
                target.at = room.position();
                if (target.isTooLarge()) return Optional.empty();
                boolean stuck = read == 0 && before == compressed.remaining();
                if (stuck && stream.hasRemaining()) return Optional.of("the block is cut off");
            }
        } catch (IOException damaged) {
            return Optional.of(String.valueOf(damaged.getMessage()));
        }
        return Optional.empty();
    }
}
