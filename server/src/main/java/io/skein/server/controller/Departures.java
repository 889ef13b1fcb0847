package io.skein.server.controller;

import io.skein.foundation.world.Lane;
import io.skein.server.controller.plan.Decision;
import io.skein.server.controller.plan.StoppingPlans;
import io.skein.server.door.Answer;
import io.skein.server.metadata.MetadataRecord;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Sees, as long as one leadership of the controller lasts, to nodes that stop: hands over what they
 * lead, a little at a time and whoever has marked them, and lets them go. Owned by the quorum lane.
 */
final class Departures {
    /**
     * Between two changes, for those who get something to lead to take it up; and before the first,
     * for a stopping node to have agreed what it has taken.
     */
    private static final long PAUSE_NANOS = 20_000_000L;

    private static final long SETTLE_NANOS = 50_000_000L;

    /** Whoever could not lead yet may have caught up by then. */
    private static final long LOOK_NANOS = 250_000_000L;

    private final Reign reign;
    private final Lane lane;
    private final Predicate<Reign> isCurrent;
    private long turn;
    private boolean isSoon;

    /**
     * Does nothing yet.
     *
     * @param isCurrent whether that leadership still lasts
     */
    Departures(Reign reign, Lane lane, Predicate<Reign> isCurrent) {
        this.reign = reign;
        this.lane = lane;
        this.isCurrent = isCurrent;
    }

    /** Somebody may be stopping: from now on that is seen to, until nobody is any more. */
    void begin() {
        if (!isSoon) later(SETTLE_NANOS);
    }

    private void later(long nanos) {
        long mine = ++turn;
        isSoon = nanos < LOOK_NANOS;
        lane.after(nanos, () -> handOver(mine));
    }

    private void handOver(long mine) {
        if (mine != turn) return;
        isSoon = false;
        if (!isCurrent.test(reign) || !reign.isAnybodyStopping()) return;
        StoppingPlans plans = reign.plans().stopping();
        List<MetadataRecord> changes =
                reign.planned(image -> plans.handedOver(image, StoppingPlans.HANDED_OVER_MAX));
        if (changes.isEmpty()) {
            later(LOOK_NANOS);
            return;
        }
        isSoon = true;
        reign.decide(
                _ -> new Decision<>(changes, Answer.done(true)),
                answer -> later(answer instanceof Answer.Done<Boolean> ? PAUSE_NANOS : LOOK_NANOS));
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
