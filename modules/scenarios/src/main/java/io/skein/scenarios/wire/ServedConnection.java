package io.skein.scenarios.wire;

import io.grpc.Status;
import io.skein.client.wire.Ending;
import io.skein.foundation.Check;
import io.skein.foundation.world.Transport;
import io.skein.server.rpc.Endpoint;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/** One connection and the calls on it, from the node's side. Owned by the front's lane. */
final class ServedConnection implements Transport.Handler<Parcel> {
    private final SimFront front;
    private final Transport.Connection<Parcel> connection;
    private final TreeMap<Integer, ServedCall<?, ?>> calls = new TreeMap<>();
    private boolean over;

    ServedConnection(SimFront front, Transport.Connection<Parcel> connection) {
        this.front = front;
        this.connection = connection;
    }

    boolean isOver() {
        return over;
    }

    SimFront front() {
        return front;
    }

    void say(Parcel parcel) {
        if (!over) connection.send(parcel);
    }

    void forget(int call) {
        calls.remove(call);
    }

    @Override
    public void onMessage(Parcel parcel) {
        switch (parcel) {
            case Parcel.Begin(int call, String method) -> begin(call, method);
            case Parcel.Request(int call, Cargo cargo) -> at(call, open -> open.request(cargo));
            case Parcel.RequestsEnded(int call) -> at(call, ServedCall::requestsEnded);
            case Parcel.Cancelled(int call) -> at(call, ServedCall::cancelled);
            case Parcel.Room(int call) -> at(call, ServedCall::room);
            case Parcel.Welcome _, Parcel.Reply _, Parcel.Over _ ->
                    throw Check.unreachable("a client says what clients say");
        }
    }

    private void at(int call, Consumer<ServedCall<?, ?>> then) {
        Optional.ofNullable(calls.get(call)).ifPresent(then);
    }

    private void begin(int call, String method) {
        Optional<Endpoint<?, ?>> endpoint = front.endpoint(method);
        if (front.isStopping()) {
            say(new Parcel.Over(call, Ending.of(Status.Code.UNAVAILABLE, "stopping")));
        } else if (endpoint.isEmpty()) {
            say(new Parcel.Over(call, Ending.of(Status.Code.UNIMPLEMENTED, method)));
        } else {
            open(call, endpoint.get());
        }
    }

    private <Q, R> void open(int call, Endpoint<Q, R> endpoint) {
        ServedCall<Q, R> served = new ServedCall<>(this, call, endpoint);
        calls.put(call, served);
        served.open();
    }

    void stopping() {
        List.copyOf(calls.values()).forEach(ServedCall::stopping);
    }

    @Override
    public void onWritable() {}

    @Override
    public void onClosed(String reason) {
        over = true;
        List.copyOf(calls.values()).forEach(ServedCall::cancelled);
    }
}
