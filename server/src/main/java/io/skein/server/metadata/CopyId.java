package io.skein.server.metadata;

import io.skein.foundation.PartitionId;
import java.util.Comparator;

/**
 * Which of a node's copies of a partition is meant: one that was moved away and came again is
 * another one, begun empty.
 *
 * @param since the partition epoch with which it came
 */
public record CopyId(PartitionId partition, int since) implements Comparable<CopyId> {
    private static final Comparator<CopyId> ORDER =
            Comparator.comparing(CopyId::partition).thenComparingInt(CopyId::since);

    /** Whether that node has this copy by that image. */
    public boolean isHeld(MetadataImage image, int node) {
        return image.partition(partition)
                .flatMap(one -> one.replicaOn(node))
                .filter(copy -> copy.since() == since)
                .isPresent();
    }

    @Override
    public int compareTo(CopyId other) {
        return ORDER.compare(this, other);
    }
}
