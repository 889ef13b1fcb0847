package io.skein.scenarios.wire;

import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.skein.client.wire.CallHandler;
import io.skein.client.wire.Ending;
import io.skein.client.wire.Link;
import io.skein.client.wire.Stream;
import io.skein.client.wire.StreamHandler;
import io.skein.foundation.Check;
import io.skein.foundation.world.Lane;
import java.util.Optional;
import java.util.function.Supplier;

/** One way to one node; dials when used, and again when used after its connection broke. */
final class SimLink implements Link {
    private final Supplier<ClientConnection> dial;
    private final Lane lane;
    private Optional<ClientConnection> connection = Optional.empty();
    private boolean closed;

    SimLink(Supplier<ClientConnection> dial, Lane lane) {
        this.dial = dial;
        this.lane = lane;
    }

    @Override
    public <Q, R> void call(
            MethodDescriptor<Q, R> method, Q request, long deadlineNanos, CallHandler<R> handler) {
        UnaryHandler<R> unary = new UnaryHandler<>(handler);
        ClientCall<Q, R> call = connection().open(method, unary);
        call.send(request);
        call.finish();
        Ending late = Ending.of(Status.Code.DEADLINE_EXCEEDED, "no answer in time");
        unary.timer = Optional.of(lane.after(deadlineNanos, () -> call.giveUp(late)));
    }

    /** Keeps the one answer until the call has ended well. */
    private static final class UnaryHandler<R> implements StreamHandler<R> {
        private final CallHandler<R> handler;
        private Optional<R> answer = Optional.empty();
        private Optional<Lane.Timer> timer = Optional.empty();

        UnaryHandler(CallHandler<R> handler) {
            this.handler = handler;
        }

        @Override
        public void onReady() {}

        @Override
        public void onMessage(R message) {
            answer = Optional.of(message);
        }

        @Override
        public void onEnd(Ending ending) {
            timer.ifPresent(Lane.Timer::cancel);
            if (ending.code() == Status.Code.OK && answer.isPresent()) {
                handler.onAnswer(answer.get());
            } else {
                handler.onEnd(ending);
            }
        }
    }

    @Override
    public <Q, R> Stream<Q> stream(MethodDescriptor<Q, R> method, StreamHandler<R> handler) {
        return connection().open(method, handler);
    }

    private ClientConnection connection() {
        Check.that(!closed, "nothing is started on a closed link");
        ClientConnection standing = connection.filter(ClientConnection::isUsable).orElseGet(dial);
        connection = Optional.of(standing);
        return standing;
    }

    @Override
    public void close() {
        closed = true;
        connection.ifPresent(ClientConnection::close);
        connection = Optional.empty();
    }
}
