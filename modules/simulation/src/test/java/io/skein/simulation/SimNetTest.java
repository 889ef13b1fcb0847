package io.skein.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skein.foundation.world.Lane;
import io.skein.foundation.world.Transport;
import io.skein.foundation.world.Transport.Connection;
import io.skein.foundation.world.Transport.Handler;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What a network may do beyond the contract that all transports share: break, hold up, cut off. */
class SimNetTest {
    private static final long SECOND = 1_000_000_000L;

    /** Node n1 listens, client c1 dials; both write down what they hear. */
    private static final class Pair {
        final World world;
        final SimHost node;
        final SimHost client;
        final SimNet<Integer> net;
        final Lane clientLane;
        final Transport<Integer> dialing;
        final List<Integer> arrived = new ArrayList<>();
        final List<String> nodeClosed = new ArrayList<>();
        final List<String> clientClosed = new ArrayList<>();
        final List<Connection<Integer>> connections = new ArrayList<>();

        Pair(long seed) {
            world = new World(seed, Tempo.calm());
            node = world.host("n1");
            client = world.host("c1");
            net = new SimNet<>(world, 8);
            net.transport(node, 7070)
                    .accept(node.lane("lane", 100), _ -> hearing(arrived, nodeClosed));
            clientLane = client.lane("lane", 100);
            dialing = net.transport(client);
        }

        void dial() {
            clientLane.post(() ->
                    connections.add(
                            dialing.dial(
                                    "n1:7070",
                                    clientLane,
                                    hearing(new ArrayList<>(), clientClosed))));
        }

        void send(int from, int upTo) {
            for (int i = from; i <= upTo; i++) {
                int message = i;
                clientLane.post(() -> connections.getLast().send(message));
            }
        }

        List<Integer> sent(int upTo) {
            List<Integer> all = new ArrayList<>();
            for (int i = 1; i <= upTo; i++) all.add(i);
            return all;
        }
    }

    private static Handler<Integer> hearing(List<Integer> messages, List<String> closed) {
        return new Handler<>() {
            @Override
            public void onMessage(Integer message) {
                assertTrue(closed.isEmpty(), "closed is the last call");
                messages.add(message);
            }

            @Override
            public void onWritable() {}

            @Override
            public void onClosed(String reason) {
                closed.add(reason);
            }
        };
    }

    @Test
    void aResetLosesASuffixAndNothingElse() {
        TreeSet<Integer> counts = new TreeSet<>();
        for (int seed = 0; seed < 60; seed++) {
            Pair pair = new Pair(seed);
            pair.dial();
            pair.send(1, 5);
            pair.world.runFor(200_000);
            pair.world.links().reset("c1", "n1");
            pair.world.runFor(10 * SECOND);
            assertEquals(pair.sent(pair.arrived.size()), pair.arrived);
            counts.add(pair.arrived.size());
            assertEquals(1, pair.clientClosed.size());
        }
        assertEquals(0, counts.first(), "sometimes all of it");
        assertEquals(5, counts.last(), "sometimes nothing");
        assertTrue(counts.size() > 3, counts.toString());
    }

    @Test
    void aBlockedLinkHoldsMessagesUntilItHeals() {
        Pair pair = new Pair(1);
        pair.dial();
        pair.world.runFor(SECOND);
        pair.world.links().block("c1", "n1");
        pair.send(1, 5);
        pair.world.runFor(SECOND / 10);
        assertEquals(List.of(), pair.arrived);
        pair.world.links().heal("n1", "c1");
        pair.world.runFor(SECOND / 10);
        assertEquals(pair.sent(5), pair.arrived);
        pair.world.runFor(60 * SECOND);
        assertEquals(List.of(), pair.clientClosed, "the connection outlived a short block");
    }

    @Test
    void aLongBlockEndsTheConnectionAtEachEndInItsOwnTime() {
        int halfOpen = 0;
        for (int seed = 0; seed < 20; seed++) {
            Pair pair = new Pair(seed);
            pair.dial();
            pair.world.runFor(SECOND);
            pair.world.links().cut("c1", "n1");
            assertTrue(
                    pair.world.runUntil(
                            () -> pair.clientClosed.size() + pair.nodeClosed.size() == 1,
                            60 * SECOND));
            if (pair.nodeClosed.isEmpty()) halfOpen++;
            pair.world.runFor(60 * SECOND);
            assertEquals(1, pair.clientClosed.size());
            assertEquals(1, pair.nodeClosed.size());
        }
        assertTrue(halfOpen > 0 && halfOpen < 20, "either may be the first: " + halfOpen);
    }

    @Test
    void whatOneSideGaveUpMayStillReachTheOther() {
        int stale = 0;
        for (int seed = 0; seed < 40; seed++) {
            Pair pair = new Pair(seed);
            pair.dial();
            pair.world.runFor(SECOND);
            pair.world.links().block("c1", "n1");
            pair.send(1, 3);
            pair.clientLane.post(() -> pair.connections.getLast().close());
            pair.world.runFor(SECOND / 20);
            assertEquals(1, pair.clientClosed.size());
            assertEquals(List.of(), pair.arrived);
            pair.world.links().healAll();
            pair.world.runFor(10 * SECOND);
            if (!pair.arrived.isEmpty()) stale++;
            assertEquals(1, pair.nodeClosed.size());
        }
        assertTrue(stale > 5, "stale messages arrive: " + stale);
    }

    @Test
    void peersLearnOfADeath() {
        for (int seed = 0; seed < 10; seed++) {
            for (Death how : Death.values()) {
                Pair pair = new Pair(seed);
                pair.dial();
                pair.world.runFor(SECOND);
                pair.node.die(how);
                pair.world.runFor(10 * SECOND);
                assertEquals(List.of("peer died"), pair.clientClosed);
                pair.dial();
                pair.world.runFor(10 * SECOND);
                assertEquals(2, pair.clientClosed.size(), "and nobody answers now");
            }
        }
    }

    @Test
    void aSlowReaderMakesTheSenderWait() {
        Pair pair = new Pair(2);
        pair.dial();
        pair.world.runFor(SECOND);
        pair.node.pause(10 * SECOND);
        pair.send(1, 8);
        pair.world.runFor(SECOND);
        List<Boolean> writable = new ArrayList<>();
        pair.clientLane.post(() -> writable.add(pair.connections.getLast().writable()));
        pair.world.runFor(SECOND);
        assertEquals(List.of(false), writable);
        pair.world.runFor(10 * SECOND);
        pair.clientLane.post(() -> writable.add(pair.connections.getLast().writable()));
        pair.world.runFor(SECOND);
        assertEquals(List.of(false, true), writable);
    }

    @Test
    void aMessageOfAKindCanBreakItsConnection() {
        Pair pair = new Pair(3);
        pair.net.breakWhen((route, message) -> route.equals("c1→n1") && message == 3);
        pair.dial();
        pair.send(1, 5);
        pair.world.runFor(10 * SECOND);
        assertFalse(pair.arrived.contains(3));
        assertEquals(1, pair.clientClosed.size());
        assertEquals(1, pair.nodeClosed.size());
    }
}
