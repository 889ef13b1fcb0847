package io.skein.server.adapter;

import io.skein.protocol.internal.v1.LayoutAnswered;
import io.skein.protocol.internal.v1.LayoutAsked;
import io.skein.server.door.LayoutReply;
import io.skein.server.door.LayoutRequest;
import io.skein.server.wire.ElectionsWire;
import io.skein.server.wire.PartitionsWire;
import io.skein.server.wire.ProgressWire;
import io.skein.server.wire.ReassignmentsWire;
import io.skein.server.wire.SpreadWire;
import java.util.Optional;

/** How partitions lie over the brokers, between nodes. What cannot be read is empty. */
final class LayoutMessages {
    private LayoutMessages() {}

    static LayoutAsked write(LayoutRequest request) {
        LayoutAsked.Builder asked = LayoutAsked.newBuilder();
        switch (request) {
            case LayoutRequest.AddPartitions add ->
                    asked.setAddPartitions(PartitionsWire.write(add));
            case LayoutRequest.ElectLeaders elect ->
                    asked.setElectLeaders(ElectionsWire.write(elect));
            case LayoutRequest.AlterReassignments alter ->
                    asked.setAlterReassignments(ReassignmentsWire.write(alter));
            case LayoutRequest.ListReassignments list ->
                    asked.setListReassignments(ProgressWire.write(list));
            case LayoutRequest.PlanReassignments plan ->
                    asked.setPlanReassignments(SpreadWire.write(plan));
        }
        return asked.build();
    }

    static Optional<LayoutRequest> read(LayoutAsked asked) {
        return switch (asked.getRequestCase()) {
            case ADD_PARTITIONS -> Optional.of(PartitionsWire.read(asked.getAddPartitions()));
            case ELECT_LEADERS -> ElectionsWire.read(asked.getElectLeaders()).map(one -> one);
            case ALTER_REASSIGNMENTS ->
                    ReassignmentsWire.read(asked.getAlterReassignments()).map(one -> one);
            case LIST_REASSIGNMENTS -> Optional.of(ProgressWire.read(asked.getListReassignments()));
            case PLAN_REASSIGNMENTS -> Optional.of(SpreadWire.read(asked.getPlanReassignments()));
            case REQUEST_NOT_SET -> Optional.empty();
        };
    }

    static LayoutAnswered write(LayoutReply reply) {
        LayoutAnswered.Builder answered = LayoutAnswered.newBuilder();
        switch (reply) {
            case LayoutReply.PartitionsAdded added ->
                    answered.setPartitionsAdded(PartitionsWire.write(added));
            case LayoutReply.LeadersElected elected ->
                    answered.setLeadersElected(ElectionsWire.write(elected));
            case LayoutReply.ReassignmentsAltered altered ->
                    answered.setReassignmentsAltered(ReassignmentsWire.write(altered));
            case LayoutReply.ReassignmentsListed listed ->
                    answered.setReassignmentsListed(ProgressWire.write(listed));
            case LayoutReply.ReassignmentsPlanned planned ->
                    answered.setReassignmentsPlanned(SpreadWire.write(planned));
        }
        return answered.build();
    }

    static Optional<LayoutReply> read(LayoutAnswered answered) {
        return switch (answered.getReplyCase()) {
            case PARTITIONS_ADDED ->
                    Optional.of(PartitionsWire.read(answered.getPartitionsAdded()));
            case LEADERS_ELECTED -> Optional.of(ElectionsWire.read(answered.getLeadersElected()));
            case REASSIGNMENTS_ALTERED ->
                    ReassignmentsWire.read(answered.getReassignmentsAltered()).map(one -> one);
            case REASSIGNMENTS_LISTED ->
                    ProgressWire.read(answered.getReassignmentsListed()).map(one -> one);
            case REASSIGNMENTS_PLANNED ->
                    Optional.of(SpreadWire.read(answered.getReassignmentsPlanned()));
            case REPLY_NOT_SET -> Optional.empty();
        };
    }
}
