package io.skein.records;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * Gzip (RFC 1952) around the JDK's deflate. Several members follow each other as in one stream, as
 * Kafka reads them; other bytes behind a member are damage, where Kafka would overlook them.
 *
 * <pre>
 * 1f 8b  08 method  flags  time u32  xfl  os   [extra u16+]  [name 0]  [comment 0]  [crc16]
 * deflated bytes   crc32 u32   size mod 2^32 u32                            little-endian
 * </pre>
 */
record Gzip() implements Compression {
    private static final int MAGIC = 0x8b1f;
    private static final int METHOD_DEFLATE = 8;
    private static final int UNKNOWN_SYSTEM = 255;
    private static final int HEADER_BYTES = 10;
    private static final int TRAILER_BYTES = 8;

    private static final int CRC_BIT = 0x02;
    private static final int EXTRA_BIT = 0x04;
    private static final int NAME_BIT = 0x08;
    private static final int COMMENT_BIT = 0x10;
    private static final int RESERVED_BITS = 0xE0;

    private static final Optional<String> CUT_OFF = Optional.of("the block is cut off");

    @Override
    public byte[] deflate(byte[] raw, int from, int to) {
        CRC32 crc = new CRC32();
        crc.update(raw, from, to - from);
        Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
        try {
            deflater.setInput(raw, from, to - from);
            deflater.finish();
            byte[] target = new byte[Math.max(to, from + HEADER_BYTES + TRAILER_BYTES + 1)];
            int at = from + HEADER_BYTES;
            // What does not compress grows, by far less than this.
            while (true) {
                at += deflater.deflate(target, at, target.length - TRAILER_BYTES - at);
                if (deflater.finished()) break;
                target = Arrays.copyOf(target, target.length + target.length / 8 + 64);
            }
            ByteBuffer out = ByteBuffer.wrap(target).order(ByteOrder.LITTLE_ENDIAN);
            out.putShort(from, (short) MAGIC).put(from + 2, (byte) METHOD_DEFLATE);
            out.put(from + 9, (byte) UNKNOWN_SYSTEM);
            out.putInt(at, (int) crc.getValue()).putInt(at + 4, to - from);
            return Arrays.copyOf(target, at + TRAILER_BYTES);
        } finally {
            deflater.end();
        }
    }

    @Override
    public Optional<String> inflate(ByteBuffer compressed, Unpacked target) {
        ByteBuffer in = compressed.slice().order(ByteOrder.LITTLE_ENDIAN);
        Inflater inflater = new Inflater(true);
        try {
            Optional<String> damage = Optional.empty();
            while (in.hasRemaining() && damage.isEmpty() && !target.isTooLarge()) {
                damage = header(in);
                if (damage.isEmpty()) damage = member(in, inflater, target);
            }
            return damage;
        } catch (DataFormatException damaged) {
            return Optional.of(String.valueOf(damaged.getMessage()));
        } finally {
            inflater.end();
        }
    }

    private static Optional<String> header(ByteBuffer in) {
        int start = in.position();
        if (in.remaining() < HEADER_BYTES) return CUT_OFF;
        if ((in.getShort(start) & 0xFFFF) != MAGIC) return Optional.of("not a gzip header");
        if (in.get(start + 2) != METHOD_DEFLATE) return Optional.of("not deflated");
        int flags = in.get(start + 3);
        if ((flags & RESERVED_BITS) != 0) return Optional.of("reserved flags are set");
        in.position(start + HEADER_BYTES);
        if ((flags & EXTRA_BIT) != 0 && !skipExtra(in)) return CUT_OFF;
        if ((flags & NAME_BIT) != 0 && !skipText(in)) return CUT_OFF;
        if ((flags & COMMENT_BIT) != 0 && !skipText(in)) return CUT_OFF;
        if ((flags & CRC_BIT) == 0) return Optional.empty();
        CRC32 crc = new CRC32();
        crc.update(in.slice(start, in.position() - start));
        if (in.remaining() < 2) return CUT_OFF;
        boolean same = in.getShort() == (short) crc.getValue();
        return same ? Optional.empty() : Optional.of("the header's checksum is wrong");
    }

    private static boolean skipExtra(ByteBuffer in) {
        if (in.remaining() < 2) return false;
        int bytes = in.getShort() & 0xFFFF;
        if (in.remaining() < bytes) return false;
        in.position(in.position() + bytes);
        return true;
    }

    private static boolean skipText(ByteBuffer in) {
        while (in.hasRemaining()) {
            if (in.get() == 0) return true;
        }
        return false;
    }

    private static Optional<String> member(ByteBuffer in, Inflater inflater, Unpacked target)
            throws DataFormatException {
        CRC32 crc = new CRC32();
        int start = target.at;
        inflater.reset();
        inflater.setInput(in);
        while (!inflater.finished()) {
            target.reserve(1);
            int bytes = inflater.inflate(target.array, target.at, target.room());
            // With room to write to, only the want of input stops it.
            if (bytes == 0 && !inflater.finished()) return CUT_OFF;
            crc.update(target.array, target.at, bytes);
            target.at += bytes;
            if (target.isTooLarge()) return Optional.empty();
        }
        if (in.remaining() < TRAILER_BYTES) return CUT_OFF;
        if (in.getInt() != (int) crc.getValue()) return Optional.of("the checksum is wrong");
        boolean same = in.getInt() == target.at - start;
        return same ? Optional.empty() : Optional.of("it is not as long as it says");
    }
}
