package io.skein.server.metadata;

import io.skein.foundation.Check;
import io.skein.foundation.PersistentMap;
import io.skein.foundation.Uuid;
import java.util.List;

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

    TopicImage withPartition(int number, PartitionImage partition) {
        Check.same(partitions.size(), number, "partitions are created in order");
        var more = new java.util.ArrayList<>(partitions);
        more.add(partition);
        return new TopicImage(name, id, more, configs);
    }

    TopicImage withConfigs(PersistentMap<String, String> changed) {
        return new TopicImage(name, id, partitions, changed);
    }
}
