package io.skein.foundation;

/** One partition of one topic, by the topic's id: names are for people, and can be given again. */
public record PartitionId(Uuid topic, int number) implements Comparable<PartitionId> {
    public PartitionId {
        Check.that(number >= 0, "partitions are numbered from zero", number);
    }

    @Override
    public int compareTo(PartitionId other) {
        int byTopic = topic.compareTo(other.topic);
        return byTopic != 0 ? byTopic : Integer.compare(number, other.number);
    }

    @Override
    public String toString() {
        return topic + "-" + number;
    }
}
