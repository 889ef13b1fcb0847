package io.skein.client.producer;

import io.skein.client.Require;
import io.skein.records.Header;
import io.skein.records.RecordReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * A record to be sent.
 *
 * @param partition the partitioner chooses if absent
 * @param timestampMillis when it happened, since 1970; the time of sending if absent
 * @param key records with the same key go to the same partition, in order
 * @param value absent in a tombstone
 * @param headers at most 10,000
 */
public record ProducerRecord<K, V>(
        String topic,
        OptionalInt partition,
        OptionalLong timestampMillis,
        Optional<K> key,
        Optional<V> value,
        List<Header> headers) {
    public ProducerRecord {
        headers = List.copyOf(headers);
        if (topic.isEmpty()) throw new IllegalArgumentException("a topic has a name");
        Require.between("partition", partition.orElse(0), 0, Integer.MAX_VALUE);
        Require.between("timestampMillis", timestampMillis.orElse(0), 0, Long.MAX_VALUE);
        Require.between("headers", headers.size(), 0, RecordReader.HEADERS_MAX);
    }

    /** A value without a key. */
    public static <K, V> ProducerRecord<K, V> of(String topic, V value) {
        return plain(topic, Optional.empty(), Optional.of(value));
    }

    /** A key and its value. */
    public static <K, V> ProducerRecord<K, V> of(String topic, K key, V value) {
        return plain(topic, Optional.of(key), Optional.of(value));
    }

    /** Says that there is no value for the key any more. */
    public static <K, V> ProducerRecord<K, V> tombstone(String topic, K key) {
        return plain(topic, Optional.of(key), Optional.empty());
    }

    private static <K, V> ProducerRecord<K, V> plain(
            String topic, Optional<K> key, Optional<V> value) {
        return new ProducerRecord<>(
                topic, OptionalInt.empty(), OptionalLong.empty(), key, value, List.of());
    }

    /** The same, to this partition. */
    public ProducerRecord<K, V> withPartition(int number) {
        OptionalInt chosen = OptionalInt.of(number);
        return new ProducerRecord<>(topic, chosen, timestampMillis, key, value, headers);
    }

    /** The same, with this time. */
    public ProducerRecord<K, V> withTimestamp(long millis) {
        OptionalLong time = OptionalLong.of(millis);
        return new ProducerRecord<>(topic, partition, time, key, value, headers);
    }

    /** The same, with one more header. */
    public ProducerRecord<K, V> withHeader(Header header) {
        List<Header> more = new ArrayList<>(headers);
        more.add(header);
        return new ProducerRecord<>(topic, partition, timestampMillis, key, value, more);
    }
}
