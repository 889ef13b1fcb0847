package io.skein.scenarios.client;

import io.skein.client.wire.Ending;
import io.skein.foundation.PartitionId;
import io.skein.foundation.Uuid;
import io.skein.protocol.SkeinMethods;
import io.skein.protocol.v1.AddPartitionsRequest;
import io.skein.protocol.v1.AlterReassignmentsRequest;
import io.skein.protocol.v1.AlteredReassignment;
import io.skein.protocol.v1.CancelReassignment;
import io.skein.protocol.v1.ElectLeadersRequest;
import io.skein.protocol.v1.ElectLeadersResponse;
import io.skein.protocol.v1.Election;
import io.skein.protocol.v1.ElectionKind;
import io.skein.protocol.v1.ListReassignmentsRequest;
import io.skein.protocol.v1.PlanReassignmentsRequest;
import io.skein.protocol.v1.PlanReassignmentsResponse;
import io.skein.protocol.v1.PlannedReassignment;
import io.skein.protocol.v1.ReassignmentOrder;
import io.skein.protocol.v1.ReassignmentState;
import io.skein.protocol.v1.ReplicaTarget;
import io.skein.protocol.v1.TopicPartitions;
import io.skein.scenarios.history.TopicBook.Topic;
import io.skein.scenarios.history.Violation;
import io.skein.simulation.Gen;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Has partitions added, moved to any nodes, back again before they are there, and led by others,
 * one request at a time.
 */
public final class Mover implements Actor {
    private static final int PARTITIONS_MAX = 4;
    private static final int REPLICAS_MAX = 5;
    private static final long SMALL = 500;

    private final Seat seat;
    private final Gen gen;
    private final int nodes;
    private final Asking asking;
    private final long paceNanos;

    /**
     * Asks nothing yet.
     *
     * @param nodes how many there are, with the numbers from 1 on
     */
    public Mover(Seat seat, int nodes) {
        this.seat = seat;
        this.gen = seat.gen();
        this.nodes = nodes;
        this.asking = new Asking(seat);
        this.paceNanos = gen.between(100, 2_000) * Seat.MILLI;
    }

    @Override
    public void start() {
        seat.soon(paceNanos, this::step);
    }

    @Override
    public boolean isIdle() {
        return !asking.isOpen();
    }

    private void step() {
        List<Topic> topics = seat.stage().topics().topics();
        if (!asking.isOpen() && !seat.stage().isQuiet() && !topics.isEmpty()) {
            act(gen.pick(topics));
        }
        seat.soon(paceNanos, this::step);
    }

    private void act(Topic topic) {
        switch (gen.weighted(8, 3, 3, 2, 2, 2, 1)) {
            case 0 -> order(topic);
            case 1 -> giveUp(topic);
            case 2 -> badOrder(topic);
            case 3 -> elect(topic);
            case 4 -> plan();
            case 5 -> list();
            case 6 -> add();
            default -> throw new IllegalStateException("no such act");
        }
    }

    private void order(Topic topic) {
        int partition = somePartition(topic);
        List<Integer> to = someNodes();
        if (isSmall(topic.id(), partition)) order(List.of(target(topic.name(), partition, to)));
    }

    /** With segments of a few batches no other is copied in time to see what comes of it. */
    private boolean isSmall(Uuid topic, int partition) {
        return seat.stage().ledger().highWatermark(new PartitionId(topic, partition)) < SMALL;
    }

    private List<Integer> someNodes() {
        List<Integer> all = new ArrayList<>();
        for (int node = 1; node <= nodes; node++) all.add(node);
        List<Integer> some = new ArrayList<>();
        int count = gen.between(1, Math.min(nodes, REPLICAS_MAX));
        while (some.size() < count) {
            Integer next = gen.pick(all);
            all.removeIf(next::equals);
            some.add(next);
        }
        return some;
    }

    private int somePartition(Topic topic) {
        return gen.between(0, topic.partitions() - 1);
    }

    private static ReassignmentOrder target(String topic, int partition, List<Integer> nodes) {
        return ReassignmentOrder.newBuilder()
                .setTopic(topic)
                .setPartition(partition)
                .setTarget(ReplicaTarget.newBuilder().addAllNodeIds(nodes))
                .build();
    }

    private void order(List<ReassignmentOrder> orders) {
        AlterReassignmentsRequest request =
                AlterReassignmentsRequest.newBuilder().addAllOrders(orders).build();
        asking.call(
                SkeinMethods.ALTER_REASSIGNMENTS,
                request,
                answer -> {
                    for (AlteredReassignment each : answer.getPartitionsList()) altered(each);
                },
                this::refused);
    }

    private void altered(AlteredReassignment one) {
        ReassignmentState state = one.getState();
        seat.tell("%s-%d is ordered: %s".formatted(one.getTopic(), one.getPartition(), state));
        boolean isWaiting = state == ReassignmentState.REASSIGNMENT_STATE_WAITING;
        seat.stage().reached(isWaiting ? "a move waits" : "an order is carried out at once");
    }

    private void refused(Ending ending) {
        if (Refusals.isDefinite(ending)) seat.stage().reached("an order refused");
        else seat.stage().reached("an order of unknown outcome");
    }

    private void giveUp(Topic topic) {
        ReassignmentOrder cancel =
                ReassignmentOrder.newBuilder()
                        .setTopic(topic.name())
                        .setPartition(somePartition(topic))
                        .setCancel(CancelReassignment.getDefaultInstance())
                        .build();
        order(List.of(cancel));
    }

    /** All of it is refused, though the first one alone could be carried out. */
    private void badOrder(Topic topic) {
        String name = topic.name();
        int partition = somePartition(topic);
        ReassignmentOrder good = target(name, partition, someNodes());
        ReassignmentOrder bad =
                switch (gen.between(0, 4)) {
                    case 0 -> target(name, partition, List.of(nodes + 1));
                    case 1 -> target(name, partition, List.of(1, 1));
                    case 2 -> target(name, partition, List.of());
                    case 3 -> target(name, PARTITIONS_MAX, someNodes());
                    default -> target("no-such-topic", 0, someNodes());
                };
        AlterReassignmentsRequest request =
                AlterReassignmentsRequest.newBuilder().addOrders(good).addOrders(bad).build();
        asking.call(
                SkeinMethods.ALTER_REASSIGNMENTS,
                request,
                answer -> {
                    throw new Violation("M8 bad order", "%s: %s".formatted(bad, answer));
                },
                this::refused);
    }

    private void elect(Topic topic) {
        ElectLeadersRequest.Builder request =
                ElectLeadersRequest.newBuilder().setKind(ElectionKind.ELECTION_KIND_PREFERRED);
        if (gen.flag()) request.addTopics(TopicPartitions.newBuilder().setTopic(topic.name()));
        asking.call(SkeinMethods.ELECT_LEADERS, request.build(), this::elected, ending -> {});
    }

    private void elected(ElectLeadersResponse answer) {
        for (Election one : answer.getElectionsList()) {
            if (one.hasElected()) seat.stage().reached("a preferred leader was elected");
            if (one.getElected().getPassedOverCount() == 0) continue;
            throw new Violation("M5 an election lost something", one.toString());
        }
    }

    /** Takes the advice to empty a node, or to use all of them alike. */
    private void plan() {
        PlanReassignmentsRequest.Builder request = PlanReassignmentsRequest.newBuilder();
        if (nodes > 1 && gen.flag()) request.addRemoveNodeIds(gen.between(1, nodes));
        asking.call(SkeinMethods.PLAN_REASSIGNMENTS, request.build(), this::carryOut, ending -> {});
    }

    private void carryOut(PlanReassignmentsResponse plan) {
        List<ReassignmentOrder> orders = new ArrayList<>();
        for (PlannedReassignment each : plan.getReassignmentsList()) {
            Optional<Topic> topic = seat.stage().topics().topic(each.getTopic());
            if (topic.isEmpty() || !isSmall(topic.get().id(), each.getPartition())) continue;
            orders.add(target(each.getTopic(), each.getPartition(), each.getTargetList()));
        }
        if (orders.isEmpty() || seat.stage().isQuiet()) return;
        seat.stage().reached("a plan was carried out");
        order(orders);
    }

    private void list() {
        asking.call(
                SkeinMethods.LIST_REASSIGNMENTS,
                ListReassignmentsRequest.getDefaultInstance(),
                answer -> {
                    int all = answer.getMoving() + answer.getWaiting();
                    if (all == answer.getReassignmentsCount()) return;
                    throw new Violation("error-lie", "%d are not all of them".formatted(all));
                },
                ending -> {});
    }

    /** Only where the name means the same topic for good. */
    private void add() {
        List<Topic> kept = seat.keptTopics();
        if (kept.isEmpty()) return;
        Topic topic = gen.pick(kept);
        int total = topic.partitions() + gen.between(1, 2);
        if (total > PARTITIONS_MAX) return;
        seat.stage().topics().growing(topic.name(), total);
        asking.call(
                SkeinMethods.ADD_PARTITIONS,
                AddPartitionsRequest.newBuilder().setName(topic.name()).setTotal(total).build(),
                answer -> {
                    seat.stage().topics().grown(topic.name(), total);
                    seat.stage().reached("partitions added");
                },
                ending -> {
                    if (!Refusals.isDefinite(ending)) {
                        seat.stage().reached("addition of unknown outcome");
                    }
                });
    }
}
