package io.skein.server.boot;

import io.skein.foundation.jdk.JdkHost;
import io.skein.foundation.settings.HostPort;
import io.skein.foundation.world.Lane;
import io.skein.raft.Parcel;
import io.skein.server.adapter.ForwardCodec;
import io.skein.server.adapter.GrpcTransport;
import io.skein.server.adapter.NodeMetrics;
import io.skein.server.adapter.NodeServer;
import io.skein.server.adapter.OperationsPort;
import io.skein.server.adapter.QuorumParcels;
import io.skein.server.adapter.QuorumWire;
import io.skein.server.adapter.ReplicaCodec;
import io.skein.server.adapter.SessionCodec;
import io.skein.server.broker.forward.ForwardMessage;
import io.skein.server.controller.session.SessionMessage;
import io.skein.server.door.ListenFailure;
import io.skein.server.replication.ReplicaMessage;
import io.skein.server.rpc.CallFigures;
import io.skein.server.rpc.EndpointParts;
import io.skein.server.rpc.Endpoints;
import io.skein.server.rpc.GrpcFront;
import io.skein.server.rpc.GrpcSettings;
import io.skein.server.rpc.NodeFacts;
import io.skein.server.rpc.ServerLimits;
import io.skein.server.settings.Addresses;
import io.skein.server.settings.NodeSettings;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The three ports of a node. All are taken before any file is touched, or none. Made and closed by
 * the thread that runs the process.
 */
final class NodePorts {
    private static final int DOOR_MAILBOX_MAX = 65_536;

    /** What gRPC logs by. Held here, because a logger that nobody holds forgets its level. */
    private static final Logger GRPC_LOG = Logger.getLogger("io.grpc");

    private final NodeSettings settings;
    private final Around around;
    private final CallFigures calls = new CallFigures();
    private final GrpcFront front;
    private final NodeServer nodes;
    private final OperationsPort operations;

    /** What the ports open into. */
    record Around(
            JdkHost host,
            Node node,
            NodeHealth health,
            String version,
            Consumer<Throwable> onBroken) {}

    private NodePorts(NodeSettings settings, Around around, ArrayDeque<Runnable> taken)
            throws IOException {
        this.settings = settings;
        this.around = around;
        this.front = openFront();
        taken.push(() -> front.stop(0));
        GrpcTransport<Parcel> quorum =
                GrpcTransport.ofQuorum(around.node().identity(), new QuorumParcels());
        GrpcTransport<SessionMessage> sessions =
                GrpcTransport.ofSessions(around.node().identity(), new SessionCodec());
        GrpcTransport<ReplicaMessage> replicas =
                GrpcTransport.ofReplicas(around.node().identity(), new ReplicaCodec());
        GrpcTransport<ForwardMessage> forwards =
                GrpcTransport.ofForwards(around.node().identity(), new ForwardCodec());
        this.nodes =
                NodeServer.listen(
                        address(settings.nodeListener()),
                        List.of(quorum, sessions, replicas, forwards));
        taken.push(nodes::stop);
        this.operations = openOperations();
        around.node().connect(new Peers(quorum, sessions, replicas, forwards));
    }

    /** Takes all ports; the message of what is thrown is one line that names the one in the way. */
    static NodePorts open(NodeSettings settings, Around around) throws IOException {
        ArrayDeque<Runnable> taken = new ArrayDeque<>();
        // Else every caller that speaks something else leaves a stack trace in our log.
        GRPC_LOG.setLevel(Level.SEVERE);
        try {
            return new NodePorts(settings, around, taken);
        } catch (IOException failed) {
            taken.forEach(Runnable::run);
            throw failed;
        }
    }

    private GrpcFront openFront() throws IOException {
        Lane lane = around.host().lane("door", DOOR_MAILBOX_MAX);
        ServerLimits usual = ServerLimits.DEFAULT;
        ServerLimits limits =
                new ServerLimits(
                        settings.messageBytesMax(),
                        settings.topics().batchBytesDefault(),
                        usual.produceInFlightBytesMax(),
                        usual.produceInFlightMax(),
                        usual.fetchPositionsMax(),
                        usual.partitionsPerTopicMax());
        NodeFacts facts =
                new NodeFacts(
                        around.version(), settings.nodeId(), List.of(), this::activeController);
        EndpointParts parts =
                new EndpointParts(
                        around.node().door(),
                        facts,
                        limits,
                        topic -> settings.topics().describe(topic.configs()),
                        topic -> settings.topics().configOf(topic).maxMessageBytes(),
                        QuorumWire::write,
                        lane,
                        around.host().clock(),
                        calls);
        return GrpcFront.start(
                GrpcSettings.of(List.of(address(settings.listener())), settings.messageBytesMax()),
                Endpoints.all(parts),
                calls,
                around.onBroken());
    }

    private OptionalInt activeController() {
        return around.node()
                .quorumMember()
                .flatMap(member -> member.lastStanding().leader())
                .map(voter -> OptionalInt.of(voter.id().nodeId()))
                .orElseGet(OptionalInt::empty);
    }

    private OperationsPort openOperations() throws IOException {
        HostPort at = settings.operationsListener();
        InetSocketAddress address = address(at);
        NodeMetrics metrics =
                new NodeMetrics(() -> NodeFigures.of(around.host(), around.node(), calls));
        try {
            return OperationsPort.open(address, around.health(), metrics);
        } catch (IOException failed) {
            String line = ListenFailure.line(at.toString(), "operations.listeners", failed);
            throw new IOException(line, failed);
        }
    }

    private static InetSocketAddress address(HostPort at) throws IOException {
        InetSocketAddress address = new InetSocketAddress(at.host(), at.port());
        if (address.isUnresolved()) {
            throw new IOException(
                    "cannot listen on %s: there is no host \"%s\"".formatted(at, at.host()));
        }
        return address;
    }

    /** Where clients and nodes connect, with the ports that were taken. */
    Addresses addresses() {
        return settings.addresses(front.listening().getFirst().getPort(), nodes.port());
    }

    /** Where clients and operators connect, in words. */
    String shown() {
        return "clients at %s:%d, operations at http://%s:%d"
                .formatted(
                        settings.listener().host(),
                        front.listening().getFirst().getPort(),
                        settings.operationsListener().host(),
                        operations.port());
    }

    /** Says to health checks whether calls are of use now. */
    void serving(boolean isServing) {
        front.serving(isServing);
    }

    /** No new calls; what is under way has this long to be answered. */
    void endCalls(long graceNanos) {
        front.stop(graceNanos);
    }

    /** Frees all ports. */
    void close() {
        front.stop(0);
        nodes.stop();
        operations.close();
    }
}
