package io.skein.server.broker.replica;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skein.foundation.world.Transport.Connection;
import io.skein.foundation.world.Transport.Handler;
import io.skein.server.replication.ReplicaMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One end of a connection, by which a test speaks as a broker. */
final class Voice implements Handler<ReplicaMessage> {
    private final List<ReplicaMessage> heard = new ArrayList<>();
    private Optional<Connection<ReplicaMessage>> connection = Optional.empty();

    /** When it was dialled. */
    final long sinceNanos;

    /** How often it was asked whether anybody is there. */
    int beats;

    boolean answersBeats;
    boolean isClosed;

    Voice(long nowNanos) {
        this.sinceNanos = nowNanos;
    }

    Voice over(Connection<ReplicaMessage> dialled) {
        connection = Optional.of(dialled);
        return this;
    }

    void say(ReplicaMessage... messages) {
        for (ReplicaMessage message : messages) {
            assertTrue(connection.orElseThrow().send(message), "the connection is open");
        }
    }

    void close() {
        connection.orElseThrow().close();
    }

    /** What was heard since the last time, but for beats. */
    List<ReplicaMessage> take() {
        List<ReplicaMessage> all = List.copyOf(heard);
        heard.clear();
        return all;
    }

    /** All of that kind that was heard since it was last taken. */
    <M extends ReplicaMessage> List<M> heard(Class<M> kind) {
        return heard.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    @Override
    public void onMessage(ReplicaMessage message) {
        if (!(message instanceof ReplicaMessage.Beat)) {
            heard.add(message);
            return;
        }
        beats++;
        if (answersBeats) say(message);
    }

    @Override
    public void onWritable() {}

    @Override
    public void onClosed(String reason) {
        isClosed = true;
    }
}
