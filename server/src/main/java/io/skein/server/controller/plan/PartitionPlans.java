package io.skein.server.controller.plan;

import io.skein.foundation.PartitionId;
import io.skein.server.door.AdminReply;
import io.skein.server.door.LayoutReply.PartitionsAdded;
import io.skein.server.door.LayoutRequest.AddPartitions;
import io.skein.server.door.Refusal.Why;
import io.skein.server.metadata.MetadataImage;
import io.skein.server.metadata.MetadataRecord;
import io.skein.server.metadata.MetadataRecord.PartitionCreated;
import io.skein.server.metadata.TopicImage;
import io.skein.server.settings.TopicSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Plans for how many partitions a topic has. */
public final class PartitionPlans {
    private PartitionPlans() {}

    /**
     * More partitions for a topic, each with as many replicas as its first one.
     *
     * @param start drawn for their placement
     */
    public static Decision<AdminReply> add(MetadataImage image, AddPartitions request, long start) {
        Optional<TopicImage> found = image.topic(request.topic());
        if (found.isEmpty()) return Decision.refuse(Selection.unknownTopic(request.topic()));
        TopicImage topic = found.get();
        int before = topic.partitions().size();
        if (request.total() <= before) return refuseFewer(topic, request.total());
        if (request.total() > TopicSettings.PARTITIONS_MAX) {
            return Decision.refuse(
                    Why.INVALID_PARTITIONS,
                    "a topic has at most %d partitions, not %d"
                            .formatted(TopicSettings.PARTITIONS_MAX, request.total()));
        }
        int replicas = topic.partitions().getFirst().replicationFactor();
        int brokers = Placement.brokers(image).size();
        if (replicas > brokers) {
            return Decision.refuse(
                    Why.INVALID_REPLICATION,
                    "each partition of '%s' has %d replicas, and %d of the brokers can be reached;"
                                    .formatted(topic.name(), replicas, brokers)
                            + " start the others first");
        }
        PartitionsAdded reply = new PartitionsAdded(before, request.total());
        if (request.validateOnly()) return Decision.of(List.of(), reply);
        Placement placement = new Placement(image, start);
        List<MetadataRecord> facts = new ArrayList<>();
        for (int number = before; number < request.total(); number++) {
            PartitionId id = new PartitionId(topic.id(), number);
            facts.add(new PartitionCreated(id, placement.place(number, replicas)));
        }
        return Decision.of(facts, reply);
    }

    private static Decision<AdminReply> refuseFewer(TopicImage topic, int total) {
        int now = topic.partitions().size();
        String has = "topic '%s' has %d partitions".formatted(topic.name(), now);
        return Decision.refuse(
                Why.INVALID_PARTITIONS,
                total == now
                        ? has + " already"
                        : has
                                + " and cannot have fewer: what is in those that went would be"
                                + " lost, and keys would belong to other partitions; make another"
                                + " topic and copy there what is to stay");
    }
}
