package io.skein.server.rpc;

import io.skein.foundation.Check;
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
import io.skein.server.door.AdminReply;
import io.skein.server.door.Answer;
import io.skein.server.door.FrontDoor;
import io.skein.server.door.LayoutReply;
import io.skein.server.door.LayoutRequest;
import io.skein.server.door.LayoutRequest.AlterReassignments;
import io.skein.server.door.LayoutRequest.ElectLeaders;
import io.skein.server.door.LayoutRequest.ListReassignments;
import io.skein.server.door.Refusal;
import io.skein.server.wire.ElectionsWire;
import io.skein.server.wire.PartitionsWire;
import io.skein.server.wire.ProgressWire;
import io.skein.server.wire.ReassignmentsWire;
import io.skein.server.wire.SpreadWire;
import java.util.List;
import java.util.function.Function;

/** TopicService, as far as it is about how partitions lie over the brokers. */
final class LayoutEndpoints {
    private static final int LIST_USUAL = 1_000;
    private static final int LIST_MAX = 10_000;

    private final FrontDoor door;
    private final CallFigures figures;

    LayoutEndpoints(EndpointParts parts) {
        this.door = parts.door();
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
        ask(
                PartitionsWire.read(request),
                reply,
                done ->
                        done instanceof LayoutReply.PartitionsAdded added
                                ? PartitionsWire.write(added)
                                : other(done));
    }

    private void elect(ElectLeadersRequest request, Unary.Reply<ElectLeadersResponse> reply)
            throws Refused {
        ElectLeaders elect =
                ElectionsWire.read(request)
                        .orElseThrow(() -> Fields.invalid("kind", "say who is to lead"));
        ask(
                elect,
                reply,
                done ->
                        done instanceof LayoutReply.LeadersElected elected
                                ? ElectionsWire.write(elected)
                                : other(done));
    }

    private void alter(
            AlterReassignmentsRequest request, Unary.Reply<AlterReassignmentsResponse> reply)
            throws Refused {
        AlterReassignments alter =
                ReassignmentsWire.read(request)
                        .orElseThrow(() -> Fields.invalid("orders", "say target or cancel"));
        ask(
                alter,
                reply,
                done ->
                        done instanceof LayoutReply.ReassignmentsAltered altered
                                ? ReassignmentsWire.write(altered)
                                : other(done));
    }

    private void list(
            ListReassignmentsRequest request, Unary.Reply<ListReassignmentsResponse> reply)
            throws Refused {
        int limit = Fields.amount("limit", request.getLimit(), LIST_USUAL, LIST_MAX);
        ListReassignments list = ProgressWire.read(request).atMost(limit);
        ask(
                list,
                reply,
                done ->
                        done instanceof LayoutReply.ReassignmentsListed listed
                                ? ProgressWire.write(listed)
                                : other(done));
    }

    private void plan(
            PlanReassignmentsRequest request, Unary.Reply<PlanReassignmentsResponse> reply)
            throws Refused {
        Fields.atLeast("replication_factor", 0, request.getReplicationFactor());
        ask(
                SpreadWire.read(request),
                reply,
                done ->
                        done instanceof LayoutReply.ReassignmentsPlanned planned
                                ? SpreadWire.write(planned)
                                : other(done));
    }

    private <R> void ask(
            LayoutRequest request, Unary.Reply<R> reply, Function<AdminReply, R> toWire) {
        door.ask(
                request,
                answer -> {
                    switch (answer) {
                        case Answer.Done<AdminReply>(AdminReply done) ->
                                reply.done(toWire.apply(done));
                        case Answer.Refused<AdminReply>(Refusal refusal) -> reply.refuse(refusal);
                    }
                });
    }

    private static <R> R other(AdminReply got) {
        throw Check.unreachable("asked for something else, got " + got);
    }
}
