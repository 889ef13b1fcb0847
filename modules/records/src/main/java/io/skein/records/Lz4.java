package io.skein.records;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Optional;
import net.jpountz.lz4.LZ4Compressor;
import net.jpountz.lz4.LZ4Factory;

/** LZ4 in one frame of independent blocks, as Kafka's clients write it; read by Lz4Frame. */
record Lz4() implements Compression {
    /** The least there is, and what Kafka's clients choose: a reader needs no more room. */
    private static final int BLOCK_BYTES = 64 << 10;

    private static final int BLOCK_BYTES_CODE = 4 << 4;
    private static final int HEADER_BYTES = 7;

    @Override
    public byte[] deflate(byte[] raw, int from, int to) {
        LZ4Compressor compressor = LZ4Factory.fastestInstance().fastCompressor();
        int blocks = (to - from + BLOCK_BYTES - 1) / BLOCK_BYTES;
        int blockMax = 4 + compressor.maxCompressedLength(BLOCK_BYTES);
        byte[] target = new byte[Math.addExact(from + HEADER_BYTES + 4, blocks * blockMax)];
        ByteBuffer out = ByteBuffer.wrap(target).order(ByteOrder.LITTLE_ENDIAN);
        out.position(from).putInt(Lz4Frame.MAGIC);
        out.put((byte) (Lz4Frame.VERSION | Lz4Frame.INDEPENDENT_BIT)).put((byte) BLOCK_BYTES_CODE);
        out.put(Lz4Frame.headerChecksum(target, from + 4, 2));
        for (int at = from; at < to; at += BLOCK_BYTES) {
            int bytes = Math.min(BLOCK_BYTES, to - at);
            int block = out.position() + 4;
            int packed = compressor.compress(raw, at, bytes, target, block);
            if (packed < bytes) {
                out.putInt(packed).position(block + packed);
            } else {
                out.putInt(bytes | Lz4Frame.PLAIN_BIT).put(raw, at, bytes);
            }
        }
        out.putInt(Lz4Frame.END);
        return Arrays.copyOf(target, out.position());
    }

    @Override
    public Optional<String> inflate(ByteBuffer compressed, Unpacked target) {
        return new Lz4Frame(compressed, target).read();
    }
}
