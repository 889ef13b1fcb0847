package io.skein.server.rpc;

import io.skein.protocol.SkeinMethods;
import io.skein.protocol.v1.AddPartitionsRequest;
import io.skein.protocol.v1.AddPartitionsResponse;
import io.skein.protocol.v1.AlterReassignmentsRequest;
import io.skein.protocol.v1.AlterReassignmentsResponse;
import io.skein.protocol.v1.ElectLeadersRequest;
import io.skein.protocol.v1.ElectLeadersResponse;
import io.skein.protocol.v1.ListReassignmentsRequest;
import io.skein.protocol.v1.ListReassignmentsResponse;
import io.skein.protocol.v1.PlanReassignmentsRequest;
import io.skein.protocol.v1.PlanReassignmentsResponse;
import io.skein.server.door.LayoutReply;
import io.skein.server.door.LayoutRequest.AlterReassignments;
import io.skein.server.door.LayoutRequest.ElectLeaders;
import io.skein.server.door.LayoutRequest.ListReassignments;
import io.skein.server.wire.ElectionsWire;
import io.skein.server.wire.PartitionsWire;
import io.skein.server.wire.ProgressWire;
import io.skein.server.wire.ReassignmentsWire;
import io.skein.server.wire.SpreadWire;
import java.util.List;

/** TopicService, as far as it is about how partitions lie over the brokers. */
final class LayoutEndpoints {
    private static final int LIST_USUAL = 1_000;
    private static final int LIST_MAX = 10_000;

    private final AdminCalls calls;
    private final CallFigures figures;

    LayoutEndpoints(EndpointParts parts) {
        this.calls = new AdminCalls(parts.door());
        this.figures = parts.figures();
    }

    List<Endpoint<?, ?>> all() {
        return List.of(
                Unary.endpoint(SkeinMethods.ADD_PARTITIONS, figures, this::add),
                Unary.endpoint(SkeinMethods.ELECT_LEADERS, figures, this::elect),
                Unary.endpoint(SkeinMethods.ALTER_REASSIGNMENTS, figures, this::alter),
                Unary.endpoint(SkeinMethods.LIST_REASSIGNMENTS, figures, this::list),
                Unary.endpoint(SkeinMethods.PLAN_REASSIGNMENTS, figures, this::plan));
    }

    private void add(AddPartitionsRequest request, Unary.Reply<AddPartitionsResponse> reply) {
        calls.ask(
                PartitionsWire.read(request),
                reply,
                LayoutReply.PartitionsAdded.class,
                PartitionsWire::write);
    }

    private void elect(ElectLeadersRequest request, Unary.Reply<ElectLeadersResponse> reply)
            throws Refused {
        ElectLeaders elect =
                ElectionsWire.read(request)
                        .orElseThrow(() -> Fields.invalid("kind", "say who is to lead"));
        calls.ask(elect, reply, LayoutReply.LeadersElected.class, ElectionsWire::write);
    }

    private void alter(
            AlterReassignmentsRequest request, Unary.Reply<AlterReassignmentsResponse> reply)
            throws Refused {
        AlterReassignments alter =
                ReassignmentsWire.read(request)
                        .orElseThrow(() -> Fields.invalid("orders", "say target or cancel"));
        calls.ask(alter, reply, LayoutReply.ReassignmentsAltered.class, ReassignmentsWire::write);
    }

    private void list(
            ListReassignmentsRequest request, Unary.Reply<ListReassignmentsResponse> reply)
            throws Refused {
        int limit = Fields.amount("limit", request.getLimit(), LIST_USUAL, LIST_MAX);
        ListReassignments list = ProgressWire.read(request).atMost(limit);
        calls.ask(list, reply, LayoutReply.ReassignmentsListed.class, ProgressWire::write);
    }

    private void plan(
            PlanReassignmentsRequest request, Unary.Reply<PlanReassignmentsResponse> reply)
            throws Refused {
        Fields.atLeast("replication_factor", 0, request.getReplicationFactor());
        calls.ask(
                SpreadWire.read(request),
                reply,
                LayoutReply.ReassignmentsPlanned.class,
                SpreadWire::write);
    }
}
