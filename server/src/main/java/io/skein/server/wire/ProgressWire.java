package io.skein.server.wire;

import io.skein.protocol.v1.ListReassignmentsRequest;
import io.skein.protocol.v1.ListReassignmentsResponse;
import io.skein.protocol.v1.Reassignment;
import io.skein.server.door.LayoutReply.CopyProgress;
import io.skein.server.door.LayoutReply.Holders;
import io.skein.server.door.LayoutReply.OnItsWay;
import io.skein.server.door.LayoutReply.ReassignmentsListed;
import io.skein.server.door.LayoutReply.Stage;
import io.skein.server.door.LayoutRequest.ListReassignments;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How reassignments go on, on the wire. */
public final class ProgressWire {
    private ProgressWire() {}

    /** The message that asks for it. */
    public static ListReassignmentsRequest write(ListReassignments list) {
        return ListReassignmentsRequest.newBuilder()
                .addAllTopics(TopicsWire.write(list.topics()))
                .setLimit(list.limit())
                .build();
    }

    /** What the message asks for. */
    public static ListReassignments read(ListReassignmentsRequest asked) {
        return new ListReassignments(
                TopicsWire.read(asked.getTopicsList()), Math.max(0, asked.getLimit()));
    }

    /** The message that answers it. */
    public static ListReassignmentsResponse write(ReassignmentsListed listed) {
        ListReassignmentsResponse.Builder all =
                ListReassignmentsResponse.newBuilder()
                        .setMoving(listed.moving())
                        .setWaiting(listed.waiting());
        listed.each().forEach(each -> all.addReassignments(write(each)));
        return all.build();
    }

    private static Reassignment.Builder write(OnItsWay each) {
        Holders holders = each.holders();
        Reassignment.Builder one =
                Reassignment.newBuilder()
                        .setTopic(each.topic())
                        .setPartition(each.partition())
                        .setState(ReassignmentsWire.state(each.stage()))
                        .addAllReplicas(holders.replicas())
                        .addAllTarget(holders.target())
                        .addAllAdding(holders.adding())
                        .addAllRemoving(holders.removing())
                        .addAllInSync(holders.inSync())
                        .setLeaderNodeId(each.leader());
        each.copies().forEach(copy -> one.addProgress(write(copy)));
        return one;
    }

    /** The message that says so. */
    public static io.skein.protocol.v1.CopyProgress write(CopyProgress copy) {
        return io.skein.protocol.v1.CopyProgress.newBuilder()
                .setNodeId(copy.node())
                .setStartOffset(copy.start())
                .setHeldOffset(copy.held())
                .setEndOffset(copy.end())
                .build();
    }

    /** What the message answers; empty if it speaks of a stage that we do not know. */
    public static Optional<ReassignmentsListed> read(ListReassignmentsResponse answered) {
        List<OnItsWay> all = new ArrayList<>();
        for (Reassignment each : answered.getReassignmentsList()) {
            Optional<Stage> stage = ReassignmentsWire.stage(each.getState());
            if (stage.isEmpty()) return Optional.empty();
            all.add(read(each, stage.get()));
        }
        return Optional.of(
                new ReassignmentsListed(all, answered.getMoving(), answered.getWaiting()));
    }

    private static OnItsWay read(Reassignment each, Stage stage) {
        return new OnItsWay(
                each.getTopic(),
                each.getPartition(),
                stage,
                new Holders(
                        each.getReplicasList(),
                        each.getTargetList(),
                        each.getAddingList(),
                        each.getRemovingList(),
                        each.getInSyncList()),
                each.getLeaderNodeId(),
                each.getProgressList().stream().map(ProgressWire::read).toList());
    }

    /** What the message says. */
    public static CopyProgress read(io.skein.protocol.v1.CopyProgress copy) {
        return new CopyProgress(
                copy.getNodeId(), copy.getStartOffset(), copy.getHeldOffset(), copy.getEndOffset());
    }
}
