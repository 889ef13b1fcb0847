package io.skein.client;

import java.io.Serializable;

/** A partition, by the name of its topic: what people write. */
public record TopicPartition(String topic, int partition)
        implements Comparable<TopicPartition>, Serializable {
    public TopicPartition {
        if (topic.isEmpty()) throw new IllegalArgumentException("a topic has a name");
        if (partition < 0) {
            throw new IllegalArgumentException("partitions are numbered from 0, not " + partition);
        }
    }

    @Override
    public int compareTo(TopicPartition other) {
        int byTopic = topic.compareTo(other.topic);
        return byTopic != 0 ? byTopic : Integer.compare(partition, other.partition);
    }

    @Override
    public String toString() {
        return topic + "-" + partition;
    }
}
