package io.skein.records;

import io.skein.foundation.Check;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A key or a value: some bytes, none, or absent (Kafka's null; as a value, a tombstone). A view of
 * an array that nobody writes to any more; equal if the bytes are.
 */
public final class Payload {
    /** No key, or no value; not the same as an empty one. */
    public static final Payload ABSENT = new Payload(new byte[0], 0, -1);

    private final byte[] array;
    private final int at;
    private final int length;

    private Payload(byte[] array, int at, int length) {
        this.array = array;
        this.at = at;
        this.length = length;
    }

    /** A view of {@code bytes}, which must not change afterwards. */
    public static Payload of(byte[] bytes) {
        return new Payload(bytes, 0, bytes.length);
    }

    /** A view of {@code length} bytes from {@code at}, which must not change afterwards. */
    public static Payload of(byte[] array, int at, int length) {
        Check.that(
                at >= 0 && length >= 0 && length <= array.length - at, "inside the array", length);
        return new Payload(array, at, length);
    }

    /** The text as UTF-8. */
    public static Payload of(String text) {
        return of(text.getBytes(StandardCharsets.UTF_8));
    }

    static Payload slice(byte[] array, int at, int length) {
        return length < 0 ? ABSENT : new Payload(array, at, length);
    }

    /** True if there is nothing, not even an empty value. */
    public boolean isAbsent() {
        return length < 0;
    }

    /** Bytes in it; 0 if absent. */
    public int sizeBytes() {
        return Math.max(length, 0);
    }

    /** The length as a record stores it: -1 if absent. */
    int storedLength() {
        return length;
    }

    /** A copy; empty if absent. */
    public byte[] toBytes() {
        return Arrays.copyOfRange(array, at, at + sizeBytes());
    }

    /** A read-only view without copying; empty if absent. */
    public ByteBuffer asBuffer() {
        return ByteBuffer.wrap(array, at, sizeBytes()).slice().asReadOnlyBuffer();
    }

    /** The bytes read as UTF-8; empty if absent. */
    public String text() {
        return new String(array, at, sizeBytes(), StandardCharsets.UTF_8);
    }

    void copyTo(byte[] target, int targetAt) {
        System.arraycopy(array, at, target, targetAt, sizeBytes());
    }

    @Override
    public boolean equals(Object other) {
        if (!(other instanceof Payload that) || that.length != length) return false;
        int bytes = sizeBytes();
        return Arrays.equals(array, at, at + bytes, that.array, that.at, that.at + bytes);
    }

    @Override
    public int hashCode() {
        return isAbsent() ? -1 : ByteBuffer.wrap(array, at, length).hashCode();
    }

    @Override
    public String toString() {
        return isAbsent() ? "absent" : length + " bytes";
    }
}
