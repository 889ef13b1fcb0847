package io.skein.server.controller;

import io.skein.foundation.world.Lane;
import io.skein.server.controller.plan.SpreadPlans;
import io.skein.server.door.Answer;
import io.skein.server.door.LayoutRequest.PlanReassignments;
import io.skein.server.door.Refusal;
import io.skein.server.door.Refusal.Why;
import io.skein.server.metadata.MetadataImage;
import java.util.function.Consumer;

/** What people ask to be thought out for long, away from the quorum lane that owns this. */
final class Planning {
    /** Most of it at a time. */
    static final int UNDER_WAY_MAX = 2;

    private static final long RETRY_MILLIS = 500;

    private final Lane lane;
    private int underWay;

    Planning(Lane lane) {
        this.lane = lane;
    }

    /** Plans by what is agreed now; by the time of the answer it may be different. */
    void plan(
            MetadataImage image,
            PlanReassignments request,
            Consumer<Answer<ControllerReply>> then) {
        if (underWay == UNDER_WAY_MAX) {
            then.accept(
                    Answer.refused(
                            Refusal.later(
                                    Why.OVERLOADED,
                                    "%d plans are being made already; try again"
                                            .formatted(UNDER_WAY_MAX),
                                    RETRY_MILLIS)));
            return;
        }
        underWay++;
        lane.offload(
                () -> SpreadPlans.plan(image, request),
                answer -> {
                    underWay--;
                    then.accept(answer.map(ControllerReply.Changed::new));
                });
    }
}
