package io.skein.server.controller.session;

import io.skein.foundation.world.Transport.Connection;
import io.skein.foundation.world.Transport.Handler;
import io.skein.server.controller.Controller;
import java.util.Optional;

/** Looks, once, whether a node takes connections. Owned by the quorum lane. */
final class Greeting implements Handler<SessionMessage> {
    private final int node;
    private final Controller own;
    private Optional<Connection<SessionMessage>> connection = Optional.empty();
    private boolean isThere;

    Greeting(int node, Controller own) {
        this.node = node;
        this.own = own;
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
        if (!isThere) own.unreachable(node);
    }
}
