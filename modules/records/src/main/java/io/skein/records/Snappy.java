package io.skein.records;

import io.skein.foundation.BrokenInvariant;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/**
 * Snappy as Kafka's batches have it: the frame of the Java library, which is not Snappy's own. A
 * body that does not begin with its magic is one raw block: Kafka reads that too, and librdkafka
 * writes it. Where a block could start, a whole frame may start again.
 *
 * <pre>
 * 82 "SNAPPY" 00   version i32   readable from i32   { length i32, raw block }*    big-endian
 * </pre>
 */
record Snappy() implements Compression {
    private static final long MAGIC = 0x82534e4150505900L;
    private static final int HEADER_BYTES = 16;
    private static final int VERSION = 1;

    /** What Snappy looks back to, so that larger blocks would be no smaller compressed. */
    private static final int BLOCK_BYTES = 64 << 10;

    /** A copy of 64 bytes takes 3: what claims more than 22-fold lies. */
    private static final int RATIO_MAX = 22;

    private static final Optional<String> CUT_OFF = Optional.of("the block is cut off");

    @Override
    public byte[] deflate(byte[] raw, int from, int to) {
        int blocks = (to - from + BLOCK_BYTES - 1) / BLOCK_BYTES;
        int blockMax = 4 + org.xerial.snappy.Snappy.maxCompressedLength(BLOCK_BYTES);
        byte[] target = new byte[Math.addExact(from + HEADER_BYTES, blocks * blockMax)];
        ByteBuffer out = ByteBuffer.wrap(target);
        out.position(from).putLong(MAGIC).putInt(VERSION).putInt(VERSION);
        try {
            for (int at = from; at < to; at += BLOCK_BYTES) {
                int block = out.position() + 4;
                int bytes = Math.min(BLOCK_BYTES, to - at);
                int packed = org.xerial.snappy.Snappy.compress(raw, at, bytes, target, block);
                out.putInt(packed).position(block + packed);
            }
        } catch (IOException impossible) {
            throw new BrokenInvariant("there is room to compress", impossible);
        }
        return Arrays.copyOf(target, out.position());
    }

    @Override
    public Optional<String> inflate(ByteBuffer compressed, Unpacked target) {
        ByteBuffer in = compressed.slice();
        try {
            if (!startsFrame(in)) return block(in, in.remaining(), target);
            Optional<String> damage = Optional.empty();
            while (in.hasRemaining() && damage.isEmpty() && !target.isTooLarge()) {
                damage = startsFrame(in) ? header(in) : framedBlock(in, target);
            }
            return damage;
        } catch (IOException damaged) {
            return Optional.of(String.valueOf(damaged.getMessage()));
        }
    }

    private static boolean startsFrame(ByteBuffer in) {
        return in.remaining() >= HEADER_BYTES && in.getLong(in.position()) == MAGIC;
    }

    private static Optional<String> header(ByteBuffer in) {
        int version = in.getInt(in.position() + 8);
        in.position(in.position() + HEADER_BYTES);
        return version >= VERSION ? Optional.empty() : Optional.of("version " + version);
    }

    private static Optional<String> framedBlock(ByteBuffer in, Unpacked target) throws IOException {
        if (in.remaining() < 4) return CUT_OFF;
        int bytes = in.getInt();
        if (bytes <= 0 || bytes > in.remaining()) return CUT_OFF;
        return block(in, bytes, target);
    }

    private static Optional<String> block(ByteBuffer in, int bytes, Unpacked target)
            throws IOException {
        int from = in.arrayOffset() + in.position();
        int claimed = org.xerial.snappy.Snappy.uncompressedLength(in.array(), from, bytes);
        // Native code takes the claim for the size of what it may write to. So it is looked at
        // first: the block must be large enough to hold so much, and the room as large as it says.
        if (claimed < 0 || claimed > (long) RATIO_MAX * bytes) {
            return Optional.of(bytes + " bytes cannot hold the " + claimed + " they claim");
        }
        if (claimed > target.left()) {
            target.pass();
            return Optional.empty();
        }
        target.reserve(claimed);
        int written =
                org.xerial.snappy.Snappy.uncompress(
                        in.array(), from, bytes, target.array, target.at);
        if (written != claimed) return Optional.of("it is not as long as it says");
        target.at += written;
        in.position(in.position() + bytes);
        return Optional.empty();
    }
}
