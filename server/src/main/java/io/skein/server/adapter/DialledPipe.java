package io.skein.server.adapter;

import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.Status;
import io.skein.foundation.world.Transport.Place;
import io.skein.protocol.internal.v1.NodeHello;

/** The dialling end: a channel of its own with one call on it, so that both break together. */
final class DialledPipe implements NodePipe {
    private final ManagedChannel channel;
    private final String address;
    private final ClientCall<NodeFrame, NodeFrame> call;

    private DialledPipe(NodeCall kind, ManagedChannel channel, String address) {
        this.channel = channel;
        this.address = address;
        this.call = channel.newCall(kind.method(), CallOptions.DEFAULT);
    }

    static DialledPipe open(
            NodeCall kind, ManagedChannel channel, Place place, NodeConnection<?> connection) {
        DialledPipe pipe = new DialledPipe(kind, channel, place.address());
        pipe.call.start(new Listening(connection, channel), DoorHeader.of(place.door()));
        return pipe;
    }

    /** News from gRPC's threads. */
    private static final class Listening extends ClientCall.Listener<NodeFrame> {
        private final NodeConnection<?> connection;
        private final ManagedChannel channel;

        Listening(NodeConnection<?> connection, ManagedChannel channel) {
            this.connection = connection;
            this.channel = channel;
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
        public void onClose(Status status, Metadata trailers) {
            channel.shutdownNow();
            String reason = Ending.reason(status);
            connection.onLane(() -> connection.onEnded(reason));
        }
    }

    @Override
    public void sendHello(NodeHello hello) {
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
    @SuppressWarnings("null") // There is no exception to tell of.
    public void end() {
        call.cancel("closed on this side", null);
        channel.shutdownNow();
    }

    /** A caller has no way to say more. */
    @Override
    public void refuse(String objection) {
        end();
    }

    @Override
    public String peer() {
        return address;
    }
}
