package io.skein.server.wire;

import io.skein.protocol.v1.DrainRequest;
import io.skein.protocol.v1.DrainResponse;
import io.skein.protocol.v1.KeptReason;
import io.skein.server.door.RestartReply.Drained;
import io.skein.server.door.RestartReply.Kept;
import io.skein.server.door.RestartReply.KeptLead;
import io.skein.server.door.RestartRequest.Drain;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Nodes that are made ready to stop, on the wire. */
public final class DrainWire {
    private DrainWire() {}

    /** The message that asks for it. */
    public static DrainRequest write(Drain drain) {
        return DrainRequest.newBuilder().setNodeId(drain.node()).setCancel(drain.cancel()).build();
    }

    /** What the message asks for. */
    public static Drain read(DrainRequest asked) {
        return new Drain(asked.getNodeId(), asked.getCancel());
    }

    /** The message that answers it. */
    public static DrainResponse write(Drained drained) {
        DrainResponse.Builder made =
                DrainResponse.newBuilder()
                        .setStopping(drained.stopping())
                        .setRemaining(drained.remaining())
                        .setWaiting(drained.waiting())
                        .setStuck(drained.stuck());
        for (KeptLead each : drained.kept()) {
            made.addKeptBuilder()
                    .setTopic(each.topic())
                    .setPartition(each.partition())
                    .setReason(
                            switch (each.reason()) {
                                case ONLY_COPY -> KeptReason.KEPT_REASON_ONLY_COPY;
                                case OTHERS_AWAY -> KeptReason.KEPT_REASON_OTHERS_AWAY;
                                case OTHERS_BEHIND -> KeptReason.KEPT_REASON_OTHERS_BEHIND;
                            });
        }
        return made.build();
    }

    /** What the message answers; empty if it gives a reason that is not known here. */
    public static Optional<Drained> read(DrainResponse told) {
        List<KeptLead> kept = new ArrayList<>();
        for (io.skein.protocol.v1.KeptLead each : told.getKeptList()) {
            Optional<Kept> reason = reason(each.getReason());
            if (reason.isEmpty()) return Optional.empty();
            kept.add(new KeptLead(each.getTopic(), each.getPartition(), reason.get()));
        }
        return Optional.of(
                new Drained(
                        told.getStopping(),
                        told.getRemaining(),
                        told.getWaiting(),
                        told.getStuck(),
                        kept));
    }

    private static Optional<Kept> reason(KeptReason reason) {
        return switch (reason) {
            case KEPT_REASON_ONLY_COPY -> Optional.of(Kept.ONLY_COPY);
            case KEPT_REASON_OTHERS_AWAY -> Optional.of(Kept.OTHERS_AWAY);
            case KEPT_REASON_OTHERS_BEHIND -> Optional.of(Kept.OTHERS_BEHIND);
            case KEPT_REASON_UNSPECIFIED, UNRECOGNIZED -> Optional.empty();
        };
    }
}
