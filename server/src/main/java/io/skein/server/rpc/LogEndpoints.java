package io.skein.server.rpc;

import io.skein.protocol.SkeinMethods;
import io.skein.protocol.v1.InitProducerRequest;
import io.skein.protocol.v1.InitProducerResponse;
import io.skein.server.door.Answer;
import io.skein.server.door.Refusal;
import java.util.List;

/** LogService: one state machine for each stream, and the ids of producers. */
final class LogEndpoints {
    private final EndpointParts parts;

    LogEndpoints(EndpointParts parts) {
        this.parts = parts;
    }

    List<Endpoint<?, ?>> all() {
        Heartbeats heartbeats = new Heartbeats(parts.lane());
        return List.of(
                Unary.endpoint(SkeinMethods.INIT_PRODUCER, parts.figures(), this::init),
                new Endpoint<>(
                        SkeinMethods.PRODUCE,
                        caller ->
                                new ProduceCall(
                                        caller, parts.door(), parts.limits(), parts.figures())),
                new Endpoint<>(
                        SkeinMethods.FETCH, caller -> FetchCall.open(caller, parts, heartbeats)));
    }

    private void init(InitProducerRequest request, Unary.Reply<InitProducerResponse> reply) {
        parts.door()
                .newProducer(answer -> {
                    switch (answer) {
                        case Answer.Done<Long>(Long id) ->
                                reply.done(
                                        InitProducerResponse.newBuilder()
                                                .setProducerId(id)
                                                .build());
                        case Answer.Refused<Long>(Refusal why) -> reply.refuse(why);
                    }
                });
    }
}
