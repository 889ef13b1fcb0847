package io.skein.simulation;

import static org.junit.jupiter.api.Assertions.assertFalse;

import io.skein.foundation.world.Lane;
import io.skein.foundation.world.Transport;
import io.skein.foundation.world.Transport.Connection;
import io.skein.foundation.world.Transport.Handler;
import java.util.ArrayList;
import java.util.List;

/** Node n1 listens, client c1 dials; both write down what they hear. */
final class Pair {
    final World world;
    final SimHost node;
    final SimHost client;
    final SimNet<Integer> net;
    final Lane clientLane;
    final Transport<Integer> dialing;
    final List<Integer> arrived = new ArrayList<>();
    final List<Integer> answers = new ArrayList<>();
    final List<Connection<Integer>> callers = new ArrayList<>();
    final Lane nodeLane;
    final List<String> nodeClosed = new ArrayList<>();
    final List<String> clientClosed = new ArrayList<>();
    final List<Connection<Integer>> connections = new ArrayList<>();

    Pair(long seed) {
        world = new World(seed, Tempo.calm());
        node = world.host("n1");
        client = world.host("c1");
        net = new SimNet<>(world, 8);
        nodeLane = node.lane("lane", 100);
        net.transport(node, 7070)
                .accept(
                        nodeLane,
                        caller -> {
                            callers.add(caller);
                            return hearing(arrived, nodeClosed);
                        });
        clientLane = client.lane("lane", 100);
        dialing = net.transport(client);
    }

    void dial() {
        clientLane.post(() ->
                connections.add(
                        dialing.dial("n1:7070", clientLane, hearing(answers, clientClosed))));
    }

    void send(int from, int upTo) {
        for (int i = from; i <= upTo; i++) {
            int message = i;
            clientLane.post(() -> connections.getLast().send(message));
        }
    }

    void answer(int message) {
        nodeLane.post(() -> callers.getLast().send(message));
    }

    List<Integer> sent(int upTo) {
        List<Integer> all = new ArrayList<>();
        for (int i = 1; i <= upTo; i++) all.add(i);
        return all;
    }

    static Handler<Integer> hearing(List<Integer> messages, List<String> closed) {
        return new Handler<>() {
            private boolean over;

            @Override
            public void onMessage(Integer message) {
                assertFalse(over, "closed is the last call");
                messages.add(message);
            }

            @Override
            public void onWritable() {}

            @Override
            public void onClosed(String reason) {
                over = true;
                closed.add(reason);
            }
        };
    }
}
