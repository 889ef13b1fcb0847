package io.skein.scenarios.wire;

import io.grpc.Metadata;
import io.grpc.Status;
import io.skein.client.wire.Ending;
import io.skein.protocol.Wire;
import io.skein.server.rpc.Caller;
import io.skein.server.rpc.Endpoint;
import java.util.ArrayDeque;
import java.util.Optional;

/**
 * The node's end of one call. Its turns are tasks of the front's lane: those that other lanes bring
 * as answers, and each arrival. Requests wait here until the endpoint wants them.
 */
final class ServedCall<Q, R> implements Caller<R> {
    private final ServedConnection connection;
    private final int number;
    private final Endpoint<Q, R> endpoint;
    private final ArrayDeque<Cargo> waiting = new ArrayDeque<>();
    private Optional<Endpoint.Call<Q>> call = Optional.empty();
    private int wanted;
    private int untaken;
    private boolean delivering;
    private boolean requestsEnded;
    private boolean toldEnded;
    private boolean over;

    ServedCall(ServedConnection connection, int number, Endpoint<Q, R> endpoint) {
        this.connection = connection;
        this.number = number;
        this.endpoint = endpoint;
    }

    void open() {
        call = Optional.of(endpoint.handler().open(this));
    }

    @Override
    public void turn(Runnable task) {
        connection.front().lane().answer(task);
    }

    @Override
    public void want(int requests) {
        wanted += requests;
        deliverLater();
    }

    /** Never inside the turn that asks, as with gRPC. */
    private void deliverLater() {
        if (delivering) return;
        delivering = true;
        turn(this::deliver);
    }

    private void deliver() {
        delivering = false;
        while (call.isPresent() && wanted > 0 && !waiting.isEmpty()) {
            wanted--;
            Cargo cargo = waiting.remove();
            connection.say(new Parcel.Room(number));
            call.get().onRequest(Passing.unload(endpoint.method().getRequestMarshaller(), cargo));
        }
        if (requestsEnded && !toldEnded && waiting.isEmpty()) {
            toldEnded = true;
            call.ifPresent(Endpoint.Call::onRequestsEnded);
        }
    }

    void request(Cargo cargo) {
        waiting.add(cargo);
        deliver();
    }

    void requestsEnded() {
        requestsEnded = true;
        deliver();
    }

    void room() {
        boolean before = ready();
        untaken--;
        if (!before && ready()) call.ifPresent(Endpoint.Call::onReady);
    }

    void stopping() {
        call.ifPresent(Endpoint.Call::onStopping);
    }

    void cancelled() {
        over = true;
        gone();
    }

    private void gone() {
        connection.forget(number);
        call.ifPresent(Endpoint.Call::onGone);
        call = Optional.empty();
    }

    @Override
    public boolean ready() {
        return !over && untaken < connection.front().terms().windowMessages();
    }

    @Override
    public void send(R reply) {
        if (over) return;
        untaken++;
        Passing passing = connection.front().terms().passing();
        Cargo cargo = passing.load(endpoint.method().getResponseMarshaller(), reply);
        connection.say(new Parcel.Reply(number, cargo));
    }

    @Override
    public void finish() {
        end(Ending.of(Status.Code.OK, ""));
    }

    @Override
    public void fail(Status status, Metadata trailers) {
        String reason = Optional.ofNullable(status.getDescription()).orElse("");
        end(new Ending(status.getCode(), reason, Optional.ofNullable(trailers.get(Wire.REFUSAL))));
    }

    private void end(Ending ending) {
        if (over) return;
        over = true;
        connection.say(new Parcel.Over(number, ending));
        turn(this::gone);
    }
}
