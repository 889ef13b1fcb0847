package io.skein.server.controller.plan;

import io.skein.foundation.PartitionId;
import io.skein.server.metadata.MetadataImage;
import io.skein.server.metadata.MetadataRecord;
import io.skein.server.metadata.MetadataRecord.PartitionChanged;
import io.skein.server.metadata.PartitionImage;
import io.skein.server.metadata.TopicImage;
import java.util.ArrayList;
import java.util.List;

/**
 * Somebody leads a partition who may lack something that was agreed.
 *
 * @param topic its name
 * @param passedOver those that held all of it when they were last heard
 */
public record Loss(String topic, int partition, int leader, List<Integer> passedOver) {
    public Loss {
        passedOver = List.copyOf(passedOver);
    }

    /** One sentence for people. */
    public String sentence() {
        String others =
                passedOver.isEmpty()
                        ? "nobody is left who was, and records may be lost"
                        : "what only nodes %s have of it is lost".formatted(passedOver);
        return "partition %s-%d is led by node %d, which was not in sync: %s"
                .formatted(topic, partition, leader, others);
    }

    /** What one change of {@code before} comes to; it changes each partition once. */
    public static List<Loss> of(MetadataImage before, List<MetadataRecord> change) {
        List<Loss> losses = new ArrayList<>();
        for (MetadataRecord record : change) {
            if (!(record instanceof PartitionChanged(PartitionId id, PartitionImage after))) {
                continue;
            }
            PartitionImage was = before.partition(id).orElse(after);
            if (isClean(was, after)) continue;
            TopicImage topic = before.topic(id.topic()).orElseThrow();
            List<Integer> passedOver = passedOver(was, after);
            losses.add(new Loss(topic.name(), id.number(), after.leader(), passedOver));
        }
        return losses;
    }

    /** Those that held all that was agreed, if whoever leads next did not. */
    static List<Integer> passedOver(PartitionImage before, PartitionImage after) {
        return isClean(before, after) ? List.of() : holders(before);
    }

    /** Whether whoever leads next holds all that was agreed. */
    static boolean isClean(PartitionImage before, PartitionImage after) {
        boolean isOther =
                after.leader() != before.leader() && after.leader() != PartitionImage.NO_LEADER;
        // Whoever leads as the last step of a reassignment may have come to be in sync with that.
        boolean isLastStep = before.reassignment().isPresent() && after.reassignment().isEmpty();
        return !isOther || isLastStep || holders(before).contains(after.leader());
    }

    private static List<Integer> holders(PartitionImage partition) {
        List<Integer> holders = new ArrayList<>(partition.inSync());
        holders.addAll(partition.eligible());
        return holders;
    }
}
