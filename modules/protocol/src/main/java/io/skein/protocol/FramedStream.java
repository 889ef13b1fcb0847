package io.skein.protocol;

import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.MessageLite;
import io.grpc.Drainable;
import io.grpc.KnownLength;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * A message followed by its field 15, to be read once by one thread. Buffers with an array go out
 * of it directly; mapped and read-only ones in small pieces that stay in the processor's cache.
 */
final class FramedStream extends InputStream implements KnownLength, Drainable {
    private static final int PIECE_BYTES = 8 << 10;

    private final Deque<ByteBuffer> parts;
    private int left;

    private FramedStream(Deque<ByteBuffer> parts, int left) {
        this.parts = parts;
        this.left = left;
    }

    static FramedStream of(MessageLite message, List<ByteBuffer> payload) {
        long payloadBytes = 0;
        for (ByteBuffer buffer : payload) payloadBytes += buffer.remaining();
        ByteBuffer head = head(message, Math.toIntExact(payloadBytes));
        Deque<ByteBuffer> parts = new ArrayDeque<>(payload.size() + 1);
        parts.add(head);
        for (ByteBuffer buffer : payload) parts.add(buffer.duplicate());
        return new FramedStream(parts, Math.toIntExact(head.remaining() + payloadBytes));
    }

    /** The message itself and, if there is a payload, the tag and length of its field. */
    private static ByteBuffer head(MessageLite message, int payloadBytes) {
        int size = message.getSerializedSize();
        if (payloadBytes > 0) {
            size += CodedOutputStream.computeUInt32SizeNoTag(FramedMarshaller.PAYLOAD_TAG);
            size += CodedOutputStream.computeUInt32SizeNoTag(payloadBytes);
        }
        byte[] bytes = new byte[size];
        CodedOutputStream out = CodedOutputStream.newInstance(bytes);
        try {
            message.writeTo(out);
            if (payloadBytes > 0) {
                out.writeUInt32NoTag(FramedMarshaller.PAYLOAD_TAG);
                out.writeUInt32NoTag(payloadBytes);
            }
        } catch (IOException neverInMemory) {
            throw new UncheckedIOException(neverInMemory);
        }
        return ByteBuffer.wrap(bytes);
    }

    @Override
    public int available() {
        return left;
    }

    @Override
    public int drainTo(OutputStream target) throws IOException {
        int drained = left;
        for (ByteBuffer part = parts.poll(); part != null; part = parts.poll()) {
            if (part.hasArray()) {
                int from = part.arrayOffset() + part.position();
                target.write(part.array(), from, part.remaining());
            } else {
                drainInPieces(part, target);
            }
        }
        left = 0;
        return drained;
    }

    private static void drainInPieces(ByteBuffer part, OutputStream target) throws IOException {
        byte[] piece = new byte[Math.min(PIECE_BYTES, part.remaining())];
        while (part.hasRemaining()) {
            int bytes = Math.min(piece.length, part.remaining());
            part.get(piece, 0, bytes);
            target.write(piece, 0, bytes);
        }
    }

    @Override
    public int read() {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] into, int at, int length) {
        if (length == 0) return 0;
        for (ByteBuffer part = parts.peek(); part != null; part = parts.peek()) {
            if (part.hasRemaining()) {
                int bytes = Math.min(length, part.remaining());
                part.get(into, at, bytes);
                left -= bytes;
                return bytes;
            }
            parts.remove();
        }
        return -1;
    }
}
