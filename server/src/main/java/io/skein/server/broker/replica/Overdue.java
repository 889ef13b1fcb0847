package io.skein.server.broker.replica;

import io.skein.foundation.world.Clock;
import io.skein.foundation.world.Lane;
import java.util.OptionalLong;

/** Has something done at a moment, the next of several that are named. Owned by a lane. */
final class Overdue {
    private final Lane lane;
    private final Clock clock;
    private final Runnable task;
    private long nextNanos = Long.MAX_VALUE;

    Overdue(Lane lane, Clock clock, Runnable task) {
        this.lane = lane;
        this.clock = clock;
        this.task = task;
    }

    /** At that moment, if there is one, and if nothing is to be done before. */
    void at(OptionalLong nanos) {
        if (nanos.isEmpty() || nanos.getAsLong() >= nextNanos) return;
        long mine = nanos.getAsLong();
        nextNanos = mine;
        lane.after(Math.max(0, mine - clock.nanos()), () -> due(mine));
    }

    private void due(long mine) {
        if (nextNanos != mine) return;
        nextNanos = Long.MAX_VALUE;
        task.run();
    }
}
