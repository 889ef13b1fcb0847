package io.skein.server.wire;

import io.skein.protocol.v1.ElectLeadersRequest;
import io.skein.protocol.v1.ElectLeadersResponse;
import io.skein.protocol.v1.ElectedLeader;
import io.skein.protocol.v1.Election;
import io.skein.protocol.v1.ElectionKind;
import io.skein.server.door.LayoutReply.Elected;
import io.skein.server.door.LayoutReply.LeadersElected;
import io.skein.server.door.LayoutReply.NotElected;
import io.skein.server.door.LayoutRequest;
import io.skein.server.door.LayoutRequest.ElectLeaders;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Elections that people ask for, on the wire. */
public final class ElectionsWire {
    private ElectionsWire() {}

    /** The message that asks for them. */
    public static ElectLeadersRequest write(ElectLeaders elect) {
        return ElectLeadersRequest.newBuilder()
                .setKind(
                        switch (elect.kind()) {
                            case PREFERRED -> ElectionKind.ELECTION_KIND_PREFERRED;
                            case UNCLEAN -> ElectionKind.ELECTION_KIND_UNCLEAN;
                        })
                .addAllTopics(TopicsWire.write(elect.topics()))
                .build();
    }

    /** What the message asks for; empty if it does not say who is to lead. */
    public static Optional<ElectLeaders> read(ElectLeadersRequest asked) {
        return kind(asked.getKind())
                .map(kind -> new ElectLeaders(kind, TopicsWire.read(asked.getTopicsList())));
    }

    private static Optional<LayoutRequest.Election> kind(ElectionKind kind) {
        return switch (kind) {
            case ELECTION_KIND_PREFERRED -> Optional.of(LayoutRequest.Election.PREFERRED);
            case ELECTION_KIND_UNCLEAN -> Optional.of(LayoutRequest.Election.UNCLEAN);
            case ELECTION_KIND_UNSPECIFIED, UNRECOGNIZED -> Optional.empty();
        };
    }

    /** The message that answers it. */
    public static ElectLeadersResponse write(LeadersElected elected) {
        ElectLeadersResponse.Builder all =
                ElectLeadersResponse.newBuilder()
                        .setRefused(elected.refusals())
                        .setUnchanged(elected.unchanged())
                        .setMore(elected.more());
        for (Elected each : elected.elected()) {
            all.addElectionsBuilder()
                    .setTopic(each.topic())
                    .setPartition(each.partition())
                    .getElectedBuilder()
                    .setNodeId(each.node())
                    .setLeaderEpoch(each.epoch())
                    .addAllPassedOver(each.passedOver());
        }
        for (NotElected each : elected.refused()) {
            all.addElectionsBuilder()
                    .setTopic(each.topic())
                    .setPartition(each.partition())
                    .setRefused(RefusalWire.write(each.why()));
        }
        return all.build();
    }

    /** What the message answers. */
    public static LeadersElected read(ElectLeadersResponse answered) {
        List<Elected> elected = new ArrayList<>();
        List<NotElected> refused = new ArrayList<>();
        for (Election each : answered.getElectionsList()) {
            if (each.hasRefused()) {
                refused.add(
                        new NotElected(
                                each.getTopic(),
                                each.getPartition(),
                                RefusalWire.read(each.getRefused())));
            } else {
                ElectedLeader leader = each.getElected();
                elected.add(
                        new Elected(
                                each.getTopic(),
                                each.getPartition(),
                                leader.getNodeId(),
                                leader.getLeaderEpoch(),
                                leader.getPassedOverList()));
            }
        }
        return new LeadersElected(
                elected,
                refused,
                answered.getRefused(),
                answered.getUnchanged(),
                answered.getMore());
    }
}
