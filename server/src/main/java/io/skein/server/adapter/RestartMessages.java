package io.skein.server.adapter;

import io.skein.foundation.Uuid;
import io.skein.protocol.Wire;
import io.skein.protocol.internal.v1.Leave;
import io.skein.protocol.internal.v1.RestartAnswered;
import io.skein.protocol.internal.v1.RestartAsked;
import io.skein.server.controller.ControllerAsk;
import io.skein.server.door.RestartReply;
import io.skein.server.door.RestartRequest;
import io.skein.server.wire.CatchUpWire;
import io.skein.server.wire.DrainWire;
import io.skein.server.wire.StopWire;
import java.util.Optional;

/** The restart of nodes, between nodes. What cannot be read is empty. */
final class RestartMessages {
    private RestartMessages() {}

    static RestartAsked write(RestartRequest request) {
        RestartAsked.Builder asked = RestartAsked.newBuilder();
        switch (request) {
            case RestartRequest.Drain drain -> {
                asked.setDrain(DrainWire.write(drain));
                drain.run().ifPresent(run -> asked.setRun(Wire.bytes(run)));
            }
            case RestartRequest.CanStop one -> asked.setCanStop(StopWire.write(one));
            case RestartRequest.CaughtUp one -> asked.setCaughtUp(CatchUpWire.write(one));
        }
        return asked.build();
    }

    static Optional<RestartRequest> read(RestartAsked asked) {
        return switch (asked.getRequestCase()) {
            case DRAIN -> drain(asked);
            case CAN_STOP -> Optional.of(StopWire.read(asked.getCanStop()));
            case CAUGHT_UP -> Optional.of(CatchUpWire.read(asked.getCaughtUp()));
            case REQUEST_NOT_SET -> Optional.empty();
        };
    }

    private static Optional<RestartRequest> drain(RestartAsked asked) {
        RestartRequest.Drain any = DrainWire.read(asked.getDrain());
        if (asked.getRun().isEmpty()) return Optional.of(any);
        return Wire.uuid(asked.getRun())
                .map(run -> new RestartRequest.Drain(any.node(), any.cancel(), Optional.of(run)));
    }

    static RestartAnswered write(RestartReply reply) {
        RestartAnswered.Builder answered = RestartAnswered.newBuilder();
        switch (reply) {
            case RestartReply.Drained drained -> answered.setDrained(DrainWire.write(drained));
            case RestartReply.StopJudged judged -> answered.setStopJudged(StopWire.write(judged));
            case RestartReply.CatchUpJudged judged ->
                    answered.setCatchUpJudged(CatchUpWire.write(judged));
        }
        return answered.build();
    }

    static Optional<RestartReply> read(RestartAnswered answered) {
        return switch (answered.getReplyCase()) {
            case DRAINED -> DrainWire.read(answered.getDrained()).map(one -> one);
            case STOP_JUDGED -> Optional.of(StopWire.read(answered.getStopJudged()));
            case CATCH_UP_JUDGED -> CatchUpWire.read(answered.getCatchUpJudged()).map(one -> one);
            case REPLY_NOT_SET -> Optional.empty();
        };
    }

    static Leave write(ControllerAsk.Leave leave) {
        return Leave.newBuilder()
                .setNodeId(leave.node())
                .setIncarnation(Wire.bytes(leave.incarnation()))
                .build();
    }

    static Optional<ControllerAsk> read(Leave leave) {
        Optional<Uuid> incarnation = Wire.uuid(leave.getIncarnation());
        return incarnation.map(id -> new ControllerAsk.Leave(leave.getNodeId(), id));
    }
}
