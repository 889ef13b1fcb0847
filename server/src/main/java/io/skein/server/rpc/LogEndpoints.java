package io.skein.server.rpc;

import io.skein.protocol.SkeinMethods;
import java.util.List;

/** LogService: one state machine for each stream. */
final class LogEndpoints {
    private final EndpointParts parts;

    LogEndpoints(EndpointParts parts) {
        this.parts = parts;
    }

    List<Endpoint<?, ?>> all() {
        Heartbeats heartbeats = new Heartbeats(parts.lane());
        return List.of(
                new Endpoint<>(
                        SkeinMethods.PRODUCE,
                        caller ->
                                new ProduceCall(
                                        caller, parts.door(), parts.limits(), parts.figures())),
                new Endpoint<>(
                        SkeinMethods.FETCH, caller -> FetchCall.open(caller, parts, heartbeats)));
    }
}
