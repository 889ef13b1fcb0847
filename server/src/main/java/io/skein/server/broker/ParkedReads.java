package io.skein.server.broker;

import io.skein.foundation.world.Lane;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/**
 * Reads that wait at the end of a partition for something to read. Owned by the partition's lane.
 * One that has waited long enough, or for which there is news, is run again, once.
 */
final class ParkedReads {
    /** Most reads that wait at one partition. */
    static final int PARKED_MAX = 4_096;

    private final Lane lane;
    private final LinkedHashSet<Parked> waiting = new LinkedHashSet<>();

    ParkedReads(Lane lane) {
        this.lane = lane;
    }

    boolean full() {
        return waiting.size() >= PARKED_MAX;
    }

    /** Runs {@code again} at news, or after {@code waitNanos}. */
    void park(long waitNanos, Runnable again) {
        Parked parked = new Parked(again);
        waiting.add(parked);
        parked.timer = lane.after(waitNanos, () -> timedOut(parked));
    }

    /** Something has changed that they may wait for. */
    void wake() {
        if (waiting.isEmpty()) return;
        List<Parked> all = new ArrayList<>(waiting);
        waiting.clear();
        for (Parked one : all) {
            one.timer.cancel();
            one.again.run();
        }
    }

    private void timedOut(Parked parked) {
        if (waiting.remove(parked)) parked.again.run();
    }

    private static final class Parked {
        private static final Lane.Timer NOT_SET = () -> {};

        private final Runnable again;
        private Lane.Timer timer = NOT_SET;

        Parked(Runnable again) {
            this.again = again;
        }
    }
}
