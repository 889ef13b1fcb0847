package io.skein.scenarios.wire;

import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.skein.client.wire.Ending;
import io.skein.client.wire.Stream;
import io.skein.client.wire.StreamHandler;

/** The client's end of one call. Owned by the client's lane. */
final class ClientCall<Q, R> implements Stream<Q> {
    private final ClientConnection connection;
    private final int number;
    private final MethodDescriptor<Q, R> method;
    private final StreamHandler<R> handler;
    private int untaken;
    private boolean finished;
    private boolean over;

    ClientCall(
            ClientConnection connection,
            int number,
            MethodDescriptor<Q, R> method,
            StreamHandler<R> handler) {
        this.connection = connection;
        this.number = number;
        this.method = method;
        this.handler = handler;
    }

    int number() {
        return number;
    }

    @Override
    public boolean ready() {
        boolean room = untaken < connection.terms().windowMessages();
        return !over && !finished && room && connection.isWelcomed();
    }

    @Override
    public void send(Q message) {
        if (over || finished) return;
        untaken++;
        Cargo cargo = connection.terms().passing().load(method.getRequestMarshaller(), message);
        connection.say(new Parcel.Request(number, cargo));
    }

    @Override
    public void finish() {
        if (over || finished) return;
        finished = true;
        connection.say(new Parcel.RequestsEnded(number));
    }

    @Override
    public void cancel(String why) {
        giveUp(Ending.of(Status.Code.CANCELLED, why));
    }

    void giveUp(Ending ending) {
        if (!over) connection.drop(this, ending);
        over = true;
    }

    void tellReady() {
        if (ready()) handler.onReady();
    }

    /** The node has taken a request. */
    void room() {
        boolean before = ready();
        untaken--;
        if (!before && ready()) handler.onReady();
    }

    void reply(Cargo cargo) {
        R message = Passing.unload(method.getResponseMarshaller(), cargo);
        handler.onMessage(message);
        connection.say(new Parcel.Room(number));
    }

    void ended(Ending ending) {
        over = true;
        handler.onEnd(ending);
    }
}
