package io.skein.client.grpc;

import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.Status;
import io.skein.client.wire.Stream;
import io.skein.client.wire.StreamHandler;
import io.skein.foundation.world.Lane;

/** One call that streams. Owned by its link's lane. */
final class GrpcStream<Q, R> implements Stream<Q> {
    /** Messages that may wait for the lane; each one handled makes room for another. */
    private static final int INBOUND_MAX = 64;

    /**
     * What gRPC may queue before the stream counts as not ready: several batches, so that its
     * thread finds the next one when it is done with one, instead of waking the lane for each.
     */
    private static final int READY_BELOW_BYTES = 1 << 20;

    static final CallOptions OPTIONS = CallOptions.DEFAULT.withOnReadyThreshold(READY_BELOW_BYTES);

    private final ClientCall<Q, R> call;
    private boolean over;

    GrpcStream(ClientCall<Q, R> call) {
        this.call = call;
    }

    void start(StreamHandler<R> handler, Lane lane) {
        call.start(new Listener(handler, lane), new Metadata());
        call.request(INBOUND_MAX);
    }

    @Override
    public boolean ready() {
        return !over && call.isReady();
    }

    @Override
    public void send(Q message) {
        if (!over) call.sendMessage(message);
    }

    @Override
    public void finish() {
        if (!over) call.halfClose();
    }

    @Override
    public void cancel(String why) {
        if (!over) call.cancel(why, new IllegalStateException(why));
    }

    private final class Listener extends ClientCall.Listener<R> {
        private final StreamHandler<R> handler;
        private final Lane lane;

        Listener(StreamHandler<R> handler, Lane lane) {
            this.handler = handler;
            this.lane = lane;
        }

        @Override
        public void onReady() {
            lane.answer(handler::onReady);
        }

        @Override
        public void onMessage(R message) {
            lane.answer(() -> {
                handler.onMessage(message);
                if (!over) call.request(1);
            });
        }

        @Override
        public void onClose(Status status, Metadata trailers) {
            lane.answer(() -> {
                over = true;
                handler.onEnd(GrpcLink.ending(status, trailers));
            });
        }
    }
}
