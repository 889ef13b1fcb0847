package io.skein.server.rpc;

import io.skein.protocol.SkeinMethods;
import io.skein.protocol.v1.DescribeClusterRequest;
import io.skein.protocol.v1.DescribeClusterResponse;
import io.skein.protocol.v1.DescribeQuorumRequest;
import io.skein.protocol.v1.DescribeQuorumResponse;
import io.skein.protocol.v1.DiagnoseRequest;
import io.skein.protocol.v1.DiagnoseResponse;
import io.skein.protocol.v1.GetServerInfoRequest;
import io.skein.protocol.v1.GetServerInfoResponse;
import io.skein.protocol.v1.Limits;
import io.skein.protocol.v1.Node;
import io.skein.server.door.AdminReply;
import io.skein.server.door.AdminRequest;
import io.skein.server.door.AdminRequest.Diagnose;
import io.skein.server.metadata.MetadataImage;
import io.skein.server.metadata.NodeImage;
import io.skein.server.wire.DiagnosisWire;
import java.util.ArrayList;
import java.util.List;

/** ClusterService: answered from what the node knows of itself and from its newest metadata. */
final class ClusterEndpoints {
    private static final int NO_NODE = -1;
    private static final int NAMED_USUAL = 10;

    private final EndpointParts parts;
    private final AdminCalls calls;

    ClusterEndpoints(EndpointParts parts) {
        this.parts = parts;
        this.calls = new AdminCalls(parts.door());
    }

    List<Endpoint<?, ?>> all() {
        CallFigures figures = parts.figures();
        return List.of(
                Unary.endpoint(SkeinMethods.GET_SERVER_INFO, figures, this::serverInfo),
                Unary.endpoint(SkeinMethods.DESCRIBE_CLUSTER, figures, this::describe),
                Unary.endpoint(SkeinMethods.DESCRIBE_QUORUM, figures, this::describeQuorum),
                Unary.endpoint(SkeinMethods.DIAGNOSE, figures, this::diagnose),
                new Endpoint<>(
                        SkeinMethods.WATCH_ROUTES,
                        caller -> new RoutesCall(caller, parts.door(), figures)));
    }

    private void serverInfo(
            GetServerInfoRequest request, Unary.Reply<GetServerInfoResponse> reply) {
        NodeFacts node = parts.node();
        ServerLimits limits = parts.limits();
        reply.done(
                GetServerInfoResponse.newBuilder()
                        .setVersion(node.version())
                        .setClusterId(parts.door().image().clusterId().orElse(""))
                        .setNodeId(node.nodeId())
                        .addAllFeatures(node.features())
                        .setLimits(
                                Limits.newBuilder()
                                        .setMessageBytesMax(limits.messageBytesMax())
                                        .setBatchBytesMax(limits.batchBytesMax())
                                        .setProduceInFlightBytesMax(
                                                limits.produceInFlightBytesMax())
                                        .setFetchPositionsMax(limits.fetchPositionsMax())
                                        .setPartitionsPerTopicMax(limits.partitionsPerTopicMax()))
                        .build());
    }

    private void describe(
            DescribeClusterRequest request, Unary.Reply<DescribeClusterResponse> reply) {
        MetadataImage image = parts.door().image();
        reply.done(
                DescribeClusterResponse.newBuilder()
                        .setClusterId(image.clusterId().orElse(""))
                        .setControllerNodeId(parts.node().controller().get().orElse(NO_NODE))
                        .addAllNodes(nodes(image))
                        .setMetadataOffset(image.offset())
                        .build());
    }

    private void describeQuorum(
            DescribeQuorumRequest request, Unary.Reply<DescribeQuorumResponse> reply) {
        calls.ask(
                new AdminRequest.DescribeQuorum(),
                reply,
                AdminReply.QuorumDescribed.class,
                told -> parts.quorum().apply(told.report()));
    }

    private void diagnose(DiagnoseRequest request, Unary.Reply<DiagnoseResponse> reply)
            throws Refused {
        int asked = request.getPartitionsNamedMax();
        int named = Fields.amount("partitions_named_max", asked, NAMED_USUAL, Diagnose.NAMED_MAX);
        calls.ask(new Diagnose(named), reply, AdminReply.Diagnosed.class, DiagnosisWire::write);
    }

    static List<Node> nodes(MetadataImage image) {
        List<Node> nodes = new ArrayList<>();
        for (NodeImage node : image.nodes().values()) {
            nodes.add(
                    Node.newBuilder()
                            .setId(node.id())
                            .setAddress(node.address())
                            .addAllRoles(node.roles())
                            .setFenced(node.fenced())
                            .setRack(node.rack())
                            .setStopping(image.isStopping(node.id()))
                            .build());
        }
        return nodes;
    }
}
