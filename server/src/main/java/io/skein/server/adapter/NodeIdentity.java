package io.skein.server.adapter;

import io.skein.foundation.Uuid;
import io.skein.protocol.Wire;
import io.skein.protocol.internal.v1.NodeHello;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Who this node says it is, and whom it believes.
 *
 * @param clusterId the cluster it belongs to by now, if any; asked by the lanes of connections
 * @param nodeId its number
 * @param incarnation this run of its process
 */
public record NodeIdentity(Supplier<Optional<String>> clusterId, int nodeId, Uuid incarnation) {

    NodeHello hello() {
        return NodeHello.newBuilder()
                .setClusterId(clusterId.get().orElse(""))
                .setNodeId(nodeId)
                .setIncarnation(Wire.bytes(incarnation))
                .build();
    }

    /** Why the other side is not to be spoken to, in words for both; empty if it is. */
    Optional<String> objection(NodeHello other) {
        Optional<Uuid> theirs = Wire.uuid(other.getIncarnation());
        if (theirs.isEmpty()) return Optional.of("the hello has no incarnation");
        Optional<String> ours = clusterId.get();
        String cluster = other.getClusterId();
        if (ours.isPresent() && !cluster.isEmpty() && !ours.get().equals(cluster)) {
            // What the other side claims comes last: it may be long.
            return Optional.of(
                    Ending.shown(
                            "node %d belongs to cluster %s, node %d to cluster %s"
                                    .formatted(nodeId, ours.get(), other.getNodeId(), cluster)));
        }
        boolean sameNumber = other.getNodeId() == nodeId;
        if (sameNumber && !theirs.get().equals(incarnation)) {
            return Optional.of("both call themselves node " + nodeId);
        }
        return Optional.empty();
    }
}
