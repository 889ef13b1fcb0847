package io.skein.server.controller.plan;

import io.skein.foundation.PartitionId;
import io.skein.server.door.Answer;
import io.skein.server.door.Refusal;
import io.skein.server.door.Refusal.Why;
import io.skein.server.door.TopicPartitions;
import io.skein.server.metadata.MetadataImage;
import io.skein.server.metadata.TopicImage;
import io.skein.server.metadata.TopicNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** Partitions that somebody has named: of one topic, in order. */
record Selection(TopicImage topic, List<Integer> numbers) {
    Selection {
        numbers = List.copyOf(numbers);
    }

    /** All that are named, by name of their topic; where none is named, all. */
    static Answer<List<Selection>> of(MetadataImage image, List<TopicPartitions> named) {
        List<Selection> all = new ArrayList<>();
        if (named.isEmpty()) {
            image.topicIds().values().forEach(id -> all.add(all(image.topic(id).orElseThrow())));
            return Answer.done(all);
        }
        TreeMap<String, Selection> chosen = new TreeMap<>();
        for (TopicPartitions each : named) {
            Optional<TopicImage> topic = image.topic(each.topic());
            if (topic.isEmpty()) return Answer.refused(unknownTopic(each.topic()));
            for (int number : each.partitions()) {
                if (isThere(topic.get(), number)) continue;
                return Answer.refused(unknownPartition(topic.get(), number));
            }
            chosen.merge(each.topic(), of(topic.get(), each.partitions()), Selection::with);
        }
        return Answer.done(List.copyOf(chosen.values()));
    }

    private static Selection all(TopicImage topic) {
        return new Selection(topic, IntStream.range(0, topic.partitions().size()).boxed().toList());
    }

    private static Selection of(TopicImage topic, List<Integer> numbers) {
        return numbers.isEmpty()
                ? all(topic)
                : new Selection(topic, List.copyOf(new TreeSet<>(numbers)));
    }

    /** The same as ids. */
    List<PartitionId> ids() {
        return numbers.stream().map(number -> new PartitionId(topic.id(), number)).toList();
    }

    private Selection with(Selection other) {
        TreeSet<Integer> both = new TreeSet<>(numbers);
        both.addAll(other.numbers);
        return new Selection(topic, List.copyOf(both));
    }

    static boolean isThere(TopicImage topic, int number) {
        return number >= 0 && number < topic.partitions().size();
    }

    static Refusal unknownTopic(String name) {
        return Refusal.definite(
                Why.UNKNOWN_TOPIC, "there is no topic '%s'".formatted(TopicNames.printable(name)));
    }

    static Refusal unknownPartition(TopicImage topic, int number) {
        return Refusal.definite(
                Why.UNKNOWN_PARTITION,
                "topic '%s' has partitions 0 to %d, not %d"
                        .formatted(topic.name(), topic.partitions().size() - 1, number));
    }
}
