package io.skein.scenarios.wire;

import io.skein.foundation.world.Lane;
import io.skein.foundation.world.Transport;
import io.skein.server.rpc.Endpoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The public port of a simulated node: binds the endpoints that gRPC binds in production. All turns
 * of all calls happen on one lane. Owned by that lane.
 */
public final class SimFront {
    private final TreeMap<String, Endpoint<?, ?>> endpoints = new TreeMap<>();
    private final List<ServedConnection> connections = new ArrayList<>();
    private final Lane lane;
    private final Terms terms;
    private boolean stopping;

    private SimFront(List<Endpoint<?, ?>> all, Lane lane, Terms terms) {
        for (Endpoint<?, ?> one : all) endpoints.put(one.method().getFullMethodName(), one);
        this.lane = lane;
        this.terms = terms;
    }

    /** Takes connections on {@code lane} from now on. */
    public static SimFront start(
            Transport<Parcel> transport, List<Endpoint<?, ?>> endpoints, Lane lane, Terms terms) {
        SimFront front = new SimFront(endpoints, lane, terms);
        transport.accept(lane, front::welcome);
        return front;
    }

    private Transport.Handler<Parcel> welcome(Transport.Connection<Parcel> connection) {
        connections.removeIf(ServedConnection::isOver);
        ServedConnection served = new ServedConnection(this, connection);
        connections.add(served);
        connection.send(new Parcel.Welcome());
        return served;
    }

    /** Stops in order: takes no new calls, and lets those under way end. On the lane. */
    public void stop() {
        stopping = true;
        List.copyOf(connections).forEach(ServedConnection::stopping);
    }

    Optional<Endpoint<?, ?>> endpoint(String method) {
        return Optional.ofNullable(endpoints.get(method));
    }

    boolean isStopping() {
        return stopping;
    }

    Lane lane() {
        return lane;
    }

    Terms terms() {
        return terms;
    }
}
