package io.skein.protocol;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.MessageLite;
import com.google.protobuf.Parser;
import com.google.protobuf.UnknownFieldSet;
import com.google.protobuf.WireFormat;
import io.grpc.KnownLength;
import io.grpc.MethodDescriptor.Marshaller;
import io.grpc.Status;
import io.skein.foundation.Check;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * Puts {@link Framed} messages on the wire and takes them off. A message that is not well formed
 * ends in {@link io.grpc.StatusRuntimeException} with INVALID_ARGUMENT, one that is too large in
 * RESOURCE_EXHAUSTED. No length that a message claims is believed: memory is taken for bytes that
 * are there. Safe for any thread.
 */
public final class FramedMarshaller<M extends MessageLite> implements Marshaller<Framed<M>> {
    /** The field that holds the batches, in every message that has one. */
    static final int PAYLOAD_FIELD = 15;

    static final int PAYLOAD_TAG = (PAYLOAD_FIELD << 3) | WireFormat.WIRETYPE_LENGTH_DELIMITED;

    // Large enough for everything but the payload, which is read past this buffer.
    private static final int READ_BUFFER_BYTES = 512;

    private final M nothing;
    private final int bytesMax;

    /**
     * @param nothing the message's default instance
     * @param bytesMax largest message that is read
     */
    public FramedMarshaller(M nothing, int bytesMax) {
        Check.that(bytesMax > 0, "a message has room", bytesMax);
        this.nothing = nothing;
        this.bytesMax = bytesMax;
    }

    @Override
    public InputStream stream(Framed<M> framed) {
        return FramedStream.of(framed.message(), framed.payload());
    }

    @Override
    public Framed<M> parse(InputStream stream) {
        try {
            int available = stream instanceof KnownLength ? stream.available() : 0;
            if (available > bytesMax) throw tooLarge(available);
            return read(stream);
        } catch (InvalidProtocolBufferException malformed) {
            throw Status.INVALID_ARGUMENT
                    .withDescription("the message is not well formed: " + malformed.getMessage())
                    .withCause(malformed)
                    .asRuntimeException();
        } catch (IOException cutOff) {
            throw Status.INVALID_ARGUMENT
                    .withDescription("the message ended early: " + cutOff.getMessage())
                    .withCause(cutOff)
                    .asRuntimeException();
        }
    }

    private Framed<M> read(InputStream stream) throws IOException {
        CodedInputStream in = CodedInputStream.newInstance(stream, READ_BUFFER_BYTES);
        in.setSizeLimit(bytesMax);
        ByteString.Output rest = ByteString.newOutput(64);
        CodedOutputStream out = CodedOutputStream.newInstance(rest, 64);
        List<ByteBuffer> payload = List.of();
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            if (tag == PAYLOAD_TAG) {
                payload = List.of(ByteBuffer.wrap(in.readByteArray()));
            } else {
                copyField(tag, in, out);
            }
        }
        out.flush();
        return new Framed<>(message(rest.toByteString()), payload);
    }

    private static void copyField(int tag, CodedInputStream in, CodedOutputStream out)
            throws IOException {
        int wireType = WireFormat.getTagWireType(tag);
        if (wireType == WireFormat.WIRETYPE_VARINT) {
            out.writeUInt32NoTag(tag);
            out.writeUInt64NoTag(in.readRawVarint64());
        } else if (wireType == WireFormat.WIRETYPE_LENGTH_DELIMITED) {
            out.writeUInt32NoTag(tag);
            out.writeByteArrayNoTag(in.readByteArray());
        } else {
            // No field of ours: kept as it is, group in group no deeper than protobuf allows.
            UnknownFieldSet.Builder unknown = UnknownFieldSet.newBuilder();
            if (!unknown.mergeFieldFrom(tag, in)) {
                throw new InvalidProtocolBufferException("a group ends that did not begin");
            }
            unknown.build().writeTo(out);
        }
    }

    @SuppressWarnings("unchecked") // A default instance has the parser of its own class.
    private M message(ByteString bytes) throws InvalidProtocolBufferException {
        Parser<M> parser = (Parser<M>) nothing.getParserForType();
        return parser.parseFrom(bytes);
    }

    private RuntimeException tooLarge(int bytes) {
        return Status.RESOURCE_EXHAUSTED
                .withDescription("a message of " + bytes + " bytes; at most " + bytesMax + " fit")
                .asRuntimeException();
    }
}
