package io.skein.scenarios.site;

import io.skein.foundation.world.Lane;
import io.skein.scenarios.story.Stage;
import io.skein.scenarios.wire.SimFront;
import io.skein.server.adapter.QuorumWire;
import io.skein.server.boot.Node;
import io.skein.server.boot.NodeNews;
import io.skein.server.rpc.CallFigures;
import io.skein.server.rpc.EndpointParts;
import io.skein.server.rpc.Endpoints;
import io.skein.server.rpc.NodeFacts;
import io.skein.server.rpc.ServerLimits;
import io.skein.server.settings.NodeSettings;
import io.skein.simulation.SimHost;
import io.skein.storage.RoomNews;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** One run of the node's process, from its start to its death. Owned by the world. */
public final class NodeRun {
    private static final int MAILBOX_MAX = 100_000;

    private final Stage stage;
    private final SimHost host;
    private final Node node;
    private final SimFront front;
    private final Lane lane;
    private Optional<String> refusal = Optional.empty();
    private boolean stopped;
    private boolean lacksDisk;

    NodeRun(Stage stage, Networks networks, NodeSettings settings, SimHost host) {
        this.stage = stage;
        this.host = host;
        this.node = Node.make(settings, host, new News());
        this.lane = host.lane("front", MAILBOX_MAX);
        EndpointParts parts =
                new EndpointParts(
                        node.door(),
                        new NodeFacts(
                                "scenario",
                                settings.nodeId(),
                                List.of(),
                                () -> OptionalInt.of(settings.nodeId())),
                        ServerLimits.DEFAULT,
                        topic -> settings.topics().describe(topic.configs()),
                        topic -> settings.topics().configOf(topic).maxMessageBytes(),
                        QuorumWire::write,
                        lane,
                        host.clock(),
                        new CallFigures());
        this.front =
                SimFront.start(
                        networks.clients().transport(host, settings.listener().port()),
                        Endpoints.all(parts),
                        lane,
                        networks.terms());
        networks.between()
                .ifPresent(nodes -> nodes.connect(node, host, settings.nodeListener().port()));
        node.start(settings.addresses());
    }

    /** What the node tells, on its own lanes. */
    private final class News implements NodeNews {
        @Override
        public void onStarted() {
            tell("serves");
            stage.reached("node started");
        }

        @Override
        public void onWaiting(String sentence) {
            tell("starts: " + sentence);
        }

        @Override
        public void onRefused(String sentence) {
            tell("refuses to start: " + sentence);
            stage.reached("start refused");
            refusal = Optional.of(sentence);
        }

        @Override
        public void onTrouble(String sentence) {
            tell("trouble: " + sentence);
            stage.reached("trouble told");
            if (sentence.endsWith("The node starts without it.")) lacksDisk = true;
        }

        @Override
        public void onRoom(RoomNews changed) {
            stage.reached(
                    switch (changed) {
                        case RoomNews.Full _ -> "a full disk told";
                        case RoomNews.Back _ -> "room again told";
                        case RoomNews.SpareGone _ -> "spare given up";
                        case RoomNews.SpareBack _ -> "spare put by";
                    });
        }

        @Override
        public void onRecovering(String log, long bytesDone, long bytesTotal) {
            stage.reached("log recovered by scanning");
        }
    }

    private void tell(String what) {
        stage.world().trace(host.name() + " " + what);
    }

    /** The node itself, for who looks at what it knows. */
    public Node node() {
        return node;
    }

    public SimHost host() {
        return host;
    }

    public boolean isServing() {
        return host.isAlive() && node.phase() == Node.Phase.SERVING;
    }

    boolean isStarting() {
        return host.isAlive() && node.phase() == Node.Phase.STARTING;
    }

    /** Why it will not start, if it said so. */
    Optional<String> refusal() {
        return refusal;
    }

    /** Whether it left out a data directory when it started; it will not take it up later. */
    boolean lacksDisk() {
        return lacksDisk;
    }

    /** Whether an orderly stop has come to its end. */
    boolean isStopped() {
        return stopped;
    }

    /** Stops in order: others take over, then there are no more calls, then the node itself. */
    void stop(long betweenNanos) {
        node.drain(() -> lane.answer(() -> endCalls(betweenNanos)));
    }

    private void endCalls(long betweenNanos) {
        front.stop();
        lane.after(betweenNanos, () -> node.stop(() -> stopped = true));
    }
}
