package io.skein.server.wire;

import io.skein.protocol.v1.BehindReason;
import io.skein.protocol.v1.CaughtUpRequest;
import io.skein.protocol.v1.CaughtUpResponse;
import io.skein.protocol.v1.ReplicaBehind;
import io.skein.server.door.RestartReply.Behind;
import io.skein.server.door.RestartReply.CatchUpJudged;
import io.skein.server.door.RestartReply.Lack;
import io.skein.server.door.RestartRequest.CaughtUp;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Whether a node has caught up, on the wire. */
public final class CatchUpWire {
    private CatchUpWire() {}

    /** The message that asks. */
    public static CaughtUpRequest write(CaughtUp asked) {
        return CaughtUpRequest.newBuilder().setNodeId(asked.node()).build();
    }

    /** What the message asks. */
    public static CaughtUp read(CaughtUpRequest asked) {
        return new CaughtUp(asked.getNodeId());
    }

    /** The message that answers it. */
    public static CaughtUpResponse write(CatchUpJudged judged) {
        CaughtUpResponse.Builder made =
                CaughtUpResponse.newBuilder()
                        .setCaughtUp(judged.caughtUp())
                        .setFenced(judged.fenced())
                        .setStopping(judged.stopping())
                        .setReplicas(judged.replicas())
                        .setBehind(judged.behind());
        judged.metadataLag().ifPresent(made::setMetadataLag);
        for (Behind each : judged.partitions()) {
            made.addPartitionsBuilder()
                    .setTopic(each.topic())
                    .setPartition(each.partition())
                    .setReason(
                            switch (each.lack()) {
                                case NOT_OPEN -> BehindReason.BEHIND_REASON_NOT_OPEN;
                                case NOT_IN_SYNC -> BehindReason.BEHIND_REASON_NOT_IN_SYNC;
                                case NO_LEADER -> BehindReason.BEHIND_REASON_NO_LEADER;
                            });
        }
        return made.build();
    }

    /** What the message answers; empty if it tells of a lack that is not known here. */
    public static Optional<CatchUpJudged> read(CaughtUpResponse told) {
        List<Behind> partitions = new ArrayList<>();
        for (ReplicaBehind each : told.getPartitionsList()) {
            Optional<Lack> lack = lack(each.getReason());
            if (lack.isEmpty()) return Optional.empty();
            partitions.add(new Behind(each.getTopic(), each.getPartition(), lack.get()));
        }
        return Optional.of(
                new CatchUpJudged(
                        told.getCaughtUp(),
                        told.getFenced(),
                        told.getStopping(),
                        told.getReplicas(),
                        told.getBehind(),
                        partitions,
                        told.hasMetadataLag()
                                ? OptionalLong.of(told.getMetadataLag())
                                : OptionalLong.empty()));
    }

    private static Optional<Lack> lack(BehindReason reason) {
        return switch (reason) {
            case BEHIND_REASON_NOT_OPEN -> Optional.of(Lack.NOT_OPEN);
            case BEHIND_REASON_NOT_IN_SYNC -> Optional.of(Lack.NOT_IN_SYNC);
            case BEHIND_REASON_NO_LEADER -> Optional.of(Lack.NO_LEADER);
            case BEHIND_REASON_UNSPECIFIED, UNRECOGNIZED -> Optional.empty();
        };
    }
}
