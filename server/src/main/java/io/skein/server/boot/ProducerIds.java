package io.skein.server.boot;

import io.skein.server.broker.Broker;
import io.skein.server.controller.ControllerAsk;
import io.skein.server.controller.ControllerReply;
import io.skein.server.controller.session.ActiveController;
import io.skein.server.door.Answer;
import io.skein.server.door.Refusal;
import io.skein.server.door.Refusal.Why;
import io.skein.server.metadata.ProducerIdBlock;
import java.util.ArrayDeque;
import java.util.function.Consumer;

/**
 * Gives ids to producers, from blocks that the active controller gives to this node. No id is given
 * twice: what is left of a block when the process ends is lost. Owned by the quorum lane.
 */
final class ProducerIds {
    /** Most that wait for a block. */
    static final int WAITING_MAX = 10_000;

    private static final long RETRY_MILLIS = 100;

    private final ActiveController controller;
    private final Broker.Self self;
    private final ArrayDeque<Consumer<Answer<Long>>> waiting = new ArrayDeque<>();
    private ProducerIdBlock left = new ProducerIdBlock(0, 0);
    private boolean isAsking;

    ProducerIds(ActiveController controller, Broker.Self self) {
        this.controller = controller;
        this.self = self;
    }

    /** Asks for one. Answered once, perhaps before this call returns. */
    void take(Consumer<Answer<Long>> then) {
        if (left.count() > 0) {
            then.accept(Answer.done(next()));
        } else if (waiting.size() >= WAITING_MAX) {
            then.accept(
                    Answer.refused(
                            Refusal.later(
                                    Why.OVERLOADED,
                                    "too many producers wait for an id",
                                    RETRY_MILLIS)));
        } else {
            waiting.add(then);
            reserve();
        }
    }

    private long next() {
        long id = left.first();
        left = new ProducerIdBlock(id + 1, left.count() - 1);
        return id;
    }

    private void reserve() {
        if (isAsking) return;
        isAsking = true;
        controller.ask(
                new ControllerAsk.ReserveProducerIds(self.node(), self.run()), this::reserved);
    }

    private void reserved(Answer<ControllerReply> answer) {
        isAsking = false;
        switch (answer) {
            case Answer.Done<ControllerReply>(ControllerReply.ProducerIdsReserved(var block)) ->
                    give(block);
            case Answer.Done<ControllerReply> _ -> refuse("the controller gave none");
            case Answer.Refused<ControllerReply>(Refusal why) -> refuse(why.message());
        }
    }

    private void give(ProducerIdBlock block) {
        left = block;
        while (left.count() > 0 && !waiting.isEmpty()) {
            waiting.remove().accept(Answer.done(next()));
        }
        if (!waiting.isEmpty()) reserve();
    }

    /**
     * A block that was reserved without this node knowing is nobody's, so none is given for sure.
     */
    private void refuse(String why) {
        Refusal told =
                Refusal.later(Why.UNAVAILABLE, "there is no producer id now: " + why, RETRY_MILLIS);
        int count = waiting.size();
        for (int i = 0; i < count; i++) waiting.remove().accept(Answer.refused(told));
    }
}
