package io.skein.server.controller;

import io.skein.foundation.Check;
import io.skein.foundation.world.Clock;
import io.skein.foundation.world.Entropy;
import io.skein.raft.core.Standing;
import io.skein.server.controller.plan.Decision;
import io.skein.server.controller.plan.PartitionPlans;
import io.skein.server.controller.plan.Plans;
import io.skein.server.controller.plan.TopicPlans;
import io.skein.server.door.AdminReply;
import io.skein.server.door.AdminRequest;
import io.skein.server.door.AdminRequest.AlterTopicConfig;
import io.skein.server.door.AdminRequest.CreateTopic;
import io.skein.server.door.AdminRequest.DeleteTopic;
import io.skein.server.door.Answer;
import io.skein.server.door.LayoutRequest;
import io.skein.server.door.LayoutRequest.AddPartitions;
import io.skein.server.door.LayoutRequest.AlterReassignments;
import io.skein.server.door.LayoutRequest.ElectLeaders;
import io.skein.server.door.LayoutRequest.ListReassignments;
import io.skein.server.door.LayoutRequest.PlanReassignments;
import io.skein.server.metadata.MetadataImage;
import java.util.List;
import java.util.function.Supplier;

/** Brings what people ask for to the plan for it, with what the plan draws. On the quorum lane. */
final class Requests {
    private static final int STARTS = 1 << 16;

    private final TopicPlans topics;
    private final Entropy entropy;
    private final Clock clock;
    private final Supplier<Standing> standing;

    /**
     * Draws from {@code entropy}.
     *
     * @param standing how the quorum stands
     */
    Requests(TopicPlans topics, Entropy entropy, Clock clock, Supplier<Standing> standing) {
        this.topics = topics;
        this.entropy = entropy;
        this.clock = clock;
        this.standing = standing;
    }

    Decision<AdminReply> plan(Plans plans, MetadataImage image, AdminRequest request) {
        return switch (request) {
            case CreateTopic create -> topics.create(image, create, entropy.uuid(), start());
            case DeleteTopic delete -> topics.delete(image, delete);
            case AdminRequest.DescribeQuorum() -> new Decision<>(List.of(), describe());
            case AlterTopicConfig alter ->
                    plans.leaders().settled(image, topics.alter(image, alter));
            case LayoutRequest layout -> plan(plans, image, layout);
        };
    }

    private Decision<AdminReply> plan(Plans plans, MetadataImage image, LayoutRequest request) {
        return switch (request) {
            case AddPartitions add -> PartitionPlans.add(image, add, start());
            case ElectLeaders elect -> plans.leaders().elect(image, elect);
            case AlterReassignments alter -> plans.moves().alter(image, alter);
            case ListReassignments list -> plans.moves().list(image, list);
            case PlanReassignments _ -> throw Check.unreachable("not planned on a lane");
        };
    }

    private long start() {
        return entropy.below(STARTS);
    }

    private Answer<AdminReply> describe() {
        return QuorumReports.of(standing.get(), clock.nanos())
                .<Answer<AdminReply>>map(
                        report -> Answer.done(new AdminReply.QuorumDescribed(report)))
                .orElseGet(() -> Answer.refused(Outcomes.noLeader()));
    }
}
