package io.skein.server.metadata;

import io.skein.foundation.PartitionId;
import io.skein.foundation.Uuid;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;

/**
 * A newer image together with what is different in it, so that nobody scans all partitions.
 *
 * @param topics ids of the topics that were created, changed or deleted
 * @param nodesChanged whether a node or the cluster itself is different
 */
public record MetadataDelta(
        MetadataImage before, MetadataImage after, List<Uuid> topics, boolean nodesChanged) {
    public MetadataDelta {
        topics = List.copyOf(topics);
    }

    /** What {@code records} change, the last of which has the offset {@code upTo}. */
    public static MetadataDelta of(MetadataImage before, List<MetadataRecord> records, long upTo) {
        NavigableSet<Uuid> topics = new TreeSet<>();
        boolean nodesChanged = false;
        for (MetadataRecord record : records) {
            switch (record) {
                case MetadataRecord.TopicCreated created -> topics.add(created.id());
                case MetadataRecord.TopicTrashed(Uuid id, long _) -> topics.add(id);
                case MetadataRecord.TopicRestored(Uuid id, String _) -> topics.add(id);
                case MetadataRecord.PartitionCreated(PartitionId id, PartitionImage _) ->
                        topics.add(id.topic());
                case MetadataRecord.PartitionChanged(PartitionId id, PartitionImage _) ->
                        topics.add(id.topic());
                case MetadataRecord.TopicConfigSet set -> topics.add(set.topic());
                case MetadataRecord.TopicDeleted(Uuid id) -> topics.add(id);
                case MetadataRecord.NodeRegistered _,
                        MetadataRecord.NodeStopping _,
                        MetadataRecord.ClusterCreated _,
                        MetadataRecord.FeatureLevelSet _ ->
                        nodesChanged = true;
                // What a controller needs to know, and nobody else.
                case MetadataRecord.ProducerIdsReserved _ -> {}
            }
        }
        return new MetadataDelta(
                before, Replay.apply(before, records, upTo), List.copyOf(topics), nodesChanged);
    }

    /** What is different between two images, of which one may be far ahead: a snapshot came. */
    public static MetadataDelta between(MetadataImage before, MetadataImage after) {
        NavigableSet<Uuid> topics = new TreeSet<>();
        for (TopicImage topic : before.topics().values()) {
            if (!after.topic(topic.id()).equals(Optional.of(topic))) topics.add(topic.id());
        }
        for (TopicImage topic : after.topics().values()) {
            if (before.topic(topic.id()).isEmpty()) topics.add(topic.id());
        }
        boolean nodesChanged =
                !before.nodes().equals(after.nodes())
                        || !before.stopping().equals(after.stopping())
                        || !before.clusterId().equals(after.clusterId())
                        || before.featureLevel() != after.featureLevel();
        return new MetadataDelta(before, after, List.copyOf(topics), nodesChanged);
    }
}
