package io.skein.server.rpc;

import io.skein.foundation.world.Lane;
import io.skein.protocol.WireBounds;

/** Ticks for streams that must not fall silent, on a lane of the node. Any thread may start one. */
final class Heartbeats {
    /** Two of these without a word are the silence after which a heartbeat is due. */
    static final long TICK_NANOS = WireBounds.HEARTBEAT_NANOS / 2;

    private final Lane lane;

    Heartbeats(Lane lane) {
        this.lane = lane;
    }

    /** Calls {@code onTick} on the lane again and again until it is stopped. */
    Beat start(Runnable onTick) {
        Beat beat = new Beat(lane, onTick);
        // An answer, not new work: as many as there are streams, which are bounded where they
        // begin.
        lane.answer(beat::arm);
        return beat;
    }

    /** The ticks of one stream. */
    static final class Beat {
        private final Lane lane;
        private final Runnable onTick;
        private volatile boolean stopped;

        private Beat(Lane lane, Runnable onTick) {
            this.lane = lane;
            this.onTick = onTick;
        }

        private void arm() {
            if (!stopped) lane.after(TICK_NANOS, this::tick);
        }

        private void tick() {
            if (stopped) return;
            onTick.run();
            arm();
        }

        /** From any thread; the timer that is set runs out without effect. */
        void stop() {
            stopped = true;
        }
    }
}
