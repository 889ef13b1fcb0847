package io.skein.records;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import net.jpountz.lz4.LZ4Exception;
import net.jpountz.lz4.LZ4Factory;
import net.jpountz.lz4.LZ4SafeDecompressor;
import net.jpountz.xxhash.XXHashFactory;

/**
 * Reads one LZ4 frame (format 1.6), and nothing may follow it. As in Kafka, blocks that lean on
 * earlier ones and dictionaries are refused. All else is read, blocks of 4 MiB too, and whatever
 * checksums and sizes there are must be true, where Kafka passes over some.
 *
 * <pre>
 * 04224d18   flags   block size   [content size u64]   header checksum u8
 * { size u31 + plain bit, bytes, [xxh32] }*   0 u32   [xxh32 of the content]   little-endian
 *
 * flags: 0 dictionary, 2 content checksum, 3 content size, 4 block checksums, 5 independent, 6 set
 * </pre>
 */
final class Lz4Frame {
    static final int MAGIC = 0x184D2204;
    static final int VERSION = 0x40;
    static final int INDEPENDENT_BIT = 0x20;
    static final int PLAIN_BIT = 1 << 31;
    static final int END = 0;

    private static final int DICTIONARY_BIT = 0x01;
    private static final int RESERVED_BIT = 0x02;
    private static final int CONTENT_CHECKSUM_BIT = 0x04;
    private static final int CONTENT_SIZE_BIT = 0x08;
    private static final int BLOCK_CHECKSUM_BIT = 0x10;
    private static final int VERSION_BITS = 0xC0;
    private static final int BLOCK_SIZE_RESERVED_BITS = 0x8F;

    /** A length byte stands for 255 bytes at most. */
    private static final int RATIO_MAX = 255;

    private static final int HEADER_BYTES_MIN = 7;
    private static final Optional<String> CUT_OFF = Optional.of("the block is cut off");

    private final ByteBuffer in;
    private final Unpacked target;
    private final LZ4SafeDecompressor decompressor =
            LZ4Factory.fastestInstance().safeDecompressor();
    private int flags;
    private int blockBytesMax;
    private long contentBytes;

    Lz4Frame(ByteBuffer compressed, Unpacked target) {
        this.in = compressed.slice().order(ByteOrder.LITTLE_ENDIAN);
        this.target = target;
    }

    /** How it is damaged; empty if it is not, or if it is too large. */
    Optional<String> read() {
        Optional<String> damage = header();
        while (damage.isEmpty() && !target.isTooLarge()) {
            if (in.remaining() < 4) return CUT_OFF;
            int size = in.getInt();
            if (size == END) return end();
            damage = block(size & ~PLAIN_BIT, (size & PLAIN_BIT) != 0);
        }
        return damage;
    }

    private Optional<String> header() {
        if (in.remaining() < HEADER_BYTES_MIN) return CUT_OFF;
        if (in.getInt() != MAGIC) return Optional.of("not a frame");
        int start = in.position();
        flags = in.get();
        int blockSize = in.get();
        Optional<String> damage = unreadable(blockSize);
        if (damage.isPresent()) return damage;
        // Codes 4 to 7: 64 KiB, 256 KiB, 1 MiB, 4 MiB.
        blockBytesMax = 1 << (8 + 2 * (blockSize >> 4));
        if (has(CONTENT_SIZE_BIT)) {
            if (in.remaining() < 9) return CUT_OFF;
            contentBytes = in.getLong();
        }
        byte checksum = headerChecksum(in.array(), in.arrayOffset() + start, in.position() - start);
        if (in.get() == checksum) return Optional.empty();
        return Optional.of("the header's checksum is wrong");
    }

    private Optional<String> unreadable(int blockSize) {
        if ((flags & VERSION_BITS) != VERSION) return Optional.of("not version 1");
        if (has(RESERVED_BIT)) return Optional.of("a reserved flag is set");
        if (has(DICTIONARY_BIT)) return Optional.of("it needs a dictionary");
        if (!has(INDEPENDENT_BIT)) return Optional.of("its blocks lean on each other");
        boolean known = (blockSize & BLOCK_SIZE_RESERVED_BITS) == 0 && blockSize >> 4 >= 4;
        return known ? Optional.empty() : Optional.of("block size code " + blockSize);
    }

    private Optional<String> block(int bytes, boolean plain) {
        if (bytes > blockBytesMax) return Optional.of("a block of " + bytes + " bytes");
        int checksumBytes = has(BLOCK_CHECKSUM_BIT) ? 4 : 0;
        if (bytes + checksumBytes > in.remaining()) return CUT_OFF;
        int from = in.arrayOffset() + in.position();
        in.position(in.position() + bytes);
        if (checksumBytes > 0 && in.getInt() != hash(in.array(), from, bytes)) {
            return Optional.of("a block's checksum is wrong");
        }
        if (plain) return copy(from, bytes);
        try {
            // What a block becomes is nowhere written. It gets room for all that it may become, so
            // the last one may pass the bound, by less than a block: else nobody could tell a block
            // that is too large from a damaged one.
            target.reserve((int) Math.min(blockBytesMax, (long) RATIO_MAX * bytes));
            target.at +=
                    decompressor.decompress(
                            in.array(),
                            from,
                            bytes,
                            target.array,
                            target.at,
                            Math.min(blockBytesMax, target.room()));
            return Optional.empty();
        } catch (LZ4Exception damaged) {
            return Optional.of("a block is damaged");
        }
    }

    private Optional<String> copy(int from, int bytes) {
        if (bytes > target.left()) {
            target.pass();
            return Optional.empty();
        }
        target.reserve(bytes);
        System.arraycopy(in.array(), from, target.array, target.at, bytes);
        target.at += bytes;
        return Optional.empty();
    }

    private Optional<String> end() {
        if (has(CONTENT_CHECKSUM_BIT)) {
            if (in.remaining() < 4) return CUT_OFF;
            if (in.getInt() != hash(target.array, 0, target.at)) {
                return Optional.of("the content's checksum is wrong");
            }
        }
        if (has(CONTENT_SIZE_BIT) && contentBytes != target.at) {
            return Optional.of("it is not as long as it says");
        }
        return in.hasRemaining() ? Optional.of("bytes follow the frame") : Optional.empty();
    }

    private boolean has(int bit) {
        return (flags & bit) != 0;
    }

    static byte headerChecksum(byte[] array, int from, int bytes) {
        return (byte) (hash(array, from, bytes) >>> 8);
    }

    private static int hash(byte[] array, int from, int bytes) {
        return XXHashFactory.fastestInstance().hash32().hash(array, from, bytes, 0);
    }
}
