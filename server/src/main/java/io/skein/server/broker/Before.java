package io.skein.server.broker;

import io.skein.server.metadata.PartitionImage;
import io.skein.server.metadata.TopicImage;
import java.util.Optional;

/** A topic as it was before the metadata moved on, if this node knew it then. */
record Before(Optional<TopicImage> topic) {
    private Optional<PartitionImage> partition(int number) {
        return topic.filter(known -> number < known.partitions().size())
                .map(known -> known.partitions().get(number));
    }

    boolean hasSameSettings(TopicImage now) {
        return topic.filter(known -> known.configs().equals(now.configs()))
                .filter(known -> known.isTrash() == now.isTrash())
                .isPresent();
    }

    /** Whether that very image stood there before: most of a large topic does not change. */
    boolean isSame(int number, PartitionImage now) {
        return topic.isPresent()
                && number < topic.get().partitions().size()
                && now.equals(topic.get().partitions().get(number));
    }

    /** Whether the copy that a node had is not wanted any more, even if it is to get another. */
    boolean hasLeft(int node, int number, PartitionImage now) {
        return partition(number)
                .flatMap(one -> one.replicaOn(node))
                .filter(was -> now.replicaOn(node).filter(was::isSame).isEmpty())
                .isPresent();
    }
}
