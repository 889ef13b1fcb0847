package io.skein.server.adapter;

import io.skein.foundation.PartitionId;
import io.skein.foundation.Uuid;
import io.skein.server.controller.ControllerAsk;
import io.skein.server.controller.ControllerAsk.Copying;
import io.skein.server.door.LayoutReply;
import io.skein.server.door.LayoutReply.Altered;
import io.skein.server.door.LayoutReply.CopyProgress;
import io.skein.server.door.LayoutReply.Elected;
import io.skein.server.door.LayoutReply.Holders;
import io.skein.server.door.LayoutReply.Load;
import io.skein.server.door.LayoutReply.NotElected;
import io.skein.server.door.LayoutReply.OnItsWay;
import io.skein.server.door.LayoutReply.Planned;
import io.skein.server.door.LayoutReply.Stage;
import io.skein.server.door.LayoutRequest;
import io.skein.server.door.LayoutRequest.Brokers;
import io.skein.server.door.LayoutRequest.Election;
import io.skein.server.door.LayoutRequest.Order;
import io.skein.server.door.Refusal;
import io.skein.server.door.TopicPartitions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** One of each of what is said about how partitions lie over the brokers. */
final class LayoutSamples {
    private static final List<TopicPartitions> TOPICS =
            List.of(new TopicPartitions("t", List.of(1, 2)), new TopicPartitions("u", List.of()));
    private static final CopyProgress COPY = new CopyProgress(3, 5, 7, 9);

    private LayoutSamples() {}

    static List<ControllerAsk> asks() {
        List<LayoutRequest> requests =
                List.of(
                        new LayoutRequest.AddPartitions("t", 6, true),
                        new LayoutRequest.ElectLeaders(Election.PREFERRED, TOPICS),
                        new LayoutRequest.ElectLeaders(Election.UNCLEAN, List.of()),
                        new LayoutRequest.AlterReassignments(
                                List.of(
                                        new Order("t", 3, Optional.of(List.of(2, 1))),
                                        new Order("t", 4, Optional.empty())),
                                true),
                        new LayoutRequest.ListReassignments(TOPICS, 7),
                        new LayoutRequest.PlanReassignments(
                                List.of("t"),
                                new Brokers(List.of(1), List.of(2), List.of(3)),
                                OptionalInt.of(2)),
                        new LayoutRequest.PlanReassignments(
                                List.of(),
                                new Brokers(List.of(), List.of(), List.of()),
                                OptionalInt.empty()));
        List<ControllerAsk> asks = new ArrayList<>();
        requests.forEach(each -> asks.add(new ControllerAsk.Change(each)));
        PartitionId id = new PartitionId(new Uuid(3, 4), 4);
        asks.add(new ControllerAsk.CopiesTold(2, new Uuid(1, 2), List.of(new Copying(id, COPY))));
        return asks;
    }

    static List<LayoutReply> replies() {
        Refusal why = Refusal.definite(Refusal.Why.UNAVAILABLE, "not in sync");
        List<Integer> all = List.of(1, 2, 3);
        Holders holders = new Holders(all, List.of(3, 1), List.of(3), List.of(2), List.of(1));
        return List.of(
                new LayoutReply.PartitionsAdded(3, 6),
                new LayoutReply.LeadersElected(
                        List.of(new Elected("t", 1, 2, 9, List.of(3))),
                        List.of(new NotElected("t", 2, why)),
                        4,
                        5,
                        true),
                new LayoutReply.ReassignmentsAltered(
                        Arrays.stream(Stage.values())
                                .map(stage -> new Altered("t", 1, stage))
                                .toList()),
                new LayoutReply.ReassignmentsListed(
                        List.of(new OnItsWay("t", 3, Stage.MOVING, holders, 1, List.of(COPY))),
                        1,
                        2),
                new LayoutReply.ReassignmentsPlanned(
                        List.of(new Planned("t", 3, List.of(1, 2), List.of(2, 4))),
                        true,
                        List.of(new Load(1, 2, 3, 4, 5))));
    }
}
