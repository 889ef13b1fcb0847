package io.skein.server.metadata;

import io.skein.foundation.PartitionId;
import io.skein.foundation.PersistentMap;
import io.skein.foundation.Uuid;
import io.skein.server.metadata.MetadataRecord.ProducerIdsReserved;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * All metadata at one offset of the metadata log. Immutable and cheap to keep: images share what is
 * the same in both.
 *
 * @param offset of the last record in it; -1 for the empty image
 * @param featureLevel what records there may be; 0 until the cluster is created
 * @param stopping the nodes that are about to stop, each with the run of its process that is
 * @param trash the topics that were deleted and can be brought back; {@code topics} has them too
 * @param unsettled the partitions that are not as they are meant to be
 * @param nextProducerId the first producer id that has not been given out
 */
public record MetadataImage(
        long offset,
        int featureLevel,
        Optional<String> clusterId,
        PersistentMap<Integer, NodeImage> nodes,
        PersistentMap<Uuid, TopicImage> topics,
        PersistentMap<String, Uuid> topicIds,
        PersistentMap<Integer, Uuid> stopping,
        Trash trash,
        Unsettled unsettled,
        long nextProducerId) {

    /**
     * One in which no node is about to stop, all partitions are as they are meant to be, and no
     * producer has an id.
     */
    public MetadataImage(
            long offset,
            int featureLevel,
            Optional<String> clusterId,
            PersistentMap<Integer, NodeImage> nodes,
            PersistentMap<Uuid, TopicImage> topics,
            PersistentMap<String, Uuid> topicIds) {
        this(
                offset,
                featureLevel,
                clusterId,
                nodes,
                topics,
                topicIds,
                PersistentMap.empty(),
                Trash.EMPTY,
                Unsettled.NONE,
                0);
    }

    /** Before the first record. */
    public static final MetadataImage EMPTY =
            new MetadataImage(
                    -1,
                    0,
                    Optional.empty(),
                    PersistentMap.empty(),
                    PersistentMap.empty(),
                    PersistentMap.empty());

    /** The topic of this name. */
    public Optional<TopicImage> topic(String name) {
        return topicIds.get(name).flatMap(topics::get);
    }

    /** The topic of this id. */
    public Optional<TopicImage> topic(Uuid id) {
        return topics.get(id);
    }

    /** That partition, if there is one. */
    public Optional<PartitionImage> partition(PartitionId id) {
        return topic(id.topic())
                .filter(topic -> id.number() < topic.partitions().size())
                .map(topic -> topic.partitions().get(id.number()));
    }

    /** Whether that node is about to stop: others are to lead, as far as there are others. */
    public boolean isStopping(int node) {
        return stopping.has(node);
    }

    /** The partitions that are on their way to other nodes. */
    public PersistentMap<PartitionId, Reassignment> moving() {
        return unsettled.moving();
    }

    /** The preferred leaders of the partitions that they do not lead. */
    public PersistentMap<PartitionId, Integer> astray() {
        return unsettled.astray();
    }

    /** The records that make this image from nothing. */
    public List<MetadataRecord> records() {
        List<MetadataRecord> records = new ArrayList<>();
        if (featureLevel > 0) records.add(new MetadataRecord.FeatureLevelSet(featureLevel));
        clusterId.ifPresent(id -> records.add(new MetadataRecord.ClusterCreated(id)));
        nodes.values().forEach(node -> records.add(new MetadataRecord.NodeRegistered(node)));
        stopping.forEach((id, run) -> records.add(new MetadataRecord.NodeStopping(id, run, true)));
        // Names that are free in between: what is in the trash has had its name before the next.
        trash.topics()
                .forEach((id, purgeAt) -> {
                    topics.get(id).ifPresent(topic -> topic.addRecords(records));
                    records.add(new MetadataRecord.TopicTrashed(id, purgeAt));
                });
        for (TopicImage topic : topics.values()) {
            if (!topic.isTrash()) topic.addRecords(records);
        }
        if (nextProducerId > 0) records.add(new ProducerIdsReserved(nextProducerId));
        return records;
    }

    MetadataImage at(long newOffset) {
        return new MetadataImage(
                newOffset,
                featureLevel,
                clusterId,
                nodes,
                topics,
                topicIds,
                stopping,
                trash,
                unsettled,
                nextProducerId);
    }

    MetadataImage withLevel(int level) {
        return new MetadataImage(
                offset,
                level,
                clusterId,
                nodes,
                topics,
                topicIds,
                stopping,
                trash,
                unsettled,
                nextProducerId);
    }

    MetadataImage withCluster(String id) {
        return new MetadataImage(
                offset,
                featureLevel,
                Optional.of(id),
                nodes,
                topics,
                topicIds,
                stopping,
                trash,
                unsettled,
                nextProducerId);
    }

    MetadataImage withNodes(PersistentMap<Integer, NodeImage> changed) {
        return new MetadataImage(
                offset,
                featureLevel,
                clusterId,
                changed,
                topics,
                topicIds,
                stopping,
                trash,
                unsettled,
                nextProducerId);
    }

    MetadataImage withStopping(PersistentMap<Integer, Uuid> changed) {
        return new MetadataImage(
                offset,
                featureLevel,
                clusterId,
                nodes,
                topics,
                topicIds,
                changed,
                trash,
                unsettled,
                nextProducerId);
    }

    MetadataImage withNextProducerId(long next) {
        return new MetadataImage(
                offset,
                featureLevel,
                clusterId,
                nodes,
                topics,
                topicIds,
                stopping,
                trash,
                unsettled,
                next);
    }

    MetadataImage withTopic(TopicImage topic) {
        return new MetadataImage(
                offset,
                featureLevel,
                clusterId,
                nodes,
                topics.put(topic.id(), topic),
                topic.isTrash() ? topicIds : topicIds.put(topic.name(), topic.id()),
                stopping,
                trash,
                unsettled,
                nextProducerId);
    }

    /** What was deleted has no name; its partitions go on. */
    MetadataImage withTrashed(TopicImage topic, long purgeAtMillis) {
        TopicImage trashed = topic.trashed();
        return new MetadataImage(
                offset,
                featureLevel,
                clusterId,
                nodes,
                topics.put(topic.id(), trashed),
                topicIds.remove(topic.name()),
                stopping,
                trash.with(trashed, purgeAtMillis),
                unsettled,
                nextProducerId);
    }

    MetadataImage withRestored(TopicImage topic, String name) {
        TopicImage restored = topic.restored(name);
        MetadataImage named = withTopic(restored);
        return named.withTrash(trash.restored(restored));
    }

    /** As it is with a topic whose folders may be those of another one. */
    MetadataImage withCreated(TopicImage topic) {
        MetadataImage named = withTopic(topic);
        return topic.folder().equals(topic.name())
                ? named
                : named.withTrash(
                        new Trash(trash.topics(), trash.folders().put(topic.folder(), topic.id())));
    }

    private MetadataImage withTrash(Trash changed) {
        return new MetadataImage(
                offset,
                featureLevel,
                clusterId,
                nodes,
                topics,
                topicIds,
                stopping,
                changed,
                unsettled,
                nextProducerId);
    }

    MetadataImage withPartitions(TopicImage topic, List<MetadataRecord.OfPartition> changes) {
        Unsettled now = unsettled;
        for (MetadataRecord.OfPartition one : changes) now = now.with(one.id(), one.partition());
        return new MetadataImage(
                offset,
                featureLevel,
                clusterId,
                nodes,
                topics.put(topic.id(), topic),
                topicIds,
                stopping,
                trash,
                now,
                nextProducerId);
    }

    MetadataImage withoutTopic(TopicImage topic) {
        return new MetadataImage(
                offset,
                featureLevel,
                clusterId,
                nodes,
                topics.remove(topic.id()),
                topic.isTrash() ? topicIds : topicIds.remove(topic.name()),
                stopping,
                trash.without(topic),
                unsettled.without(topic),
                nextProducerId);
    }
}
