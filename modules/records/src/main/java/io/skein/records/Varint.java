package io.skein.records;

/**
 * Signed numbers in one to five (int) or ten (long) bytes: zigzag, then seven bits a byte, lowest
 * first, the top bit set on all but the last. Protocol Buffers call them sint32 and sint64.
 */
public final class Varint {
    /** The longest int. */
    public static final int INT_BYTES_MAX = 5;

    /** The longest long. */
    public static final int LONG_BYTES_MAX = 10;

    private Varint() {}

    /** Small magnitudes become small: 0, -1, 1, -2 to 0, 1, 2, 3. */
    public static int zigzag(int value) {
        return (value << 1) ^ (value >> 31);
    }

    /** As {@link #zigzag(int)}. */
    public static long zigzag(long value) {
        return (value << 1) ^ (value >> 63);
    }

    /** The inverse of {@link #zigzag(int)}. */
    public static int unzigzag(int raw) {
        return (raw >>> 1) ^ -(raw & 1);
    }

    /** The inverse of {@link #zigzag(long)}. */
    public static long unzigzag(long raw) {
        return (raw >>> 1) ^ -(raw & 1);
    }

    /** Bytes that {@link #write(byte[], int, int)} writes. */
    public static int sizeBytes(int value) {
        // ceil(bits / 7) for 1 to 32 bits, without a division.
        return (352 - 9 * Integer.numberOfLeadingZeros(zigzag(value))) >>> 6;
    }

    /** Bytes that {@link #write(byte[], int, long)} writes. */
    public static int sizeBytes(long value) {
        return (640 - 9 * Long.numberOfLeadingZeros(zigzag(value))) >>> 6;
    }

    /** Writes at {@code at} and returns the index behind it. */
    public static int write(byte[] target, int at, int value) {
        int raw = zigzag(value);
        int next = at;
        while ((raw & ~0x7F) != 0) {
            target[next++] = (byte) (raw | 0x80);
            raw >>>= 7;
        }
        target[next++] = (byte) raw;
        return next;
    }

    /** As {@link #write(byte[], int, int)}. */
    public static int write(byte[] target, int at, long value) {
        long raw = zigzag(value);
        int next = at;
        while ((raw & ~0x7FL) != 0) {
            target[next++] = (byte) (raw | 0x80);
            raw >>>= 7;
        }
        target[next++] = (byte) raw;
        return next;
    }
}
