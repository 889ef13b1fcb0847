package io.skein.server.rpc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.skein.foundation.Uuid;
import io.skein.protocol.v1.Node;
import io.skein.server.metadata.MetadataImage;
import io.skein.server.metadata.MetadataRecord.FeatureLevelSet;
import io.skein.server.metadata.MetadataRecord.NodeRegistered;
import io.skein.server.metadata.MetadataRecord.NodeStopping;
import io.skein.server.metadata.NodeImage;
import io.skein.server.metadata.Replay;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is told of the nodes of a cluster. */
class ClusterEndpointsTest {
    private static NodeImage node(int id) {
        return new NodeImage(
                id,
                new Uuid(id, 1),
                List.of(new Uuid(9, id)),
                "host:" + id,
                new NodeImage.NodePort("host:2", 1),
                List.of("broker"),
                id == 3);
    }

    @Test
    void whoIsFencedAndWhoStopsIsTold() {
        MetadataImage image =
                Replay.apply(
                        MetadataImage.EMPTY,
                        List.of(
                                new FeatureLevelSet(2),
                                new NodeRegistered(node(1)),
                                new NodeRegistered(node(2)),
                                new NodeRegistered(node(3)),
                                new NodeStopping(2, new Uuid(2, 1), true)),
                        10);
        List<Node> told = ClusterEndpoints.nodes(image);
        assertEquals(List.of(false, true, false), told.stream().map(Node::getStopping).toList());
        assertEquals(List.of(false, false, true), told.stream().map(Node::getFenced).toList());
    }
}
