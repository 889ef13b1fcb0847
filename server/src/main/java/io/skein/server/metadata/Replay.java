package io.skein.server.metadata;

import io.skein.foundation.Check;
import io.skein.foundation.PersistentMap;
import io.skein.foundation.Uuid;
import io.skein.server.metadata.MetadataRecord.ClusterCreated;
import io.skein.server.metadata.MetadataRecord.FeatureLevelSet;
import io.skein.server.metadata.MetadataRecord.NodeRegistered;
import io.skein.server.metadata.MetadataRecord.NodeStopping;
import io.skein.server.metadata.MetadataRecord.OfPartition;
import io.skein.server.metadata.MetadataRecord.ProducerIdsReserved;
import io.skein.server.metadata.MetadataRecord.TopicConfigSet;
import io.skein.server.metadata.MetadataRecord.TopicCreated;
import io.skein.server.metadata.MetadataRecord.TopicDeleted;
import io.skein.server.metadata.MetadataRecord.TopicRestored;
import io.skein.server.metadata.MetadataRecord.TopicTrashed;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Applies records to images. Total: a record either applies or stops the process, because a node
 * that skipped one would disagree with all others from then on.
 */
public final class Replay {
    /** The newest feature level that this version writes and understands. */
    public static final int FEATURE_LEVEL_MAX = 3;

    /** From this level on nodes may be about to stop. */
    public static final int FEATURE_LEVEL_STOPPING = 2;

    /** From this level on partitions may be on their way to other nodes, and nodes have racks. */
    public static final int FEATURE_LEVEL_MOVES = 2;

    /** From this level on producers get ids. */
    public static final int FEATURE_LEVEL_PRODUCERS = 3;

    /** From this level on what is deleted can be brought back. */
    public static final int FEATURE_LEVEL_TRASH = 3;

    private Replay() {}

    /** The image after {@code records}, the last of which has the offset {@code upTo}. */
    public static MetadataImage apply(
            MetadataImage image, List<MetadataRecord> records, long upTo) {
        MetadataImage next = image;
        int at = 0;
        while (at < records.size()) {
            List<OfPartition> sameTopic = ofOneTopic(records, at);
            next =
                    sameTopic.isEmpty()
                            ? apply(next, records.get(at))
                            : withPartitions(next, sameTopic);
            at += Math.max(1, sameTopic.size());
        }
        return next.at(upTo);
    }

    /** The records from there on that are of partitions of one and the same topic. */
    private static List<OfPartition> ofOneTopic(List<MetadataRecord> records, int from) {
        List<OfPartition> some = new ArrayList<>();
        for (MetadataRecord record : records.subList(from, records.size())) {
            if (!(record instanceof OfPartition one)) break;
            if (!some.isEmpty() && !some.getFirst().id().topic().equals(one.id().topic())) break;
            some.add(one);
        }
        return some;
    }

    private static MetadataImage apply(MetadataImage image, MetadataRecord record) {
        return switch (record) {
            case ClusterCreated(String clusterId) -> clusterCreated(image, clusterId);
            case FeatureLevelSet(int level) -> featureLevelSet(image, level);
            case NodeRegistered(NodeImage node) -> nodeRegistered(image, node);
            case NodeStopping(int node, Uuid run, boolean stopping) ->
                    nodeStopping(image, node, run, stopping);
            case TopicCreated created -> topicCreated(image, created);
            case OfPartition one -> withPartitions(image, List.of(one));
            case TopicConfigSet(Uuid id, String key, Optional<String> value) -> {
                TopicImage topic = known(image, id);
                PersistentMap<String, String> configs =
                        value.map(given -> topic.configs().put(key, given))
                                .orElseGet(() -> topic.configs().remove(key));
                yield image.withTopic(topic.withConfigs(configs));
            }
            case TopicTrashed(Uuid id, long purgeAt) -> topicTrashed(image, id, purgeAt);
            case TopicRestored(Uuid id, String name) -> topicRestored(image, id, name);
            case TopicDeleted(Uuid id) -> image.withoutTopic(known(image, id));
            case ProducerIdsReserved(long before) -> producerIdsReserved(image, before);
        };
    }

    private static MetadataImage withPartitions(MetadataImage image, List<OfPartition> changes) {
        for (OfPartition change : changes) {
            if (change.partition().reassignment().isEmpty()) continue;
            Check.ordered(FEATURE_LEVEL_MOVES, image.featureLevel(), "a level has moves");
        }
        TopicImage topic = known(image, changes.getFirst().id().topic());
        return image.withPartitions(topic.withPartitions(changes), changes);
    }

    private static MetadataImage clusterCreated(MetadataImage image, String clusterId) {
        Check.that(image.clusterId().isEmpty(), "a cluster is created once");
        return image.withCluster(clusterId);
    }

    private static MetadataImage featureLevelSet(MetadataImage image, int level) {
        Check.ordered(image.featureLevel(), level, "feature levels only grow");
        Check.ordered(level, FEATURE_LEVEL_MAX, "a newer version wrote this metadata");
        return image.withLevel(level);
    }

    /** What was said of an earlier run of it is not said of this one. */
    private static MetadataImage nodeRegistered(MetadataImage image, NodeImage node) {
        if (!node.rack().isEmpty()) {
            Check.ordered(FEATURE_LEVEL_MOVES, image.featureLevel(), "a level has racks");
        }
        MetadataImage known = image.withNodes(image.nodes().put(node.id(), node));
        boolean isAnother =
                image.stopping()
                        .get(node.id())
                        .filter(run -> !run.equals(node.incarnation()))
                        .isPresent();
        return isAnother ? known.withStopping(image.stopping().remove(node.id())) : known;
    }

    private static MetadataImage nodeStopping(
            MetadataImage image, int node, Uuid run, boolean isStopping) {
        Check.ordered(FEATURE_LEVEL_STOPPING, image.featureLevel(), "a level has stopping nodes");
        boolean isKnown =
                image.nodes().get(node).filter(one -> one.incarnation().equals(run)).isPresent();
        Check.that(isKnown, "who stops is there", node);
        return image.withStopping(
                isStopping ? image.stopping().put(node, run) : image.stopping().remove(node));
    }

    private static MetadataImage topicCreated(MetadataImage image, TopicCreated created) {
        Check.that(image.topic(created.name()).isEmpty(), "topic names are unique");
        Check.that(image.topic(created.id()).isEmpty(), "topic ids are unique");
        Check.that(!image.trash().folders().has(created.folder()), "folders are a topic's own");
        TopicImage.Place place = new TopicImage.Place(created.folder(), false);
        return image.withCreated(
                new TopicImage(
                        created.name(), created.id(), List.of(), PersistentMap.empty(), place));
    }

    private static MetadataImage topicTrashed(MetadataImage image, Uuid id, long purgeAtMillis) {
        Check.ordered(FEATURE_LEVEL_TRASH, image.featureLevel(), "a level has trash");
        TopicImage topic = known(image, id);
        Check.that(!topic.isTrash(), "what has a name can lose it");
        return image.withTrashed(topic, purgeAtMillis);
    }

    private static MetadataImage topicRestored(MetadataImage image, Uuid id, String name) {
        TopicImage topic = known(image, id);
        Check.that(topic.isTrash(), "only what has no name gets one");
        Check.that(image.topic(name).isEmpty(), "topic names are unique");
        return image.withRestored(topic, name);
    }

    private static MetadataImage producerIdsReserved(MetadataImage image, long before) {
        Check.ordered(FEATURE_LEVEL_PRODUCERS, image.featureLevel(), "a level has producer ids");
        Check.ordered(image.nextProducerId() + 1, before, "producer ids are given out once");
        return image.withNextProducerId(before);
    }

    private static TopicImage known(MetadataImage image, Uuid id) {
        return image.topic(id)
                .orElseThrow(() -> Check.unreachable("a record about an unknown topic " + id));
    }
}
