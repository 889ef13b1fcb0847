package io.skein.server.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skein.foundation.PartitionId;
import io.skein.foundation.Uuid;
import io.skein.foundation.world.Lane;
import io.skein.foundation.world.Transport;
import io.skein.foundation.world.Transport.Connection;
import io.skein.foundation.world.Transport.Handler;
import io.skein.server.replication.Lineage;
import io.skein.server.replication.ReplicaMessage;
import io.skein.simulation.SimHost;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whoever makes no sense as a follower is not listened to. */
class StrangeFollowersTest {
    private static final long MINUTE_NANOS = 60_000_000_000L;
    private static final ReplicaMessage.Follower ME =
            new ReplicaMessage.Follower(9, new Uuid(9, 9));
    private static final PartitionId NONE = new PartitionId(new Uuid(1, 1), 0);

    private final SimNodes nodes = new SimNodes();
    private final SimHost host = nodes.world.host("stranger");
    private final Lane lane = host.lane("stranger", 100);
    private final List<Object> heard = new ArrayList<>();

    @BeforeEach
    void begin() {
        SimNodes.One one = nodes.start(1, List.of(1));
        assertTrue(nodes.world.runUntil(one::isServing, MINUTE_NANOS));
    }

    private final class Hearing implements Handler<ReplicaMessage> {
        @Override
        public void onMessage(ReplicaMessage message) {
            heard.add(message);
        }

        @Override
        public void onWritable() {}

        @Override
        public void onClosed(String reason) {
            heard.add("closed");
        }
    }

    private List<Object> say(ReplicaMessage... messages) {
        heard.clear();
        lane.answer(() -> {
            Transport<ReplicaMessage> transport = nodes.replicas(host);
            Connection<ReplicaMessage> connection =
                    transport.dial(new Transport.Place("n1:7071", 3), lane, new Hearing());
            for (ReplicaMessage message : messages) connection.send(message);
        });
        nodes.world.runFor(1_000_000_000);
        return List.copyOf(heard);
    }

    private static ReplicaMessage.Attach attach(long number, long end, long durable) {
        return new ReplicaMessage.Attach(NONE, number, 0, new Lineage.Position(0, end), durable);
    }

    private static ReplicaMessage turned(long number) {
        return new ReplicaMessage.Turned(number, ReplicaMessage.Why.NOT_LEADER);
    }

    @Test
    void whatIsNotLedHereIsTurnedAway() {
        assertEquals(List.of(turned(1)), say(ME, attach(1, 0, 0)));
    }

    @Test
    void whoeverAsksWhetherSomebodyIsThereIsAnswered() {
        assertEquals(List.of(new ReplicaMessage.Beat()), say(new ReplicaMessage.Beat()));
    }

    @Test
    void whatIsLateIsDropped() {
        List<ReplicaMessage.Progress> late = List.of(new ReplicaMessage.Progress(7, 3));
        assertEquals(
                List.of(),
                say(ME, new ReplicaMessage.Confirmed(late), new ReplicaMessage.Detach(7)));
    }

    @Test
    void nonsenseEndsTheConnection() {
        assertEquals(List.of("closed"), say(attach(1, 0, 0)), "from nobody");
        assertEquals(List.of("closed"), say(ME, ME), "twice");
        List<Object> twice = say(ME, attach(2, 0, 0), attach(2, 0, 0));
        assertEquals("closed", twice.getLast(), "a number again");
        assertEquals(List.of("closed"), say(ME, turned(1)), "what only leaders say");
    }
}
