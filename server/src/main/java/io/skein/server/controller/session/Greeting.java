package io.skein.server.controller.session;

import io.skein.foundation.world.Transport.Connection;
import io.skein.foundation.world.Transport.Handler;
import io.skein.server.controller.Controller;
import java.util.Optional;
import java.util.OptionalLong;

/** Looks, once, whether a node takes connections. Owned by the quorum lane. */
final class Greeting implements Handler<SessionMessage> {
    private final int node;
    private final Controller own;
    private final OptionalLong lostNanos;
    private Optional<Connection<SessionMessage>> connection = Optional.empty();
    private boolean isThere;

    /**
     * @param lostNanos when it was lost in the quorum; empty if it was not
     */
    Greeting(int node, Controller own, OptionalLong lostNanos) {
        this.node = node;
        this.own = own;
        this.lostNanos = lostNanos;
    }

    void over(Connection<SessionMessage> dialled) {
        connection = Optional.of(dialled);
    }

    /** It says welcome, which is all there is to know. */
    @Override
    public void onMessage(SessionMessage message) {
        isThere = true;
        connection.ifPresent(Connection::close);
    }

    @Override
    public void onWritable() {}

    @Override
    public void onClosed(String reason) {
        if (!isThere) own.unreachable(node, lostNanos);
    }
}
