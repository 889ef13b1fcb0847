package io.skein.client.producer;

import io.skein.client.TopicPartition;
import io.skein.client.route.Routes.Topic;
import io.skein.foundation.Check;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The queues of a topic's partitions, and the partition that records without a key go to just now:
 * the next one when its batch is closed, so that each gets as many batches. The lane grows it; any
 * thread reads.
 */
final class TopicQueues {
    private final ProducerSettings settings;
    private final ToldLimits limits;
    private volatile List<PartitionQueue> queues = List.of();
    private volatile Topic topic;
    private volatile int sticky;

    TopicQueues(Topic topic, ProducerSettings settings, ToldLimits limits, long start) {
        Check.that(start >= 0, "partitions are numbered from zero", start);
        this.topic = topic;
        this.settings = settings;
        this.limits = limits;
        update(topic);
        this.sticky = (int) (start % Math.max(1, topic.leaders().size()));
    }

    /** Takes on what the routes say now. On the lane. */
    void update(Topic now) {
        int known = queues.size();
        if (now.leaders().size() > known) {
            PartitionQueue[] more = queues.toArray(new PartitionQueue[now.leaders().size()]);
            for (int number = known; number < more.length; number++) more[number] = queue(number);
            queues = List.copyOf(Arrays.asList(more));
        }
        topic = now;
    }

    private PartitionQueue queue(int number) {
        TopicPartition partition = new TopicPartition(topic.name(), number);
        return new PartitionQueue(partition, settings, limits, () -> moveOn(number));
    }

    /** All of them, those of partitions that are gone too. */
    List<PartitionQueue> all() {
        return queues;
    }

    /** Where the record goes; empty if there is no such partition. */
    Optional<PartitionQueue> choose(OptionalInt asked, Outgoing record) {
        int count = topic.leaders().size();
        if (count == 0) return Optional.empty();
        OptionalInt chosen = asked.isPresent() ? asked : partition(record, count);
        int number = chosen.orElse(Math.min(sticky, count - 1));
        boolean exists = number >= 0 && number < count;
        return exists ? Optional.of(queues.get(number)) : Optional.empty();
    }

    private OptionalInt partition(Outgoing record, int count) {
        Partitioner partitioner = settings.partitioner();
        return partitioner.partition(topic.name(), record.key(), record.value(), count);
    }

    /** To the next partition that has a leader; to the next at all if none has. */
    private void moveOn(int from) {
        if (sticky != from) return;
        Topic now = topic;
        int count = Math.max(1, now.leaders().size());
        int next = (from + 1) % count;
        for (int i = 0; i < count && now.leader(next).isEmpty(); i++) next = (next + 1) % count;
        sticky = next;
    }
}
