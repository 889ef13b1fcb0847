package io.skein.server.rpc;

import io.skein.foundation.world.Lane;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Pure work that is too long for the lane that brought its input. Any thread may ask. */
final class HeavyWork {
    /** Pieces that may be under way at a time; each holds a read's worth of batches, unpacked. */
    static final int UNDER_WAY_MAX = 16;

    private final Lane lane;
    private final AtomicInteger underWay = new AtomicInteger();

    HeavyWork(Lane lane) {
        this.lane = lane;
    }

    /** Computes away from everybody's lane; false, and nothing happens, if there is too much. */
    <T> boolean submit(Supplier<T> pure, Consumer<T> then) {
        if (underWay.incrementAndGet() <= UNDER_WAY_MAX) {
            Runnable start =
                    () ->
                            lane.offload(
                                    pure,
                                    result -> {
                                        underWay.decrementAndGet();
                                        then.accept(result);
                                    });
            if (lane.post(start)) return true;
        }
        underWay.decrementAndGet();
        return false;
    }
}
