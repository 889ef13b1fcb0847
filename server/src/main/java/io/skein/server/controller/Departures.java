package io.skein.server.controller;

import io.skein.server.controller.plan.Decision;
import io.skein.server.door.Answer;
import java.util.function.Consumer;

/** Lets nodes go, as long as one leadership of the controller lasts. Owned by the quorum lane. */
final class Departures {
    private final Reign reign;

    Departures(Reign reign) {
        this.reign = reign;
    }

    /** That run of a node is trusted no more, at once; whoever it is, it asks for nothing else. */
    void leave(ControllerAsk.Leave leave, Consumer<Answer<ControllerReply>> then) {
        if (reign.run(leave.node(), leave.incarnation()).isEmpty()) {
            then.accept(Answer.refused(Outcomes.otherRun(leave.node())));
            return;
        }
        reign.decide(
                image ->
                        new Decision<>(
                                reign.nodes().leave(image, leave.node(), leave.incarnation()),
                                Answer.<ControllerReply>done(new ControllerReply.Noted())),
                answer -> {
                    if (answer instanceof Answer.Done<ControllerReply>) reign.roll().left(leave);
                    then.accept(answer);
                });
    }
}
