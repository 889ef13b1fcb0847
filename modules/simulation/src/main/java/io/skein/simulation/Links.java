package io.skein.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The network under all {@link SimNet}s of a world: its weather, and which hosts do not hear which.
 * What is sent over a blocked link waits; if the block lasts, each end gives the connection up by
 * itself and at its own time, and what waited arrives late where the other end has not. Owned by
 * its world.
 */
public final class Links {
    private static final int SWEEP_SIZE_MIN = 64;

    private final World world;
    private final Gen gen;
    private final SortedSet<Link> blocked = new TreeSet<>();
    private final List<Wire<?>> wires = new ArrayList<>();
    private int sweepSize = SWEEP_SIZE_MIN;
    private Weather weather = Weather.calm();

    Links(World world) {
        this.world = world;
        this.gen = world.gen("links");
    }

    /** One direction between two hosts. */
    private record Link(String from, String to) implements Comparable<Link> {
        @Override
        public int compareTo(Link other) {
            int byFrom = from.compareTo(other.from);
            return byFrom != 0 ? byFrom : to.compareTo(other.to);
        }
    }

    /** From now on the network is like this; what is on its way keeps its time. */
    public void weather(Weather next) {
        weather = next;
    }

    Weather weather() {
        return weather;
    }

    Gen gen() {
        return gen;
    }

    /** Nothing from one host reaches the other any more; the way back stays as it is. */
    public void block(String from, String to) {
        world.trace("block " + from + " → " + to);
        blocked.add(new Link(from, to));
        for (Wire<?> wire : List.copyOf(wires)) {
            if (wire.joins(from, to)) wire.watchSilence();
        }
    }

    /** The two hosts do not hear each other any more. */
    public void cut(String one, String other) {
        block(one, other);
        block(other, one);
    }

    /** Cuts each of these hosts from each of those. */
    public void split(List<String> these, List<String> those) {
        for (String one : these) {
            for (String other : those) cut(one, other);
        }
    }

    /** Everything between the two waits for so long, both ways. */
    public void clog(String one, String other, long nanos) {
        cut(one, other);
        world.after(nanos, "unclog", () -> heal(one, other));
    }

    /** The two hear each other again. */
    public void heal(String one, String other) {
        world.trace("heal " + one + " ↔ " + other);
        blocked.remove(new Link(one, other));
        blocked.remove(new Link(other, one));
        for (Wire<?> wire : List.copyOf(wires)) {
            if (wire.joins(one, other)) wire.resume();
        }
    }

    /** All hosts hear each other again. */
    public void healAll() {
        for (Link link : new TreeSet<>(blocked)) heal(link.from, link.to);
    }

    /** Breaks every connection between the two. */
    public void reset(String one, String other) {
        world.trace("reset " + one + " ↔ " + other);
        for (Wire<?> wire : List.copyOf(wires)) {
            if (wire.joins(one, other)) wire.reset("connection reset");
        }
    }

    boolean isBlocked(String from, String to) {
        return blocked.contains(new Link(from, to));
    }

    void opened(Wire<?> wire) {
        if (wires.size() >= sweepSize) {
            wires.removeIf(Wire::isOver);
            sweepSize = Math.max(SWEEP_SIZE_MIN, 2 * wires.size());
        }
        wires.add(wire);
        if (wire.isBlocked()) wire.watchSilence();
    }

    void hostDied(SimHost host, Death how) {
        for (Wire<?> wire : List.copyOf(wires)) wire.hostDied(host, how);
    }

    /** When something sent now arrives. */
    long arrivalNanos() {
        long delayNanos =
                weather.delayNanosMin() + gen.skewed(weather.delayNanosMean(), Integer.MAX_VALUE);
        delayNanos = Math.min(delayNanos, weather.delayNanosMax());
        if (gen.chance(weather.slow())) delayNanos += gen.between(0, weather.slowNanosMax());
        return world.nowNanos() + delayNanos;
    }

    /** When an end notices a silence that begins now. */
    long silenceNoticedNanos() {
        return world.nowNanos()
                + gen.between(weather.silenceNanosMax() / 10, weather.silenceNanosMax());
    }
}
