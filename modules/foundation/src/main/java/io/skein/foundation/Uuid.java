package io.skein.foundation;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Optional;

/**
 * A 128-bit identifier, written like Kafka's: 22 characters of URL-safe base64. Made by {@code
 * Entropy.uuid()} only, so that a simulated world draws the same ones again.
 */
public record Uuid(long high, long low) implements Comparable<Uuid> {
    /** Stands for "none" on the wire and in files; never drawn. */
    public static final Uuid ZERO = new Uuid(0, 0);

    private static final int BYTES = 16;

    /** Empty unless {@code text} is exactly what {@link #toString()} gives for some id. */
    public static Optional<Uuid> parse(String text) {
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(text);
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
        return fromBytes(bytes).filter(id -> id.toString().equals(text));
    }

    /** Empty unless there are exactly 16 bytes, big-endian. */
    public static Optional<Uuid> fromBytes(byte[] bytes) {
        if (bytes.length != BYTES) return Optional.empty();
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        return Optional.of(new Uuid(buffer.getLong(), buffer.getLong()));
    }

    /** 16 bytes, big-endian. */
    public byte[] toBytes() {
        return ByteBuffer.allocate(BYTES).putLong(high).putLong(low).array();
    }

    @Override
    public int compareTo(Uuid other) {
        int byHigh = Long.compareUnsigned(high, other.high);
        return byHigh != 0 ? byHigh : Long.compareUnsigned(low, other.low);
    }

    @Override
    public String toString() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(toBytes());
    }
}
