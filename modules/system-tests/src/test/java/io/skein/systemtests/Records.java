package io.skein.systemtests;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.skein.client.TopicPartition;
import io.skein.client.consumer.Consumer;
import io.skein.client.consumer.ConsumerRecord;
import io.skein.client.consumer.ConsumerSettings;
import io.skein.client.consumer.OffsetReset;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Reads a topic to its end. */
final class Records {
    private static final Duration POLL = Duration.ofMillis(100);

    private Records() {}

    /** The values, by partition, in the order of their offsets, which have no gaps. */
    static Map<TopicPartition, List<String>> readAll(
            RunningNode node, String topic, int partitions) {
        return read(node, topic, IntStream.range(0, partitions).boxed().toList());
    }

    /** The values in one partition, which that node leads. */
    static List<String> readFrom(RunningNode leader, String topic, int partition) {
        return read(leader, topic, List.of(partition)).values().iterator().next();
    }

    private static Map<TopicPartition, List<String>> read(
            RunningNode node, String topic, List<Integer> partitions) {
        ConsumerSettings settings =
                ConsumerSettings.builder()
                        .connection(node.forClients())
                        .offsetReset(OffsetReset.EARLIEST)
                        .build();
        Map<TopicPartition, List<String>> found = new TreeMap<>();
        partitions.forEach(at -> found.put(new TopicPartition(topic, at), new ArrayList<>()));
        try (Consumer<byte[], byte[]> consumer = Consumer.create(settings)) {
            consumer.assign(found.keySet());
            Map<TopicPartition, Long> ends = consumer.endOffsets(found.keySet());
            long left = ends.values().stream().mapToLong(Long::longValue).sum();
            while (left > 0) {
                List<ConsumerRecord<byte[], byte[]>> records = consumer.poll(POLL);
                records.forEach(record -> add(record, found));
                left -= records.size();
            }
        }
        return found;
    }

    /** The values in the only partition of a topic. */
    static List<String> readOnly(RunningNode node, String topic) {
        return readAll(node, topic, 1).values().iterator().next();
    }

    private static void add(
            ConsumerRecord<byte[], byte[]> record, Map<TopicPartition, List<String>> found) {
        List<String> partition = found.get(record.topicPartition());
        if (partition == null || record.offset() != partition.size()) {
            throw new AssertionError("not expected: " + record);
        }
        partition.add(new String(record.value().orElseThrow(), UTF_8));
    }
}
