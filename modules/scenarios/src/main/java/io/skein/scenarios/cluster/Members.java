package io.skein.scenarios.cluster;

import io.skein.foundation.Uuid;
import io.skein.scenarios.history.Violation;
import io.skein.scenarios.story.Stage;
import io.skein.server.metadata.MetadataImage;
import io.skein.server.metadata.NodeImage;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Watches who is a member: a run of a node is trusted only once it knows that it is registered, and
 * none of an earlier one comes back. Owned by the world.
 */
final class Members {
    private final Stage stage;

    /** The runs whose nodes have seen themselves in the metadata. */
    private final TreeSet<Uuid> aware = new TreeSet<>();

    /** The runs that were followed by another one, and by which offset. */
    private final TreeMap<Uuid, Long> former = new TreeMap<>();

    Members(Stage stage) {
        this.stage = stage;
    }

    /** A node shows that image. */
    void shows(String host, MetadataImage image) {
        for (NodeImage node : image.nodes().values()) {
            if (Plan.host(node.id()).equals(host)) aware.add(node.incarnation());
        }
    }

    void follow(MetadataImage before, MetadataImage after) {
        for (NodeImage node : after.nodes().values()) {
            before.nodes().get(node.id()).ifPresent(was -> changed(was, node, after.offset()));
            boolean isStopping = after.stopping().get(node.id()).isPresent();
            if (isStopping && before.stopping().get(node.id()).isEmpty()) {
                stage.reached("a node is about to stop");
            }
        }
        if (after.nextProducerId() < before.nextProducerId()) {
            throw new Violation("I1 ids are given out again", "from " + after.nextProducerId());
        }
        if (after.nextProducerId() > before.nextProducerId()) {
            stage.reached("ids are set aside for producers");
        }
    }

    private void changed(NodeImage was, NodeImage now, long offset) {
        if (!was.incarnation().equals(now.incarnation())) {
            former.merge(was.incarnation(), offset, Math::min);
            stage.reached("a node comes back in another run");
            if (!was.fenced()) stage.reached("a node is back before it was missed");
        }
        if (former.getOrDefault(now.incarnation(), Long.MAX_VALUE) < offset) {
            throw new Violation("M3 a run came back", "n%d %s".formatted(now.id(), now));
        }
        if (now.fenced() && !was.fenced()) stage.reached("a node is trusted no more");
        if (!now.fenced() && was.fenced()) {
            stage.reached("a node is trusted");
            if (!aware.contains(now.incarnation())) {
                throw new Violation("M3 trusted before it knows of itself", "n" + now.id());
            }
        }
    }
}
