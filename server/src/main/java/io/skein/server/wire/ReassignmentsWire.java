package io.skein.server.wire;

import io.skein.protocol.v1.AlterReassignmentsRequest;
import io.skein.protocol.v1.AlterReassignmentsResponse;
import io.skein.protocol.v1.AlteredReassignment;
import io.skein.protocol.v1.CancelReassignment;
import io.skein.protocol.v1.ReassignmentOrder;
import io.skein.protocol.v1.ReassignmentState;
import io.skein.protocol.v1.ReplicaTarget;
import io.skein.server.door.LayoutReply.Altered;
import io.skein.server.door.LayoutReply.ReassignmentsAltered;
import io.skein.server.door.LayoutReply.Stage;
import io.skein.server.door.LayoutRequest.AlterReassignments;
import io.skein.server.door.LayoutRequest.Order;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Orders to move partitions, on the wire. */
public final class ReassignmentsWire {
    private ReassignmentsWire() {}

    /** The message that gives them. */
    public static AlterReassignmentsRequest write(AlterReassignments alter) {
        AlterReassignmentsRequest.Builder all =
                AlterReassignmentsRequest.newBuilder().setValidateOnly(alter.validateOnly());
        for (Order each : alter.orders()) {
            ReassignmentOrder.Builder order =
                    all.addOrdersBuilder().setTopic(each.topic()).setPartition(each.partition());
            each.target()
                    .ifPresentOrElse(
                            nodes ->
                                    order.setTarget(
                                            ReplicaTarget.newBuilder().addAllNodeIds(nodes)),
                            () -> order.setCancel(CancelReassignment.getDefaultInstance()));
        }
        return all.build();
    }

    /** What the message orders; empty if an order does not say what is to become. */
    public static Optional<AlterReassignments> read(AlterReassignmentsRequest asked) {
        List<Order> orders = new ArrayList<>();
        for (ReassignmentOrder each : asked.getOrdersList()) {
            Optional<List<Integer>> target;
            switch (each.getOrderCase()) {
                case TARGET -> target = Optional.of(each.getTarget().getNodeIdsList());
                case CANCEL -> target = Optional.empty();
                default -> {
                    return Optional.empty();
                }
            }
            orders.add(new Order(each.getTopic(), each.getPartition(), target));
        }
        return Optional.of(new AlterReassignments(orders, asked.getValidateOnly()));
    }

    /** The message that answers them. */
    public static AlterReassignmentsResponse write(ReassignmentsAltered altered) {
        AlterReassignmentsResponse.Builder all = AlterReassignmentsResponse.newBuilder();
        for (Altered each : altered.each()) {
            all.addPartitionsBuilder()
                    .setTopic(each.topic())
                    .setPartition(each.partition())
                    .setState(state(each.stage()));
        }
        return all.build();
    }

    /** What the message answers; empty if it speaks of a stage that we do not know. */
    public static Optional<ReassignmentsAltered> read(AlterReassignmentsResponse answered) {
        List<Altered> all = new ArrayList<>();
        for (AlteredReassignment each : answered.getPartitionsList()) {
            Optional<Stage> stage = stage(each.getState());
            if (stage.isEmpty()) return Optional.empty();
            all.add(new Altered(each.getTopic(), each.getPartition(), stage.get()));
        }
        return Optional.of(new ReassignmentsAltered(all));
    }

    static ReassignmentState state(Stage stage) {
        return switch (stage) {
            case WAITING -> ReassignmentState.REASSIGNMENT_STATE_WAITING;
            case MOVING -> ReassignmentState.REASSIGNMENT_STATE_MOVING;
            case SETTLED -> ReassignmentState.REASSIGNMENT_STATE_SETTLED;
        };
    }

    static Optional<Stage> stage(ReassignmentState state) {
        return switch (state) {
            case REASSIGNMENT_STATE_WAITING -> Optional.of(Stage.WAITING);
            case REASSIGNMENT_STATE_MOVING -> Optional.of(Stage.MOVING);
            case REASSIGNMENT_STATE_SETTLED -> Optional.of(Stage.SETTLED);
            case REASSIGNMENT_STATE_UNSPECIFIED, UNRECOGNIZED -> Optional.empty();
        };
    }
}
