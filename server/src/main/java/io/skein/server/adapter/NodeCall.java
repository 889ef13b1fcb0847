package io.skein.server.adapter;

import com.google.protobuf.UnsafeByteOperations;
import io.grpc.MethodDescriptor;
import io.grpc.protobuf.ProtoUtils;
import io.skein.protocol.WireBounds;
import io.skein.protocol.internal.v1.ConnectRequest;
import io.skein.protocol.internal.v1.NodeServiceGrpc;
import java.io.InputStream;

/**
 * A call that two nodes keep open. Both ways, and in all of them, frames look alike on the wire, so
 * one marshaller serves them all.
 */
record NodeCall(MethodDescriptor<NodeFrame, NodeFrame> method, int messageBytesMax) {
    /** Between members of the quorum. */
    static final NodeCall QUORUM =
            of(NodeServiceGrpc.getConnectMethod(), WireBounds.NODE_MESSAGE_BYTES_MAX);

    /** From a node to the active controller. */
    static final NodeCall SESSION =
            of(NodeServiceGrpc.getAttendMethod(), WireBounds.NODE_MESSAGE_BYTES_MAX);

    /** From a replica to the leader of its partition. */
    static final NodeCall REPLICA =
            of(NodeServiceGrpc.getReplicateMethod(), WireBounds.REPLICA_MESSAGE_BYTES_MAX);

    /** From a node that a client has asked to the leader of a partition. */
    static final NodeCall FORWARD =
            of(NodeServiceGrpc.getForwardMethod(), WireBounds.REPLICA_MESSAGE_BYTES_MAX);

    private static NodeCall of(MethodDescriptor<?, ?> contract, int messageBytesMax) {
        return new NodeCall(
                MethodDescriptor.newBuilder(Frames.ALL, Frames.ALL)
                        .setType(contract.getType())
                        .setFullMethodName(contract.getFullMethodName())
                        .build(),
                messageBytesMax);
    }

    /** Makes frames of bytes and back. */
    private static final class Frames implements MethodDescriptor.Marshaller<NodeFrame> {
        static final Frames ALL = new Frames();

        private final MethodDescriptor.Marshaller<ConnectRequest> bytes =
                ProtoUtils.marshaller(ConnectRequest.getDefaultInstance());

        @Override
        public InputStream stream(NodeFrame frame) {
            ConnectRequest.Builder request = ConnectRequest.newBuilder();
            switch (frame) {
                case NodeFrame.Hello(var hello) -> request.setHello(hello);
                case NodeFrame.Message(var message) -> request.setMessage(message);
                case NodeFrame.Unknown() -> {}
            }
            return bytes.stream(request.build());
        }

        @Override
        public NodeFrame parse(InputStream in) {
            ConnectRequest request = bytes.parse(in);
            return switch (request.getFrameCase()) {
                case HELLO -> new NodeFrame.Hello(request.getHello());
                case MESSAGE -> new NodeFrame.Message(request.getMessage());
                case FRAME_NOT_SET -> new NodeFrame.Unknown();
            };
        }
    }

    /** The frame that carries these bytes, which must not change any more. */
    static NodeFrame message(byte[] bytes) {
        return new NodeFrame.Message(UnsafeByteOperations.unsafeWrap(bytes));
    }
}
