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
 * @param place where its folders are, and whether it is in the trash
 */
public record TopicImage(
        String name,
        Uuid id,
        List<PartitionImage> partitions,
        PersistentMap<String, String> configs,
        Place place) {

    /**
     * Where a topic is.
     *
     * @param folder what the folders of its partitions are called by, and which lane owns them
     * @param isTrash whether it was deleted, and can be brought back
     */
    public record Place(String folder, boolean isTrash) {}

    /** One that is where its name says. */
    public TopicImage(
            String name,
            Uuid id,
            List<PartitionImage> partitions,
            PersistentMap<String, String> configs) {
        this(name, id, partitions, configs, new Place(name, false));
    }

    public TopicImage {
        partitions = List.copyOf(partitions);
    }

    /** What the folders of its partitions are called by. */
    public String folder() {
        return place.folder();
    }

    /** Whether it was deleted, and can be brought back. */
    public boolean isTrash() {
        return place.isTrash();
    }

    TopicImage trashed() {
        return new TopicImage(name, id, partitions, configs, new Place(folder(), true));
    }

    TopicImage restored(String newName) {
        return new TopicImage(newName, id, partitions, configs, new Place(folder(), false));
    }

    void addRecords(List<MetadataRecord> records) {
        records.add(new MetadataRecord.TopicCreated(name, id, folder()));
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
        return new TopicImage(name, id, changed, configs, place);
    }

    TopicImage withConfigs(PersistentMap<String, String> changed) {
        return new TopicImage(name, id, partitions, changed, place);
    }
}
