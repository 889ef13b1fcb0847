package io.skein.server.rpc;

import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.Status;
import io.skein.server.door.Refusal.Why;
import io.skein.server.rpc.Received.Malformed;
import io.skein.server.rpc.Received.WellFormed;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * One call that came by gRPC. gRPC's events and the endpoint's answers all become turns of the
 * call, because gRPC's own call object is not safe for two threads.
 */
final class GrpcCall<Q, R> extends ServerCall.Listener<Received<Q>> implements Caller<R> {
    /** What gRPC may queue for a client before the call counts as not ready. */
    private static final int READY_BELOW_BYTES = 256 << 10;

    private final ServerCall<Received<Q>, R> call;
    private final CallTurns turns;
    private final CallFigures figures;
    private final Consumer<GrpcCall<?, ?>> onOver;
    private Optional<Endpoint.Call<Q>> endpoint = Optional.empty();
    private boolean headersSent;
    private boolean ended;

    private GrpcCall(ServerCall<Received<Q>, R> call, Bindings bindings) {
        this.call = call;
        this.figures = bindings.figures();
        this.onOver = bindings.onOver();
        this.turns =
                new CallTurns(bug -> {
                    bindings.onBroken().accept(bug);
                    close(Status.INTERNAL.withDescription("a bug"), new Metadata());
                });
    }

    /**
     * What all calls of one server share.
     *
     * @param onBegun hears of each call before its first turn
     * @param onOver hears of each call after its last
     * @param onBroken hears of our bugs
     */
    record Bindings(
            CallFigures figures,
            Consumer<GrpcCall<?, ?>> onBegun,
            Consumer<GrpcCall<?, ?>> onOver,
            Consumer<Throwable> onBroken) {}

    static <Q, R> GrpcCall<Q, R> begin(
            ServerCall<Received<Q>, R> call, Endpoint.Handler<Q, R> handler, Bindings bindings) {
        GrpcCall<Q, R> begun = new GrpcCall<>(call, bindings);
        call.setOnReadyThreshold(READY_BELOW_BYTES);
        bindings.onBegun().accept(begun);
        begun.turn(() -> begun.endpoint = Optional.of(handler.open(begun)));
        return begun;
    }

    @Override
    public void turn(Runnable task) {
        turns.run(task);
    }

    @Override
    public void want(int requests) {
        if (!ended) call.request(requests);
    }

    @Override
    public boolean ready() {
        return !ended && call.isReady();
    }

    @Override
    public void send(R reply) {
        if (ended) return;
        if (!headersSent) call.sendHeaders(new Metadata());
        headersSent = true;
        call.sendMessage(reply);
    }

    @Override
    public void finish() {
        close(Status.OK, new Metadata());
    }

    @Override
    public void fail(Status status, Metadata trailers) {
        close(status, trailers);
    }

    private void close(Status status, Metadata trailers) {
        if (ended) return;
        ended = true;
        call.close(status, trailers);
    }

    @Override
    public void onMessage(Received<Q> message) {
        turn(() -> {
            switch (message) {
                case WellFormed<Q>(Q request) ->
                        endpoint.ifPresent(open -> open.onRequest(request));
                case Malformed<Q>(Status status) -> refuse(status);
            }
        });
    }

    private void refuse(Status status) {
        figures.refused(Why.INVALID_REQUEST);
        String problem = status.getDescription();
        String message = problem == null ? "the message cannot be read" : problem;
        fail(status, Refusals.trailers(Refusals.invalid("message", message)));
    }

    @Override
    public void onHalfClose() {
        turn(() -> endpoint.ifPresent(Endpoint.Call::onRequestsEnded));
    }

    @Override
    public void onReady() {
        turn(() -> endpoint.ifPresent(Endpoint.Call::onReady));
    }

    @Override
    public void onCancel() {
        turn(this::gone);
    }

    @Override
    public void onComplete() {
        turn(this::gone);
    }

    private void gone() {
        ended = true;
        endpoint.ifPresent(Endpoint.Call::onGone);
        endpoint = Optional.empty();
        onOver.accept(this);
    }

    /** The node stops. From any thread. */
    void stopping() {
        turn(() -> endpoint.ifPresent(Endpoint.Call::onStopping));
    }
}
