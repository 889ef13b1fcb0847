package io.skein.server.wire;

import io.skein.protocol.v1.PlanReassignmentsRequest;
import io.skein.protocol.v1.PlanReassignmentsResponse;
import io.skein.protocol.v1.PlannedLoad;
import io.skein.protocol.v1.PlannedReassignment;
import io.skein.server.door.LayoutReply.Load;
import io.skein.server.door.LayoutReply.Planned;
import io.skein.server.door.LayoutReply.ReassignmentsPlanned;
import io.skein.server.door.LayoutRequest.Brokers;
import io.skein.server.door.LayoutRequest.PlanReassignments;
import java.util.List;
import java.util.OptionalInt;

/** Where partitions should go, on the wire. */
public final class SpreadWire {
    private SpreadWire() {}

    /** The message that asks for it. */
    public static PlanReassignmentsRequest write(PlanReassignments plan) {
        return PlanReassignmentsRequest.newBuilder()
                .addAllTopics(plan.topics())
                .addAllToNodeIds(plan.brokers().to())
                .addAllAddNodeIds(plan.brokers().added())
                .addAllRemoveNodeIds(plan.brokers().removed())
                .setReplicationFactor(plan.replicationFactor().orElse(0))
                .build();
    }

    /** What the message asks for. */
    public static PlanReassignments read(PlanReassignmentsRequest asked) {
        int factor = asked.getReplicationFactor();
        Brokers brokers =
                new Brokers(
                        asked.getToNodeIdsList(),
                        asked.getAddNodeIdsList(),
                        asked.getRemoveNodeIdsList());
        return new PlanReassignments(
                asked.getTopicsList(),
                brokers,
                factor == 0 ? OptionalInt.empty() : OptionalInt.of(factor));
    }

    /** The message that answers it. */
    public static PlanReassignmentsResponse write(ReassignmentsPlanned planned) {
        PlanReassignmentsResponse.Builder all =
                PlanReassignmentsResponse.newBuilder().setMore(planned.more());
        for (Planned each : planned.moves()) {
            all.addReassignmentsBuilder()
                    .setTopic(each.topic())
                    .setPartition(each.partition())
                    .addAllReplicas(each.replicas())
                    .addAllTarget(each.target());
        }
        for (Load each : planned.loads()) {
            all.addLoadsBuilder()
                    .setNodeId(each.node())
                    .setReplicas(each.replicas())
                    .setPlannedReplicas(each.plannedReplicas())
                    .setPreferred(each.preferred())
                    .setPlannedPreferred(each.plannedPreferred());
        }
        return all.build();
    }

    /** What the message answers. */
    public static ReassignmentsPlanned read(PlanReassignmentsResponse answered) {
        List<Planned> moves =
                answered.getReassignmentsList().stream().map(SpreadWire::read).toList();
        List<Load> loads = answered.getLoadsList().stream().map(SpreadWire::read).toList();
        return new ReassignmentsPlanned(moves, answered.getMore(), loads);
    }

    private static Planned read(PlannedReassignment one) {
        return new Planned(
                one.getTopic(), one.getPartition(), one.getReplicasList(), one.getTargetList());
    }

    private static Load read(PlannedLoad one) {
        return new Load(
                one.getNodeId(),
                one.getReplicas(),
                one.getPlannedReplicas(),
                one.getPreferred(),
                one.getPlannedPreferred());
    }
}
