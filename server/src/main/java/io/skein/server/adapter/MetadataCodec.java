package io.skein.server.adapter;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.skein.foundation.BrokenInvariant;
import io.skein.foundation.Check;
import io.skein.foundation.PartitionId;
import io.skein.foundation.Uuid;
import io.skein.protocol.internal.v1.ClusterCreatedFact;
import io.skein.protocol.internal.v1.FeatureLevelSetFact;
import io.skein.protocol.internal.v1.MetadataEntry;
import io.skein.protocol.internal.v1.NodeRegisteredFact;
import io.skein.protocol.internal.v1.NodeStoppingFact;
import io.skein.protocol.internal.v1.PartitionFact;
import io.skein.protocol.internal.v1.ProducerIdsReservedFact;
import io.skein.protocol.internal.v1.ReplicaFact;
import io.skein.protocol.internal.v1.TopicConfigSetFact;
import io.skein.protocol.internal.v1.TopicCreatedFact;
import io.skein.protocol.internal.v1.TopicDeletedFact;
import io.skein.protocol.internal.v1.TopicRestoredFact;
import io.skein.protocol.internal.v1.TopicTrashedFact;
import io.skein.server.metadata.MetadataRecord;
import io.skein.server.metadata.MetadataRecord.ClusterCreated;
import io.skein.server.metadata.MetadataRecord.FeatureLevelSet;
import io.skein.server.metadata.MetadataRecord.NodeRegistered;
import io.skein.server.metadata.MetadataRecord.NodeStopping;
import io.skein.server.metadata.MetadataRecord.PartitionChanged;
import io.skein.server.metadata.MetadataRecord.PartitionCreated;
import io.skein.server.metadata.MetadataRecord.ProducerIdsReserved;
import io.skein.server.metadata.MetadataRecord.TopicConfigSet;
import io.skein.server.metadata.MetadataRecord.TopicCreated;
import io.skein.server.metadata.MetadataRecord.TopicDeleted;
import io.skein.server.metadata.MetadataRecord.TopicRestored;
import io.skein.server.metadata.MetadataRecord.TopicTrashed;
import io.skein.server.metadata.NodeImage;
import io.skein.server.metadata.NodeImage.NodePort;
import io.skein.server.metadata.PartitionImage;
import io.skein.server.metadata.Reassignment;
import io.skein.server.metadata.RecordFormat;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * Metadata records as bytes and back. What cannot be read was written by a newer version or is
 * damage that a checksum missed: either way to go on would be to disagree with the others.
 */
public final class MetadataCodec {
    /** This way of writing records. */
    public static final RecordFormat FORMAT =
            new RecordFormat(MetadataCodec::encode, MetadataCodec::decode);

    private MetadataCodec() {}

    /** The record's bytes in the metadata log. */
    public static byte[] encode(MetadataRecord record) {
        MetadataEntry.Builder entry = MetadataEntry.newBuilder();
        switch (record) {
            case ClusterCreated(String clusterId) ->
                    entry.setClusterCreated(
                            ClusterCreatedFact.newBuilder().setClusterId(clusterId));
            case FeatureLevelSet(int level) ->
                    entry.setFeatureLevelSet(FeatureLevelSetFact.newBuilder().setLevel(level));
            case NodeRegistered(NodeImage node) -> entry.setNodeRegistered(node(node));
            case NodeStopping(int node, Uuid run, boolean stopping) ->
                    entry.setNodeStopping(
                            NodeStoppingFact.newBuilder()
                                    .setNodeId(node)
                                    .setIncarnation(bytes(run))
                                    .setStopping(stopping));
            case TopicCreated created -> entry.setTopicCreated(fact(created));
            case TopicTrashed trashed -> entry.setTopicTrashed(fact(trashed));
            case TopicRestored restored -> entry.setTopicRestored(fact(restored));
            case PartitionCreated(PartitionId id, PartitionImage partition) ->
                    entry.setPartitionCreated(partition(id, partition));
            case PartitionChanged(PartitionId id, PartitionImage partition) ->
                    entry.setPartitionChanged(partition(id, partition));
            case TopicConfigSet(Uuid topic, String key, Optional<String> value) -> {
                TopicConfigSetFact.Builder fact =
                        TopicConfigSetFact.newBuilder().setTopicId(bytes(topic)).setKey(key);
                value.ifPresent(fact::setValue);
                entry.setTopicConfigSet(fact);
            }
            case TopicDeleted(Uuid topic) ->
                    entry.setTopicDeleted(TopicDeletedFact.newBuilder().setTopicId(bytes(topic)));
            case ProducerIdsReserved(long before) ->
                    entry.setProducerIdsReserved(
                            ProducerIdsReservedFact.newBuilder().setBefore(before));
        }
        return entry.build().toByteArray();
    }

    private static TopicCreatedFact fact(TopicCreated created) {
        boolean isUsual = created.folder().equals(created.name());
        return TopicCreatedFact.newBuilder()
                .setName(created.name())
                .setTopicId(bytes(created.id()))
                .setFolder(isUsual ? "" : created.folder())
                .build();
    }

    private static TopicTrashedFact fact(TopicTrashed trashed) {
        return TopicTrashedFact.newBuilder()
                .setTopicId(bytes(trashed.topic()))
                .setPurgeAtMillis(trashed.purgeAtMillis())
                .build();
    }

    private static TopicRestoredFact fact(TopicRestored restored) {
        return TopicRestoredFact.newBuilder()
                .setTopicId(bytes(restored.topic()))
                .setName(restored.name())
                .build();
    }

    /** The record that {@link #encode} made these bytes of. */
    public static MetadataRecord decode(ByteBuffer bytes) {
        MetadataEntry entry;
        try {
            entry = MetadataEntry.parseFrom(bytes);
        } catch (InvalidProtocolBufferException broken) {
            throw new BrokenInvariant("a metadata record cannot be read", broken);
        }
        return switch (entry.getFactCase()) {
            case CLUSTER_CREATED -> new ClusterCreated(entry.getClusterCreated().getClusterId());
            case FEATURE_LEVEL_SET -> new FeatureLevelSet(entry.getFeatureLevelSet().getLevel());
            case NODE_REGISTERED -> new NodeRegistered(node(entry.getNodeRegistered()));
            case NODE_STOPPING -> stopping(entry.getNodeStopping());
            case TOPIC_CREATED -> created(entry.getTopicCreated());
            case TOPIC_TRASHED ->
                    new TopicTrashed(
                            uuid(entry.getTopicTrashed().getTopicId()),
                            entry.getTopicTrashed().getPurgeAtMillis());
            case TOPIC_RESTORED ->
                    new TopicRestored(
                            uuid(entry.getTopicRestored().getTopicId()),
                            entry.getTopicRestored().getName());
            case PARTITION_CREATED ->
                    new PartitionCreated(
                            id(entry.getPartitionCreated()),
                            partition(entry.getPartitionCreated()));
            case PARTITION_CHANGED ->
                    new PartitionChanged(
                            id(entry.getPartitionChanged()),
                            partition(entry.getPartitionChanged()));
            case TOPIC_CONFIG_SET -> configSet(entry.getTopicConfigSet());
            case TOPIC_DELETED -> new TopicDeleted(uuid(entry.getTopicDeleted().getTopicId()));
            case PRODUCER_IDS_RESERVED ->
                    new ProducerIdsReserved(entry.getProducerIdsReserved().getBefore());
            case FACT_NOT_SET -> throw Check.unreachable("a newer version wrote this metadata");
        };
    }

    private static MetadataRecord created(TopicCreatedFact fact) {
        String name = fact.getName();
        String folder = fact.getFolder().isEmpty() ? name : fact.getFolder();
        return new TopicCreated(name, uuid(fact.getTopicId()), folder);
    }

    static NodeRegisteredFact node(NodeImage node) {
        NodeRegisteredFact.Builder fact =
                NodeRegisteredFact.newBuilder()
                        .setNodeId(node.id())
                        .setIncarnation(bytes(node.incarnation()))
                        .setAddress(node.address())
                        .setNodeAddress(node.port().address())
                        .setDoors(node.port().doors())
                        .addAllRoles(node.roles())
                        .setFenced(node.fenced())
                        .setRack(node.rack());
        node.directories().forEach(directory -> fact.addDirectoryIds(bytes(directory)));
        return fact.build();
    }

    private static NodeImage node(NodeRegisteredFact fact) {
        return new NodeImage(
                fact.getNodeId(),
                uuid(fact.getIncarnation()),
                fact.getDirectoryIdsList().stream().map(MetadataCodec::uuid).toList(),
                fact.getAddress(),
                port(fact),
                fact.getRolesList(),
                fact.getFenced(),
                fact.getRack());
    }

    private static NodeStopping stopping(NodeStoppingFact fact) {
        return new NodeStopping(fact.getNodeId(), uuid(fact.getIncarnation()), fact.getStopping());
    }

    static NodePort port(NodeRegisteredFact fact) {
        // Whoever says nothing has one.
        return new NodePort(fact.getNodeAddress(), Math.max(1, fact.getDoors()));
    }

    private static PartitionFact partition(PartitionId id, PartitionImage partition) {
        PartitionFact.Builder fact =
                PartitionFact.newBuilder()
                        .setTopicId(bytes(id.topic()))
                        .setPartition(id.number())
                        .addAllInSync(partition.inSync())
                        .addAllEligible(partition.eligible())
                        .setLeader(partition.leader())
                        .setLeaderEpoch(partition.leaderEpoch())
                        .setPartitionEpoch(partition.partitionEpoch());
        for (PartitionImage.Replica replica : partition.replicas()) {
            fact.addReplicas(
                    ReplicaFact.newBuilder()
                            .setNodeId(replica.node())
                            .setDirectoryId(bytes(replica.directory()))
                            .setFresh(replica.fresh())
                            .setSince(replica.since()));
        }
        partition
                .reassignment()
                .ifPresent(move -> fact.addAllTarget(move.target()).addAllAdding(move.adding()));
        return fact.build();
    }

    private static PartitionImage partition(PartitionFact fact) {
        return new PartitionImage(
                fact.getReplicasList().stream()
                        .map(replica ->
                                new PartitionImage.Replica(
                                        replica.getNodeId(),
                                        uuid(replica.getDirectoryId()),
                                        replica.getFresh(),
                                        replica.getSince()))
                        .toList(),
                fact.getInSyncList(),
                fact.getEligibleList(),
                fact.getLeader(),
                fact.getLeaderEpoch(),
                fact.getPartitionEpoch(),
                reassignment(fact));
    }

    private static Optional<Reassignment> reassignment(PartitionFact fact) {
        return fact.getTargetCount() == 0
                ? Optional.empty()
                : Optional.of(new Reassignment(fact.getTargetList(), fact.getAddingList()));
    }

    private static PartitionId id(PartitionFact fact) {
        return new PartitionId(uuid(fact.getTopicId()), fact.getPartition());
    }

    private static TopicConfigSet configSet(TopicConfigSetFact fact) {
        return new TopicConfigSet(
                uuid(fact.getTopicId()),
                fact.getKey(),
                fact.hasValue() ? Optional.of(fact.getValue()) : Optional.empty());
    }

    private static ByteString bytes(Uuid id) {
        return ByteString.copyFrom(id.toBytes());
    }

    private static Uuid uuid(ByteString bytes) {
        return Uuid.fromBytes(bytes.toByteArray())
                .orElseThrow(() -> Check.unreachable("an id in the metadata has 16 bytes"));
    }
}
