package io.skein.server.adapter;

import io.grpc.Grpc;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.Status;
import io.skein.protocol.internal.v1.NodeHello;
import java.util.Optional;

/** The end that was dialled. */
final class AcceptedPipe implements NodePipe {
    private final ServerCall<NodeFrame, NodeFrame> call;
    private final String peer;

    AcceptedPipe(ServerCall<NodeFrame, NodeFrame> call) {
        this.call = call;
        this.peer =
                Optional.ofNullable(call.getAttributes().get(Grpc.TRANSPORT_ATTR_REMOTE_ADDR))
                        .map(Object::toString)
                        .orElse("unknown");
    }

    /** News from gRPC's threads. */
    static final class Listening extends ServerCall.Listener<NodeFrame> {
        private final NodeConnection<?> connection;

        Listening(NodeConnection<?> connection) {
            this.connection = connection;
        }

        @Override
        public void onMessage(NodeFrame frame) {
            connection.onLane(() -> connection.onFrame(frame));
        }

        @Override
        public void onReady() {
            connection.onLane(connection::flush);
        }

        @Override
        public void onHalfClose() {
            ended();
        }

        @Override
        public void onCancel() {
            ended();
        }

        @Override
        public void onComplete() {
            ended();
        }

        private void ended() {
            connection.onLane(() -> connection.onEnded("closed by the other side"));
        }
    }

    @Override
    public void sendHello(NodeHello hello) {
        // Headers are an answer too: they wait until the caller has been believed.
        call.sendHeaders(new Metadata());
        call.sendMessage(new NodeFrame.Hello(hello));
    }

    @Override
    public void sendMessage(byte[] message) {
        call.sendMessage(NodeCall.message(message));
    }

    @Override
    public boolean ready() {
        return call.isReady();
    }

    @Override
    public void request(int frames) {
        call.request(frames);
    }

    @Override
    public void end() {
        call.close(Status.UNAVAILABLE, new Metadata());
    }

    @Override
    public void refuse(String objection) {
        call.close(Ending.objection(objection), new Metadata());
    }

    @Override
    public String peer() {
        return peer;
    }
}
