package io.skein.server.metadata;

import io.skein.foundation.Check;
import io.skein.foundation.PartitionId;
import io.skein.foundation.PersistentMap;
import io.skein.foundation.Uuid;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One topic.
 *
 * @param partitions by number, without gaps
 * @param configs the settings that the topic has of its own, by name
 */
public record TopicImage(
        String name,
        Uuid id,
        List<PartitionImage> partitions,
        PersistentMap<String, String> configs) {

    public TopicImage {
        partitions = List.copyOf(partitions);
    }

    void addRecords(List<MetadataRecord> records) {
        records.add(new MetadataRecord.TopicCreated(name, id));
        for (int i = 0; i < partitions.size(); i++) {
            PartitionId partition = new PartitionId(id, i);
            records.add(new MetadataRecord.PartitionCreated(partition, partitions.get(i)));
        }
        configs.forEach((key, value) ->
                records.add(new MetadataRecord.TopicConfigSet(id, key, Optional.of(value))));
    }

    /**
     * With partitions that are new or have changed, one change after the other. All at once: each
     * change alone would copy the whole list, and there are changes of thousands.
     */
    TopicImage withPartitions(List<MetadataRecord.OfPartition> changes) {
        List<PartitionImage> changed = new ArrayList<>(partitions);
        for (MetadataRecord.OfPartition change : changes) {
            int number = change.id().number();
            PartitionImage partition = change.partition();
            switch (change) {
                case MetadataRecord.PartitionCreated _ -> {
                    Check.same(changed.size(), number, "partitions are created in order");
                    changed.add(partition);
                }
                case MetadataRecord.PartitionChanged _ -> {
                    Check.same(
                            changed.get(number).partitionEpoch() + 1L,
                            partition.partitionEpoch(),
                            "each change of a partition is the next");
                    changed.set(number, partition);
                }
            }
        }
        return new TopicImage(name, id, changed, configs);
    }

    TopicImage withConfigs(PersistentMap<String, String> changed) {
        return new TopicImage(name, id, partitions, changed);
    }
}
