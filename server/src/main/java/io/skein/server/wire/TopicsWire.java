package io.skein.server.wire;

import io.skein.server.door.TopicPartitions;
import java.util.List;

/** Partitions that somebody names, on the wire. */
final class TopicsWire {
    private TopicsWire() {}

    static List<io.skein.protocol.v1.TopicPartitions> write(List<TopicPartitions> named) {
        return named.stream()
                .map(each ->
                        io.skein.protocol.v1.TopicPartitions.newBuilder()
                                .setTopic(each.topic())
                                .addAllPartitions(each.partitions())
                                .build())
                .toList();
    }

    static List<TopicPartitions> read(List<io.skein.protocol.v1.TopicPartitions> named) {
        return named.stream()
                .map(each -> new TopicPartitions(each.getTopic(), each.getPartitionsList()))
                .toList();
    }
}
