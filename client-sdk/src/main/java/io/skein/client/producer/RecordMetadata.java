package io.skein.client.producer;

import io.skein.client.TopicPartition;
import java.util.OptionalLong;

/**
 * Where a record is.
 *
 * @param offset its number in the partition; with {@link Acks#NONE} the one it has if nothing fails
 * @param appendTimeMillis the time the cluster gave it, if the topic's timestamps are append times
 */
public record RecordMetadata(
        TopicPartition topicPartition, long offset, OptionalLong appendTimeMillis) {
    public String topic() {
        return topicPartition.topic();
    }

    public int partition() {
        return topicPartition.partition();
    }
}
