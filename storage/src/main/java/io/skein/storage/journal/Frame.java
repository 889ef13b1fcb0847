package io.skein.storage.journal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * What stands before the bytes of one log in the journal. It has a checksum of its own: if only the
 * bytes are rotten it is still known whose they were. Big endian, padded to {@link #ALIGNMENT}.
 *
 * <pre>
 *  0 magic i32     4 CRC-32C i32 of 8 to 64 and the folder's name
 *  8 sequence      16 confirmed     24 incarnation     32 segment base     40 end
 * 48 position i32  52 length i32    56 CRC-32C i32 of the bytes
 * 60 length of the folder's name u16   62 kind i8   63 zero
 * 64 folder's name (UTF-8), then the bytes
 * </pre>
 *
 * @param sequence one more than that of the frame before it
 * @param confirmed up to this frame all were synced before this one was written
 * @param incarnation of the log; one that gets the same name later has another
 * @param end the log's next offset after the bytes
 * @param position where the bytes stand in the segment's file
 * @param length of the bytes
 */
public record Frame(
        Kind kind,
        long sequence,
        long confirmed,
        String folder,
        long incarnation,
        long segmentBase,
        long end,
        int position,
        int length) {
    static final int ALIGNMENT = 8;

    /** Bytes before the folder's name. */
    static final int FIXED_BYTES = 64;

    private static final int MAGIC = 0x534B4A46;
    private static final int CRC_AT = 4;
    private static final int CRC_FROM = 8;
    private static final int FOLDER_BYTES_MAX = 255;

    /** What a frame says. */
    public enum Kind {
        /** These bytes stand there in the segment. */
        DATA(0),

        /** No frame before this one counts for the log's segments before {@code segmentBase}. */
        VOID(1);

        private final byte code;

        Kind(int code) {
            this.code = (byte) code;
        }
    }

    /** A frame as it was found, and whether its bytes are what they were. */
    record Found(Frame frame, int at, int payloadAt, int next, boolean isSound) {}

    /** How much room a frame takes. */
    static long sizeBytes(String folder, long payloadBytes) {
        return padded(unpaddedBytes(folder, payloadBytes));
    }

    /** Without what fills it up. */
    static long unpaddedBytes(String folder, long payloadBytes) {
        return FIXED_BYTES + folder.getBytes(StandardCharsets.UTF_8).length + payloadBytes;
    }

    /**
     * Puts all but the bytes.
     *
     * @param secret part of the checksums, so that no bytes of a client can pass for a frame
     */
    void put(ByteBuffer into, List<ByteBuffer> payload, long secret) {
        int start = into.position();
        byte[] name = folder.getBytes(StandardCharsets.UTF_8);
        into.putInt(MAGIC).putInt(0);
        into.putLong(sequence).putLong(confirmed).putLong(incarnation);
        into.putLong(segmentBase).putLong(end);
        into.putInt(position).putInt(length).putInt(sum(payload, secret));
        into.putShort((short) name.length).put(kind.code).put((byte) 0);
        into.put(name);
        int end = into.position();
        into.putInt(
                start + CRC_AT, sum(into.slice(start + CRC_FROM, end - start - CRC_FROM), secret));
    }

    /** The frame that begins there, if one does, wholly inside the buffer. */
    static Optional<Found> at(ByteBuffer bytes, int start, long secret) {
        int limit = bytes.limit();
        if (limit - start < FIXED_BYTES || bytes.getInt(start) != MAGIC) return Optional.empty();
        int nameBytes = bytes.getShort(start + 60);
        int length = bytes.getInt(start + 52);
        int nameAt = start + FIXED_BYTES;
        if (nameBytes < 0 || nameBytes > FOLDER_BYTES_MAX || length < 0) return Optional.empty();
        long payloadEnd = (long) nameAt + nameBytes + length;
        if (payloadEnd > limit) return Optional.empty();
        ByteBuffer head = bytes.slice(start + CRC_FROM, FIXED_BYTES - CRC_FROM + nameBytes);
        if (sum(head, secret) != bytes.getInt(start + CRC_AT)) return Optional.empty();
        byte[] name = new byte[nameBytes];
        bytes.get(nameAt, name);
        Frame frame = read(bytes, start, new String(name, StandardCharsets.UTF_8), length);
        int payloadAt = nameAt + nameBytes;
        ByteBuffer payload = bytes.slice(payloadAt, length);
        boolean isSound = sum(payload, secret) == bytes.getInt(start + 56);
        int next = (int) Math.min(limit, start + padded(payloadEnd - start));
        return Optional.of(new Found(frame, start, payloadAt, next, isSound));
    }

    private static Frame read(ByteBuffer bytes, int start, String folder, int length) {
        return new Frame(
                bytes.get(start + 62) == Kind.VOID.code ? Kind.VOID : Kind.DATA,
                bytes.getLong(start + 8),
                bytes.getLong(start + 16),
                folder,
                bytes.getLong(start + 24),
                bytes.getLong(start + 32),
                bytes.getLong(start + 40),
                bytes.getInt(start + 48),
                length);
    }

    private static long padded(long bytes) {
        return (bytes + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    }

    private static int sum(ByteBuffer part, long secret) {
        return sum(List.of(part), secret);
    }

    private static int sum(List<ByteBuffer> parts, long secret) {
        CRC32C crc = new CRC32C();
        crc.update(ByteBuffer.allocate(Long.BYTES).putLong(0, secret));
        for (ByteBuffer part : parts) crc.update(part.duplicate());
        return (int) crc.getValue();
    }
}
