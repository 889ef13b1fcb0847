package io.skein.protocol;

import com.google.protobuf.ByteString;
import io.grpc.Metadata;
import io.grpc.protobuf.ProtoUtils;
import io.skein.foundation.Uuid;
import io.skein.protocol.v1.Refusal;
import java.util.Optional;

/** How our own values look on the wire; the same for clients and nodes. */
public final class Wire {
    /** The trailer in which a call that answers once says why it did not. */
    public static final Metadata.Key<Refusal> REFUSAL =
            Metadata.Key.of(
                    "skein-refusal-bin",
                    ProtoUtils.metadataMarshaller(Refusal.getDefaultInstance()));

    private static final int UUID_BYTES = 16;

    private Wire() {}

    /** 16 bytes, big-endian. */
    public static ByteString bytes(Uuid id) {
        return ByteString.copyFrom(id.toBytes());
    }

    /** Empty unless there are exactly 16 bytes. */
    public static Optional<Uuid> uuid(ByteString bytes) {
        if (bytes.size() != UUID_BYTES) return Optional.empty();
        return Uuid.fromBytes(bytes.toByteArray());
    }
}
