package io.skein.server.controller;

import io.skein.foundation.world.Clock;
import io.skein.foundation.world.Lane;
import io.skein.server.controller.plan.LeaderPlans;
import io.skein.server.controller.plan.ReassignPlans;
import io.skein.server.controller.plan.TrashPlans;
import io.skein.server.metadata.MetadataDelta;
import io.skein.server.metadata.MetadataRecord;
import io.skein.server.settings.LayoutSettings;
import java.util.List;
import java.util.function.Predicate;

/**
 * What one leadership of the controller sees to by itself, every now and then and a little at a
 * time. Owned by the quorum lane.
 */
final class Upkeep {
    /** Most partitions that get another leader at once: each has a moment without one. */
    static final int LEADERS_MAX = 100;

    private static final long PAUSE_NANOS = 1_000_000_000L;

    /** However often the metadata changes, no more often is it looked for whose turn it is. */
    private static final long TURN_NANOS = 100_000_000L;

    /** What is in the trash stays there for days. */
    private static final long PURGE_NANOS = 5_000_000_000L;

    private final Reign reign;
    private final Lane lane;
    private final Clock clock;
    private final LayoutSettings settings;
    private final Predicate<Reign> isCurrent;
    private final Departures departures;
    private boolean isTurnDue;
    private boolean isPurgeDue;

    /**
     * Does nothing yet.
     *
     * @param isCurrent whether that leadership still lasts
     */
    Upkeep(Reign reign, Controller.Surroundings around, Predicate<Reign> isCurrent) {
        this.reign = reign;
        this.lane = around.lane();
        this.clock = around.clock();
        this.settings = around.layout();
        this.isCurrent = isCurrent;
        this.departures = new Departures(reign);
    }

    void begin() {
        turn();
        purgeLater();
        if (settings.restoresLeaders()) {
            lane.after(settings.leaderCheckNanos(), this::restoreLeaders);
        }
    }

    /** How it lets nodes go. */
    Departures departures() {
        return departures;
    }

    /** The metadata has moved on: it may be the turn of partitions that wait to be moved. */
    void moved(MetadataDelta delta) {
        if (!delta.after().moving().isEmpty()) turn();
        purgeLater();
    }

    private void purgeLater() {
        if (isPurgeDue || !reign.isAnythingInTrash()) return;
        isPurgeDue = true;
        lane.after(PURGE_NANOS, this::purge);
    }

    private void purge() {
        isPurgeDue = false;
        if (!isCurrent.test(reign)) return;
        reign.change(image -> TrashPlans.expired(image, clock.wallMillis()));
        purgeLater();
    }

    private void turn() {
        if (isTurnDue) return;
        isTurnDue = true;
        lane.after(TURN_NANOS, this::beginMoves);
    }

    private void beginMoves() {
        isTurnDue = false;
        if (!isCurrent.test(reign)) return;
        ReassignPlans moves = reign.plans().moves();
        reign.change(image -> moves.taken(image, settings.movesPerNodeMax()));
    }

    private void restoreLeaders() {
        if (!isCurrent.test(reign)) return;
        LeaderPlans leaders = reign.plans().leaders();
        List<MetadataRecord> moved = reign.change(image -> leaders.restored(image, LEADERS_MAX));
        boolean isMore = moved.size() == LEADERS_MAX;
        lane.after(isMore ? PAUSE_NANOS : settings.leaderCheckNanos(), this::restoreLeaders);
    }
}
