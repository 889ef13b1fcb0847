package io.skein.scenarios.history.ops;

import io.skein.foundation.PartitionId;
import io.skein.foundation.Uuid;
import io.skein.records.Payload;
import java.nio.ByteBuffer;

/**
 * What a record says: its number, where it belongs, and filler that follows from both, so that any
 * changed byte shows.
 *
 * <pre>
 * number i64 | topic id 16 bytes | partition i32 | filler
 * </pre>
 */
public final class Content {
    /** The shortest content. */
    public static final int BYTES_MIN = 28;

    private static final long STEP = 0x9E3779B97F4A7C15L;
    private static final long SPREAD = 0xBF58476D1CE4E5B9L;

    private Content() {}

    /** The value of a record. */
    public static byte[] of(long number, PartitionId home, int bytes) {
        ByteBuffer content = ByteBuffer.allocate(bytes);
        content.putLong(number).put(home.topic().toBytes()).putInt(home.number());
        long state = number * STEP + home.hashCode() + bytes;
        while (content.hasRemaining()) {
            state = (state + STEP) * SPREAD;
            content.put((byte) (state >>> 56));
        }
        return content.array();
    }

    /** The number that a value claims; -1 if it is too short to claim any. */
    public static long number(Payload value) {
        return value.sizeBytes() < BYTES_MIN ? -1 : value.asBuffer().getLong();
    }

    /** Whether it is, byte for byte, what the record says whose number and home it claims. */
    public static boolean isIntact(Payload value) {
        if (value.sizeBytes() < BYTES_MIN) return false;
        ByteBuffer content = value.asBuffer();
        long number = content.getLong();
        Uuid topic = new Uuid(content.getLong(), content.getLong());
        int partition = content.getInt();
        return partition >= 0 && isIntact(value, number, new PartitionId(topic, partition));
    }

    /** Whether it is, byte for byte, what that record says at home. */
    public static boolean isIntact(Payload value, long number, PartitionId home) {
        return value.equals(Payload.of(of(number, home, value.sizeBytes())));
    }
}
