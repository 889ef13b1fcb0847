package io.skein.client.consumer;

import io.skein.client.TopicPartition;
import io.skein.records.Header;
import java.util.List;
import java.util.Optional;

/**
 * A record that was read.
 *
 * @param offset its number in the partition
 * @param timestampMillis when it was made or appended, since 1970
 * @param value absent in a tombstone
 */
public record ConsumerRecord<K, V>(
        TopicPartition topicPartition,
        long offset,
        long timestampMillis,
        Optional<K> key,
        Optional<V> value,
        List<Header> headers) {
    public ConsumerRecord {
        headers = List.copyOf(headers);
    }

    public String topic() {
        return topicPartition.topic();
    }

    public int partition() {
        return topicPartition.partition();
    }
}
