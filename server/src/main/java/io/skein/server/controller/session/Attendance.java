package io.skein.server.controller.session;

import io.skein.foundation.world.Transport.Connection;
import io.skein.foundation.world.Transport.Handler;
import io.skein.server.controller.Controller;
import io.skein.server.controller.ControllerAsk;
import io.skein.server.door.Answer;
import io.skein.server.door.Refusal;
import io.skein.server.door.Refusal.Why;

/** Other nodes that ask this node's controller. Owned by the quorum lane. */
final class Attendance {
    /** Most connections. */
    static final int NODES_MAX = 1_100;

    private static final long RETRY_MILLIS = 100;

    private final Controller own;
    private int nodes;

    Attendance(Controller own) {
        this.own = own;
    }

    Handler<SessionMessage> welcome(Connection<SessionMessage> connection) {
        nodes++;
        if (nodes > NODES_MAX) connection.close();
        else connection.send(new SessionMessage.Welcome());
        return new Attendant(connection);
    }

    /** One connection. */
    private final class Attendant implements Handler<SessionMessage> {
        private final Connection<SessionMessage> connection;
        private int open;

        Attendant(Connection<SessionMessage> connection) {
            this.connection = connection;
        }

        @Override
        public void onMessage(SessionMessage message) {
            if (!(message instanceof SessionMessage.Asked(long id, ControllerAsk ask))) {
                connection.close();
            } else if (open >= Session.OPEN_MAX) {
                Refusal refusal =
                        Refusal.later(
                                Why.OVERLOADED,
                                "too much is asked at once; try again",
                                RETRY_MILLIS);
                connection.send(new SessionMessage.Told(id, Answer.refused(refusal)));
            } else {
                open++;
                own.answer(
                        ask,
                        answer -> {
                            open--;
                            connection.send(new SessionMessage.Told(id, answer));
                        });
            }
        }

        @Override
        public void onWritable() {}

        @Override
        public void onClosed(String reason) {
            nodes--;
        }
    }
}
