package io.skein.server.rpc;

import io.skein.protocol.SkeinMethods;
import io.skein.protocol.v1.CanStopRequest;
import io.skein.protocol.v1.CanStopResponse;
import io.skein.protocol.v1.CaughtUpRequest;
import io.skein.protocol.v1.CaughtUpResponse;
import io.skein.protocol.v1.DrainRequest;
import io.skein.protocol.v1.DrainResponse;
import io.skein.server.door.RestartReply;
import io.skein.server.wire.CatchUpWire;
import io.skein.server.wire.DrainWire;
import io.skein.server.wire.StopWire;
import java.util.List;

/** ClusterService, as far as it is about the restart of nodes: the active controller answers. */
final class RestartEndpoints {
    private final AdminCalls calls;
    private final CallFigures figures;

    RestartEndpoints(EndpointParts parts) {
        this.calls = new AdminCalls(parts.door());
        this.figures = parts.figures();
    }

    List<Endpoint<?, ?>> all() {
        return List.of(
                Unary.endpoint(SkeinMethods.DRAIN, figures, this::drain),
                Unary.endpoint(SkeinMethods.CAN_STOP, figures, this::canStop),
                Unary.endpoint(SkeinMethods.CAUGHT_UP, figures, this::caughtUp));
    }

    private void drain(DrainRequest request, Unary.Reply<DrainResponse> reply) {
        calls.ask(DrainWire.read(request), reply, RestartReply.Drained.class, DrainWire::write);
    }

    private void canStop(CanStopRequest request, Unary.Reply<CanStopResponse> reply) {
        calls.ask(StopWire.read(request), reply, RestartReply.StopJudged.class, StopWire::write);
    }

    private void caughtUp(CaughtUpRequest request, Unary.Reply<CaughtUpResponse> reply) {
        calls.ask(
                CatchUpWire.read(request),
                reply,
                RestartReply.CatchUpJudged.class,
                CatchUpWire::write);
    }
}
