package io.skein.server.controller.session;

import io.skein.foundation.world.Transport.Connection;
import io.skein.foundation.world.Transport.Handler;
import io.skein.server.controller.Controller;
import io.skein.server.controller.ControllerAsk;
import io.skein.server.controller.ControllerReply;
import io.skein.server.door.Answer;
import io.skein.server.door.Refusal;
import io.skein.server.door.Refusal.Why;
import java.util.OptionalInt;
import java.util.TreeMap;

/** Other nodes that ask this node's controller. Owned by the quorum lane. */
final class Attendance {
    /** Most connections. */
    static final int NODES_MAX = 1_100;

    private static final long RETRY_MILLIS = 100;

    private final Controller own;
    private final TreeMap<Integer, Attendant> heard = new TreeMap<>();
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
        private OptionalInt node = OptionalInt.empty();
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
                tell(id, Answer.refused(refusal));
            } else {
                open++;
                own.answer(ask, answer -> answered(id, ask, answer));
            }
        }

        @Override
        public void onWritable() {}

        private void answered(long id, ControllerAsk ask, Answer<ControllerReply> answer) {
            open--;
            boolean isHeard = answer instanceof Answer.Done<ControllerReply>;
            if (isHeard && ask instanceof ControllerAsk.Beat beat) hear(beat.node());
            tell(id, answer);
        }

        private void tell(long id, Answer<ControllerReply> answer) {
            connection.send(new SessionMessage.Told(id, answer, own.committed().offset()));
        }

        /** That node, and no other, speaks on this connection. */
        private void hear(int from) {
            if (node.isPresent() && node.getAsInt() != from) {
                connection.close();
                return;
            }
            node = OptionalInt.of(from);
            heard.put(from, this);
        }

        @Override
        public void onClosed(String reason) {
            nodes--;
            if (node.isEmpty()) return;
            // It may have come back on another connection before this one was seen to be closed.
            if (heard.remove(node.getAsInt(), this)) own.lost(node.getAsInt());
        }
    }
}
