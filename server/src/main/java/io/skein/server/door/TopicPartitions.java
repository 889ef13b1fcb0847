package io.skein.server.door;

import java.util.List;

/**
 * Partitions of one topic.
 *
 * @param topic its name
 * @param partitions their numbers; none means all
 */
public record TopicPartitions(String topic, List<Integer> partitions) {
    public TopicPartitions {
        partitions = List.copyOf(partitions);
    }
}
