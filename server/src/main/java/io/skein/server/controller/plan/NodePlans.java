package io.skein.server.controller.plan;

import io.skein.foundation.PartitionId;
import io.skein.server.metadata.MetadataImage;
import io.skein.server.metadata.MetadataRecord;
import io.skein.server.metadata.MetadataRecord.ClusterCreated;
import io.skein.server.metadata.MetadataRecord.FeatureLevelSet;
import io.skein.server.metadata.MetadataRecord.NodeRegistered;
import io.skein.server.metadata.MetadataRecord.PartitionChanged;
import io.skein.server.metadata.NodeImage;
import io.skein.server.metadata.PartitionImage;
import io.skein.server.metadata.Replay;
import io.skein.server.metadata.TopicImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Plans for the cluster's beginning and for its nodes. */
public final class NodePlans {
    private NodePlans() {}

    /** The first records of all; none if the cluster has begun. */
    public static List<MetadataRecord> begin(MetadataImage image, String clusterId) {
        if (image.featureLevel() > 0) return List.of();
        FeatureLevelSet level = new FeatureLevelSet(Replay.FEATURE_LEVEL_MAX);
        return image.clusterId().isPresent()
                ? List.of(level)
                : List.of(level, new ClusterCreated(clusterId));
    }

    /**
     * A node has started. Its old incarnation ends in the same batch, and every partition that it
     * led gets a new leader epoch even though the leader stays: the old incarnation may have
     * written what no disk kept, and two contents for one (epoch, offset) must not exist.
     */
    public static List<MetadataRecord> register(MetadataImage image, NodeImage node) {
        // Who did not hear the answer asks again.
        if (image.nodes().get(node.id()).filter(node::equals).isPresent()) return List.of();
        List<MetadataRecord> facts = new ArrayList<>();
        facts.add(new NodeRegistered(node));
        image.topics()
                .forEach((id, topic) -> {
                    for (int at = 0; at < topic.partitions().size(); at++) {
                        PartitionImage partition = topic.partitions().get(at);
                        if (partition.leader() == node.id()) {
                            facts.add(
                                    new PartitionChanged(
                                            new PartitionId(id, at), partition.ledAnew(node.id())));
                        }
                    }
                });
        return facts;
    }

    /** A node has made the logs of these partitions: they are not fresh any more. */
    public static List<MetadataRecord> logsMade(
            MetadataImage image, int node, List<PartitionId> made) {
        List<MetadataRecord> facts = new ArrayList<>();
        for (PartitionId id : made) {
            Optional<TopicImage> topic = image.topic(id.topic());
            // A topic may be deleted while its logs are being made.
            if (topic.isEmpty()) continue;
            PartitionImage partition = topic.get().partitions().get(id.number());
            if (partition.replicaOn(node).filter(PartitionImage.Replica::fresh).isPresent()) {
                facts.add(new PartitionChanged(id, partition.madeOn(node)));
            }
        }
        return facts;
    }
}
