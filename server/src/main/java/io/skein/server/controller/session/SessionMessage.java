package io.skein.server.controller.session;

import io.skein.server.controller.ControllerAsk;
import io.skein.server.controller.ControllerReply;
import io.skein.server.door.Answer;

/** What a node and a controller say to each other on one connection. */
public sealed interface SessionMessage {
    /** The controller's first word: before it nothing that was asked has been heard. */
    record Welcome() implements SessionMessage {}

    /**
     * The node asks.
     *
     * @param id names the question on this connection; used once
     */
    record Asked(long id, ControllerAsk ask) implements SessionMessage {}

    /**
     * The controller answers, each question once.
     *
     * @param offset whoever has the metadata up to there sees what the answer tells of
     */
    record Told(long id, Answer<ControllerReply> answer, long offset) implements SessionMessage {}
}
