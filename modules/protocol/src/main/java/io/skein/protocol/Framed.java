package io.skein.protocol;

import com.google.protobuf.MessageLite;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * A message whose field 15, the bytes of batches, travels beside it instead of inside: on the wire
 * it is the plain message, byte for byte, but the bytes are copied only once on each side.
 *
 * @param message without its field 15
 * @param payload what field 15 holds, in order; none or only empty buffers stand for an empty
 *     field. Nobody writes to the bytes once they are here, nor moves the positions; a received
 *     payload is at most one writable buffer on the heap and belongs to the receiver
 */
public record Framed<M extends MessageLite>(M message, List<ByteBuffer> payload) {
    public Framed {
        payload = List.copyOf(payload);
    }

    /** A message with one buffer. */
    public static <M extends MessageLite> Framed<M> of(M message, ByteBuffer payload) {
        return new Framed<>(message, List.of(payload));
    }

    /** A message that needs no bytes. */
    public static <M extends MessageLite> Framed<M> of(M message) {
        return new Framed<>(message, List.of());
    }

    /** How many bytes field 15 has. */
    public int payloadBytes() {
        long bytes = 0;
        for (ByteBuffer buffer : payload) bytes += buffer.remaining();
        return Math.toIntExact(bytes);
    }

    /** The payload as one buffer: as it is if it is one, copied together if it is several. */
    public ByteBuffer joined() {
        if (payload.size() == 1) return payload.get(0);
        ByteBuffer all = ByteBuffer.allocate(payloadBytes());
        for (ByteBuffer buffer : payload) all.put(buffer.duplicate());
        return all.flip();
    }
}
