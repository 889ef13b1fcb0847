package io.skein.server.controller.plan;

import io.skein.server.door.AdminReply;
import io.skein.server.door.Refusal.Why;
import io.skein.server.door.RestartReply.Drained;
import io.skein.server.door.RestartRequest.Drain;
import io.skein.server.metadata.MetadataImage;
import io.skein.server.metadata.MetadataRecord;
import io.skein.server.metadata.MetadataRecord.NodeStopping;
import io.skein.server.metadata.NodeImage;
import io.skein.server.metadata.Replay;
import io.skein.server.metadata.TopicImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Plans for nodes that are about to stop. They hand over what they lead by themselves, to others
 * that can lead it as it is; they stay in sync, because up to their very end their copies are as
 * good as any.
 */
public final class StoppingPlans {
    private final TopicRules topics;
    private final NodePlans.OpenLogs open;

    /** Plans by these facts. */
    public StoppingPlans(TopicRules topics, NodePlans.OpenLogs open) {
        this.topics = topics;
        this.open = open;
    }

    /** Marks a node, or takes the mark away. Its leaders hand over once they see that. */
    public Decision<AdminReply> drain(MetadataImage image, Drain request) {
        if (image.featureLevel() < Replay.FEATURE_LEVEL_STOPPING) {
            return Decision.refuse(
                    Why.UNAVAILABLE,
                    "an older version began this cluster, and its metadata (level %d) knows no"
                                    .formatted(image.featureLevel())
                            + " stopping nodes");
        }
        Optional<NodeImage> node = image.nodes().get(request.node());
        if (node.isEmpty()) return unknown(image, request.node());
        if (request.run().filter(run -> !run.equals(node.get().incarnation())).isPresent()) {
            return Decision.refuse(
                    Why.INVALID_REQUEST,
                    "node %d has been started anew since it asked to stop"
                            .formatted(request.node()));
        }
        boolean isStopping = !request.cancel();
        List<MetadataRecord> facts =
                image.isStopping(request.node()) == isStopping
                        ? List.of()
                        : List.of(
                                new NodeStopping(
                                        request.node(), node.get().incarnation(), isStopping));
        MetadataImage marked = Replay.apply(image, facts, image.offset());
        return Decision.of(facts, report(marked, request.node()));
    }

    static <R> Decision<R> unknown(MetadataImage image, int node) {
        List<Integer> known = new ArrayList<>();
        image.nodes().forEach((id, _) -> known.add(id));
        return Decision.refuse(
                Why.INVALID_REQUEST,
                "there is no node %d; the nodes of this cluster are %s".formatted(node, known));
    }

    private Drained report(MetadataImage image, int node) {
        Leads leads = new Leads(successions(image));
        for (TopicImage topic : image.topics().values()) leads.count(topic, node);
        return leads.report(image.isStopping(node));
    }

    private Successions successions(MetadataImage image) {
        return new Successions(image, topics, open);
    }
}
