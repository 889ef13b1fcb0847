package io.skein.server.metadata;

import io.skein.foundation.PartitionId;
import io.skein.foundation.Uuid;
import java.util.Optional;

/** One change of the metadata: a fact, committed in the metadata log. */
public sealed interface MetadataRecord {
    /** The first record of all. */
    record ClusterCreated(String clusterId) implements MetadataRecord {}

    /** From here on, records of this level may be written; nodes that do not know it stop. */
    record FeatureLevelSet(int level) implements MetadataRecord {}

    /** A node has started; replaces what was known of it. */
    record NodeRegistered(NodeImage node) implements MetadataRecord {}

    /** That run of a node is about to stop, or is not any more. Since level 2. */
    record NodeStopping(int node, Uuid incarnation, boolean stopping) implements MetadataRecord {}

    /**
     * A topic is there.
     *
     * @param folder what the folders of its partitions are called by; since level 3 it may be
     *     another than the name, where the one of that name is still in use
     */
    record TopicCreated(String name, Uuid id, String folder) implements MetadataRecord {
        /** One whose folders have its name. */
        public TopicCreated(String name, Uuid id) {
            this(name, id, name);
        }
    }

    /** What says how one partition is from here on. */
    sealed interface OfPartition extends MetadataRecord {
        PartitionId id();

        PartitionImage partition();
    }

    record PartitionCreated(PartitionId id, PartitionImage partition) implements OfPartition {}

    /** The partition is as told from here on. */
    record PartitionChanged(PartitionId id, PartitionImage partition) implements OfPartition {}

    /** {@code value} is empty when the topic returns to the default. */
    record TopicConfigSet(Uuid topic, String key, Optional<String> value)
            implements MetadataRecord {}

    /**
     * The topic has no name any more, and is kept until it is deleted or restored. Since level 3.
     */
    record TopicTrashed(Uuid topic, long purgeAtMillis) implements MetadataRecord {}

    /** A topic that was in the trash has a name again. */
    record TopicRestored(Uuid topic, String name) implements MetadataRecord {}

    /** The topic is gone, with everything in it. */
    record TopicDeleted(Uuid topic) implements MetadataRecord {}

    /** The producer ids below this one have been given out. Since level 3. */
    record ProducerIdsReserved(long before) implements MetadataRecord {}
}
