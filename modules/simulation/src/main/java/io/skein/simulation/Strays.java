package io.skein.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The messages of one direction of a connection, where each travels alone: they are lost, doubled
 * and overtaken as {@link Datagrams} says. Owned by its pipe.
 */
final class Strays<M> {
    private final World world;
    private final Link link;
    private final Consumer<Frame<M>> arrived;
    private final List<Frame<M>> waiting = new ArrayList<>();

    Strays(World world, Link link, Consumer<Frame<M>> arrived) {
        this.world = world;
        this.link = link;
        this.arrived = arrived;
    }

    /** Sends a message off; returns how often it will arrive. */
    int send(Frame<M> message, Datagrams fate, long arrivalNanos) {
        if (link.loses(fate)) {
            world.met("message lost");
            return 0;
        }
        long lateNanos = link.lateNanos(fate);
        if (lateNanos > 0) world.met("message late");
        fly(message, arrivalNanos + lateNanos);
        if (!link.doubles(fate)) return 1;
        world.met("message doubled");
        fly(message, arrivalNanos + link.secondNanos(fate));
        return 2;
    }

    private void fly(Frame<M> message, long atNanos) {
        world.schedule(atNanos, link.label(), () -> arrive(message));
    }

    private void arrive(Frame<M> message) {
        if (link.isBlocked()) waiting.add(message);
        else arrived.accept(message);
    }

    /** The link works again: what had arrived meanwhile is sent once more. */
    void resume() {
        for (Frame<M> message : List.copyOf(waiting)) fly(message, link.arrivalNanos(0));
        waiting.clear();
    }
}
