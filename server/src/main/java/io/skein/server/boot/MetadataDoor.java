package io.skein.server.boot;

import io.skein.foundation.Check;
import io.skein.foundation.world.Lane;
import io.skein.server.broker.Broker;
import io.skein.server.controller.ControllerAsk;
import io.skein.server.controller.ControllerReply;
import io.skein.server.controller.session.ActiveController;
import io.skein.server.door.AdminReply;
import io.skein.server.door.AdminRequest;
import io.skein.server.door.Answer;
import io.skein.server.door.Refusal;
import io.skein.server.door.Refusal.Why;
import java.util.function.Consumer;

/** The part of the front door behind which is whoever is the active controller. */
final class MetadataDoor {
    private static final long RETRY_MILLIS = 100;

    private final Lane quorum;
    private final ActiveController controller;
    private final ProducerIds producerIds;

    MetadataDoor(Lane quorum, ActiveController controller, Broker.Self self) {
        this.quorum = quorum;
        this.controller = controller;
        this.producerIds = new ProducerIds(controller, self);
    }

    void ask(AdminRequest request, Consumer<Answer<AdminReply>> then) {
        ControllerAsk change = new ControllerAsk.Change(request);
        if (!quorum.post(() -> controller.ask(change, answer -> then.accept(reply(answer))))) {
            then.accept(Answer.refused(overloaded()));
        }
    }

    void newProducer(Consumer<Answer<Long>> then) {
        if (!quorum.post(() -> producerIds.take(then))) {
            then.accept(Answer.refused(overloaded()));
        }
    }

    private static Refusal overloaded() {
        return Refusal.later(
                Why.OVERLOADED,
                "the controller has more to do than it keeps waiting",
                RETRY_MILLIS);
    }

    private static Answer<AdminReply> reply(Answer<ControllerReply> answer) {
        return answer.map(reply ->
                switch (reply) {
                    case ControllerReply.Changed(AdminReply changed) -> changed;
                    case ControllerReply.Noted _,
                            ControllerReply.Heard _,
                            ControllerReply.Counted _,
                            ControllerReply.ProducerIdsReserved _ ->
                            throw Check.unreachable("a change is answered with what it came to");
                });
    }
}
