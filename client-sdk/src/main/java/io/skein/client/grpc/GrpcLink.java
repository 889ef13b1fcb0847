package io.skein.client.grpc;

import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.skein.client.wire.CallHandler;
import io.skein.client.wire.Ending;
import io.skein.client.wire.Link;
import io.skein.client.wire.Stream;
import io.skein.client.wire.StreamHandler;
import io.skein.foundation.world.Lane;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A channel. Its callbacks come on gRPC's threads and hop to the lane. Owned by that lane. */
final class GrpcLink implements Link {
    private final ManagedChannel channel;
    private final Lane lane;

    GrpcLink(ManagedChannel channel, Lane lane) {
        this.channel = channel;
        this.lane = lane;
    }

    @Override
    public <Q, R> void call(
            MethodDescriptor<Q, R> method, Q request, long deadlineNanos, CallHandler<R> handler) {
        CallOptions options =
                CallOptions.DEFAULT.withDeadlineAfter(deadlineNanos, TimeUnit.NANOSECONDS);
        ClientCall<Q, R> call = channel.newCall(method, options);
        call.start(new UnaryListener<>(handler), new Metadata());
        call.request(2);
        call.sendMessage(request);
        call.halfClose();
    }

    @Override
    public <Q, R> Stream<Q> stream(MethodDescriptor<Q, R> method, StreamHandler<R> handler) {
        GrpcStream<Q, R> stream = new GrpcStream<>(channel.newCall(method, GrpcStream.OPTIONS));
        stream.start(handler, lane);
        return stream;
    }

    @Override
    public void close() {
        channel.shutdownNow();
    }

    static Ending ending(Status status, Metadata trailers) {
        String said = Optional.ofNullable(status.getDescription()).orElse("");
        // gRPC hides what the network said in the cause, and it is what people need to know.
        String cause = Optional.ofNullable(status.getCause()).map(Throwable::getMessage).orElse("");
        String reason = said.isEmpty() || cause.isEmpty() ? said + cause : said + ": " + cause;
        return new Ending(
                status.getCode(),
                reason.isEmpty() ? status.getCode().toString() : reason,
                Optional.ofNullable(trailers.get(io.skein.protocol.Wire.REFUSAL)));
    }

    /** Keeps the answer until the call is over, because only the status says whether it counts. */
    private final class UnaryListener<R> extends ClientCall.Listener<R> {
        private final CallHandler<R> handler;
        private Optional<R> answer = Optional.empty();

        UnaryListener(CallHandler<R> handler) {
            this.handler = handler;
        }

        @Override
        public void onMessage(R message) {
            answer = Optional.of(message);
        }

        @Override
        public void onClose(Status status, Metadata trailers) {
            Optional<R> last = answer;
            if (status.isOk() && last.isPresent()) {
                lane.answer(() -> handler.onAnswer(last.get()));
            } else {
                lane.answer(() -> handler.onEnd(ending(status, trailers)));
            }
        }
    }
}
