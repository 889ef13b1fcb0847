package io.skein.server.controller.plan;

import io.skein.server.door.AdminReply;
import io.skein.server.door.AdminRequest;
import io.skein.server.door.QuorumReport;
import io.skein.server.door.RestartRequest.CanStop;
import io.skein.server.door.RestartRequest.CaughtUp;
import io.skein.server.metadata.MetadataImage;
import io.skein.server.metadata.NodeImage;
import java.util.List;
import java.util.Optional;

/**
 * What is told about the state of the cluster, and about the restart of a node, to whoever asks;
 * changes nothing.
 */
public final class RestartPlans {
    private final TopicRules topics;
    private final NodePlans.OpenLogs open;

    /** Tells by these facts. */
    public RestartPlans(TopicRules topics, NodePlans.OpenLogs open) {
        this.topics = topics;
        this.open = open;
    }

    /** Whether it may stop, and if not, why not. */
    public Decision<AdminReply> canStop(MetadataImage image, CanStop asked, QuorumReport quorum) {
        if (!image.nodes().has(asked.node())) return StoppingPlans.unknown(image, asked.node());
        Successions rules = new Successions(image, topics, open);
        return Decision.of(List.of(), new StopCheck(rules, asked.node()).judge(quorum));
    }

    /** Whether it has caught up, and if not, with what not. */
    public Decision<AdminReply> caughtUp(MetadataImage image, CaughtUp asked, QuorumReport quorum) {
        Optional<NodeImage> node = image.nodes().get(asked.node());
        if (node.isEmpty()) return StoppingPlans.unknown(image, asked.node());
        return Decision.of(List.of(), new CatchUpCheck(image, open, node.get()).judge(quorum));
    }

    /** What is wrong with the cluster. */
    public Decision<AdminReply> diagnose(
            MetadataImage image, AdminRequest.Diagnose asked, QuorumReport quorum) {
        Checkup checkup = new Checkup(new Successions(image, topics, open), asked.namedMax());
        return Decision.of(List.of(), new AdminReply.Diagnosed(checkup.judge(quorum)));
    }
}
