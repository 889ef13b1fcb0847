package io.skein.scenarios.wire;

import com.google.protobuf.ByteString;
import com.google.protobuf.MessageLite;
import io.grpc.MethodDescriptor.Marshaller;
import io.skein.foundation.Check;
import io.skein.protocol.Framed;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;

/** How messages get to the other side. */
public enum Passing {
    /** Through the real marshallers, byte for byte what gRPC would send. */
    AS_BYTES,
    /** As immutable objects, which is quicker. */
    AS_OBJECTS;

    <T> Cargo load(Marshaller<T> marshaller, T message) {
        return switch (this) {
            case AS_BYTES -> new Cargo.Bytes(bytes(marshaller.stream(message)));
            case AS_OBJECTS ->
                    new Cargo.Thing(message instanceof Framed<?> framed ? apart(framed) : message);
        };
    }

    @SuppressWarnings("unchecked") // Both ends look the marshaller up by the name of one method.
    static <T> T unload(Marshaller<T> marshaller, Cargo cargo) {
        return switch (cargo) {
            case Cargo.Bytes(ByteString bytes) -> marshaller.parse(bytes.newInput());
            case Cargo.Thing(Object message) -> (T) message;
        };
    }

    private static ByteString bytes(InputStream stream) {
        try (stream) {
            return ByteString.readFrom(stream);
        } catch (IOException neverInMemory) {
            throw new UncheckedIOException(neverInMemory);
        }
    }

    /** The receiver owns its batches and stamps them: what the sender keeps must not change. */
    private static <M extends MessageLite> Framed<M> apart(Framed<M> framed) {
        int bytes = framed.payloadBytes();
        if (bytes == 0) return Framed.of(framed.message());
        ByteBuffer copy = ByteBuffer.allocate(bytes);
        for (ByteBuffer part : framed.payload()) copy.put(part.duplicate());
        Check.that(!copy.hasRemaining(), "the copy is whole");
        return Framed.of(framed.message(), copy.flip());
    }
}
