package io.skein.scenarios.wire;

import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.skein.client.wire.Ending;
import io.skein.client.wire.StreamHandler;
import io.skein.foundation.Check;
import io.skein.foundation.world.Lane;
import io.skein.foundation.world.Transport;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** One connection and the calls on it, from the client's side. Owned by the client's lane. */
final class ClientConnection implements Transport.Handler<Parcel> {
    private final Lane lane;
    private final Terms terms;
    private final TreeMap<Integer, ClientCall<?, ?>> calls = new TreeMap<>();
    private final Transport.Connection<Parcel> connection;
    private int lastCall;
    private boolean welcomed;
    private boolean over;

    ClientConnection(Transport<Parcel> transport, String address, Lane lane, Terms terms) {
        this.lane = lane;
        this.terms = terms;
        this.connection = transport.dial(address, lane, this);
    }

    boolean isUsable() {
        return !over;
    }

    boolean isWelcomed() {
        return welcomed && !over;
    }

    Terms terms() {
        return terms;
    }

    <Q, R> ClientCall<Q, R> open(MethodDescriptor<Q, R> method, StreamHandler<R> handler) {
        ClientCall<Q, R> call = new ClientCall<>(this, ++lastCall, method, handler);
        calls.put(lastCall, call);
        say(new Parcel.Begin(lastCall, method.getFullMethodName()));
        if (welcomed) lane.answer(call::tellReady);
        return call;
    }

    void say(Parcel parcel) {
        if (!over) connection.send(parcel);
    }

    /** The call was given up here: its handler hears of it in a turn of its own. */
    void drop(ClientCall<?, ?> call, Ending ending) {
        if (!calls.remove(call.number(), call)) return;
        say(new Parcel.Cancelled(call.number()));
        lane.answer(() -> call.ended(ending));
    }

    @Override
    public void onMessage(Parcel parcel) {
        switch (parcel) {
            case Parcel.Welcome() -> {
                welcomed = true;
                List.copyOf(calls.values()).forEach(ClientCall::tellReady);
            }
            case Parcel.Reply(int call, Cargo cargo) -> find(call).ifPresent(c -> c.reply(cargo));
            case Parcel.Room(int call) -> find(call).ifPresent(ClientCall::room);
            case Parcel.Over(int call, Ending ending) ->
                    Optional.ofNullable(calls.remove(call)).ifPresent(c -> c.ended(ending));
            case Parcel.Begin _, Parcel.Request _, Parcel.RequestsEnded _, Parcel.Cancelled _ ->
                    throw Check.unreachable("a node says what nodes say");
        }
    }

    private Optional<ClientCall<?, ?>> find(int call) {
        return Optional.ofNullable(calls.get(call));
    }

    @Override
    public void onWritable() {}

    @Override
    public void onClosed(String reason) {
        endAll(Ending.of(Status.Code.UNAVAILABLE, reason));
    }

    private void endAll(Ending ending) {
        over = true;
        List<ClientCall<?, ?>> ended = List.copyOf(calls.values());
        calls.clear();
        ended.forEach(call -> call.ended(ending));
    }

    void close() {
        if (over) return;
        over = true;
        connection.close();
        Ending ending = Ending.of(Status.Code.CANCELLED, "the link was closed");
        lane.answer(() -> endAll(ending));
    }
}
