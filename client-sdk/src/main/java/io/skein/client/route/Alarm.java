package io.skein.client.route;

import io.skein.client.wire.ClientWorld;
import io.skein.foundation.world.Lane;
import java.util.Optional;

/** One timer for the earliest of many wishes. Owned by the client's lane. */
public final class Alarm {
    private final ClientWorld world;
    private final Runnable task;
    private Optional<Lane.Timer> timer = Optional.empty();
    private long dueNanos;

    /** Whoever is woken by {@code task} wishes anew for whatever still lies ahead. */
    public Alarm(ClientWorld world, Runnable task) {
        this.world = world;
        this.task = task;
    }

    /** Runs the task at {@code nanos} of the clock, or earlier if that was wished before. */
    public void at(long nanos) {
        if (timer.isPresent() && dueNanos - nanos <= 0) return;
        stop();
        dueNanos = nanos;
        timer = Optional.of(world.lane().after(nanos - world.clock().nanos(), this::fire));
    }

    private void fire() {
        timer = Optional.empty();
        task.run();
    }

    /** Forgets what was wished. */
    public void stop() {
        timer.ifPresent(Lane.Timer::cancel);
        timer = Optional.empty();
    }
}
