package io.skein.server.adapter;

import io.skein.protocol.internal.v1.LayoutAnswered;
import io.skein.protocol.internal.v1.LayoutAsked;
import io.skein.server.door.LayoutReply;
import io.skein.server.door.LayoutRequest;
import io.skein.server.wire.ElectionsWire;
import io.skein.server.wire.PartitionsWire;
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
        }
        return asked.build();
    }

    static Optional<LayoutRequest> read(LayoutAsked asked) {
        return switch (asked.getRequestCase()) {
            case ADD_PARTITIONS -> Optional.of(PartitionsWire.read(asked.getAddPartitions()));
            case ELECT_LEADERS -> ElectionsWire.read(asked.getElectLeaders()).map(one -> one);
            default -> Optional.empty();
        };
    }

    static LayoutAnswered write(LayoutReply reply) {
        LayoutAnswered.Builder answered = LayoutAnswered.newBuilder();
        switch (reply) {
            case LayoutReply.PartitionsAdded added ->
                    answered.setPartitionsAdded(PartitionsWire.write(added));
            case LayoutReply.LeadersElected elected ->
                    answered.setLeadersElected(ElectionsWire.write(elected));
        }
        return answered.build();
    }

    static Optional<LayoutReply> read(LayoutAnswered answered) {
        return switch (answered.getReplyCase()) {
            case PARTITIONS_ADDED ->
                    Optional.of(PartitionsWire.read(answered.getPartitionsAdded()));
            case LEADERS_ELECTED -> Optional.of(ElectionsWire.read(answered.getLeadersElected()));
            default -> Optional.empty();
        };
    }
}
