package io.skein.server.wire;

import io.skein.protocol.v1.CanStopRequest;
import io.skein.protocol.v1.CanStopResponse;
import io.skein.protocol.v1.PartitionAtRisk;
import io.skein.server.door.RestartReply.AtRisk;
import io.skein.server.door.RestartReply.QuorumLeft;
import io.skein.server.door.RestartReply.StopJudged;
import io.skein.server.door.RestartRequest.CanStop;
import java.util.ArrayList;
import java.util.List;

/** Whether a node may stop, on the wire. */
public final class StopWire {
    private StopWire() {}

    /** The message that asks. */
    public static CanStopRequest write(CanStop asked) {
        return CanStopRequest.newBuilder().setNodeId(asked.node()).build();
    }

    /** What the message asks. */
    public static CanStop read(CanStopRequest asked) {
        return new CanStop(asked.getNodeId());
    }

    /** The message that answers it. */
    public static CanStopResponse write(StopJudged judged) {
        CanStopResponse.Builder made =
                CanStopResponse.newBuilder()
                        .setCanStop(judged.canStop())
                        .setAtRisk(judged.atRisk())
                        .setUnavoidable(judged.unavoidable())
                        .addAllWaitsFor(judged.waitsFor())
                        .setRetryAfterMillis(judged.retryAfterMillis());
        made.getQuorumBuilder()
                .setVoters(judged.quorum().voters())
                .setLeft(judged.quorum().left())
                .setNeeded(judged.quorum().needed());
        for (AtRisk each : judged.partitions()) {
            made.addPartitionsBuilder()
                    .setTopic(each.topic())
                    .setPartition(each.partition())
                    .addAllLeft(each.left())
                    .setNeeded(each.needed())
                    .setLeaderless(each.leaderless())
                    .setUnavoidable(each.unavoidable());
        }
        return made.build();
    }

    /** What the message answers. */
    public static StopJudged read(CanStopResponse told) {
        List<AtRisk> partitions = new ArrayList<>();
        for (PartitionAtRisk each : told.getPartitionsList()) {
            partitions.add(
                    new AtRisk(
                            each.getTopic(),
                            each.getPartition(),
                            each.getLeftList(),
                            each.getNeeded(),
                            each.getLeaderless(),
                            each.getUnavoidable()));
        }
        return new StopJudged(
                told.getAtRisk(),
                told.getUnavoidable(),
                partitions,
                new QuorumLeft(
                        told.getQuorum().getVoters(),
                        told.getQuorum().getLeft(),
                        told.getQuorum().getNeeded()),
                told.getWaitsForList(),
                told.getRetryAfterMillis());
    }
}
