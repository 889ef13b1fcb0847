package io.skein.server.rpc;

import io.skein.protocol.SkeinMethods;
import java.util.List;

/** MessageService: batches are made and taken apart here, for clients that know only messages. */
final class MessageEndpoints {
    private final EndpointParts parts;

    MessageEndpoints(EndpointParts parts) {
        this.parts = parts;
    }

    List<Endpoint<?, ?>> all() {
        Publishing publishing = new Publishing(parts);
        Reading reading = new Reading(parts.door(), new HeavyWork(parts.lane()));
        return List.of(
                Unary.endpoint(SkeinMethods.PUBLISH, parts.figures(), publishing::publish),
                Unary.endpoint(SkeinMethods.READ_MESSAGES, parts.figures(), reading::read));
    }
}
