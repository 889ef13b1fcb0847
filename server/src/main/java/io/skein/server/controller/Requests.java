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
import io.skein.server.door.QuorumReport;
import io.skein.server.door.RestartRequest;
import io.skein.server.door.RestartRequest.CanStop;
import io.skein.server.door.RestartRequest.CaughtUp;
import io.skein.server.door.RestartRequest.Drain;
import io.skein.server.metadata.MetadataImage;
import java.util.List;
import java.util.function.Function;
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
            case DeleteTopic delete -> topics.trash().delete(image, delete, clock.wallMillis());
            case AdminRequest.UndeleteTopic undelete -> topics.trash().undelete(image, undelete);
            case AdminRequest.PurgeTopic purge -> topics.trash().purge(image, purge);
            case AdminRequest.DescribeQuorum() ->
                    withQuorum(report ->
                            new Decision<>(
                                    List.of(),
                                    Answer.done(new AdminReply.QuorumDescribed(report))));
            case AdminRequest.Diagnose asked ->
                    withQuorum(report -> plans.restarts().diagnose(image, asked, report));
            case AlterTopicConfig alter ->
                    plans.leaders().settled(image, topics.alter(image, alter));
            case LayoutRequest layout -> plan(plans, image, layout);
            case RestartRequest restart -> plan(plans, image, restart);
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

    private Decision<AdminReply> plan(Plans plans, MetadataImage image, RestartRequest request) {
        return switch (request) {
            case Drain drain -> plans.stopping().drain(image, drain);
            case CanStop asked ->
                    withQuorum(report -> plans.restarts().canStop(image, asked, report));
            case CaughtUp asked ->
                    withQuorum(report -> plans.restarts().caughtUp(image, asked, report));
        };
    }

    private long start() {
        return entropy.below(STARTS);
    }

    private Decision<AdminReply> withQuorum(Function<QuorumReport, Decision<AdminReply>> plan) {
        return QuorumReports.of(standing.get(), clock.nanos())
                .map(plan)
                .orElseGet(() -> new Decision<>(List.of(), Answer.refused(Outcomes.noLeader())));
    }
}
