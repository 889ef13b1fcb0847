package io.skein.server.boot;

import io.skein.foundation.settings.Source;
import io.skein.foundation.world.Transport;
import io.skein.raft.Parcel;
import io.skein.server.adapter.ForwardCodec;
import io.skein.server.adapter.ReplicaCodec;
import io.skein.server.broker.forward.ForwardMessage;
import io.skein.server.controller.session.SessionMessage;
import io.skein.server.replication.ReplicaMessage;
import io.skein.server.settings.NodeSettings;
import io.skein.simulation.Filter;
import io.skein.simulation.SimHost;
import io.skein.simulation.SimNet;
import io.skein.simulation.Tempo;
import io.skein.simulation.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Nodes in one world of virtual time, and what each of them tells people. */
final class SimNodes {
    private static final int WINDOW = 64;
    private static final int PORT = 7071;
    private static final ReplicaCodec CODEC = new ReplicaCodec();
    private static final ForwardCodec FORWARDS = new ForwardCodec();

    final World world = new World(0x5EED, Tempo.calm());
    private final SimNet<Parcel> members = new SimNet<>(world, WINDOW);
    private final SimNet<SessionMessage> sessions = new SimNet<>(world, WINDOW);
    private final SimNet<ReplicaMessage> replicas =
            new SimNet<ReplicaMessage>(world, WINDOW).through(CODEC::encode, CODEC::decode);
    private final SimNet<ForwardMessage> forwards =
            new SimNet<ForwardMessage>(world, WINDOW).through(FORWARDS::encode, FORWARDS::decode);

    /** One of them. */
    static final class One {
        final SimHost host;
        final Node node;
        final List<String> waits = new ArrayList<>();
        final List<String> actives = new ArrayList<>();
        final List<String> troubles = new ArrayList<>();

        private One(NodeSettings settings, SimHost host) {
            this.host = host;
            this.node = Node.make(settings, host, new News());
        }

        boolean isServing() {
            return node.phase() == Node.Phase.SERVING;
        }

        private final class News extends QuietNews {
            @Override
            public void onWaiting(String sentence) {
                waits.add(sentence);
            }

            @Override
            public void onActive(String sentence) {
                actives.add(sentence);
            }

            @Override
            public void onTrouble(String sentence) {
                troubles.add(sentence);
            }
        }
    }

    /** As one that speaks to replicas, whoever it is. */
    Transport<ReplicaMessage> replicas(SimHost host) {
        return replicas.transport(host);
    }

    /** As one that passes requests on, whoever it is. */
    Transport<ForwardMessage> forwards(SimHost host) {
        return forwards.transport(host);
    }

    /** From now on replicas' messages are treated so, until it is called again. */
    void treatReplicas(Filter<ReplicaMessage> filter) {
        replicas.filter("replicas", filter);
    }

    /** From now on all of them pass. */
    void treatReplicasAsUsual() {
        replicas.unfilter("replicas");
    }

    /** Starts the node of that number, which is told who votes first. */
    One start(int number, List<Integer> voters) {
        return start(world.host("n" + number), number, voters);
    }

    /** Starts the process anew of one that is dead. */
    One startAgain(One dead, int number, List<Integer> voters) {
        return start(dead.host.restart(), number, voters);
    }

    private One start(SimHost host, int number, List<Integer> voters) {
        NodeSettings settings = settings(number, voters);
        One one = new One(settings, host);
        one.node.connect(
                new Peers(
                        members.transport(host, PORT),
                        sessions.transport(host, PORT),
                        replicas.transport(host, PORT),
                        forwards.transport(host, PORT)));
        one.node.start(settings.addresses());
        return one;
    }

    private static NodeSettings settings(int number, List<Integer> voters) {
        List<String> places = voters.stream().map(node -> node + "@n" + node + ":" + PORT).toList();
        Source given =
                Source.of(
                        "test",
                        Map.of(
                                "node.id",
                                Integer.toString(number),
                                "log.dirs",
                                "data",
                                "advertised.node.listeners",
                                "n" + number + ":" + PORT,
                                "disk.full.percent",
                                "100",
                                "controller.quorum.voters",
                                String.join(",", places)));
        return switch (NodeSettings.read(List.of(given), 2)) {
            case NodeSettings.Read.Good(NodeSettings good) -> good;
            case NodeSettings.Read.Bad(List<String> problems) -> throw new AssertionError(problems);
        };
    }
}
