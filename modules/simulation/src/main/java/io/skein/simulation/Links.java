package io.skein.simulation;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The network under all {@link SimNet}s of a world: its weather, and which hosts do not hear which.
 * What is sent over a blocked link waits; if the block lasts, each end gives the connection up by
 * itself and at its own time, and what waited arrives late where the other end has not. Owned by
 * its world.
 */
public final class Links {
    private static final int SWEEP_SIZE_MIN = 64;

    private final World world;
    private final SortedMap<Route, Link> links = new TreeMap<>();
    private final List<Outage> outages = new ArrayList<>();
    private final List<Wire<?>> wires = new ArrayList<>();
    private int sweepSize = SWEEP_SIZE_MIN;
    private Weather weather = Weather.calm();
    private int healings;

    Links(World world) {
        this.world = world;
    }

    /** From now on the network is like this; what is on its way keeps its time. */
    public void weather(Weather next) {
        weather = next;
        for (Link link : links.values()) link.weather(next);
    }

    /** From now on this direction is so, until the weather of all changes. */
    public void weather(Route route, Weather next) {
        link(route).weather(next);
    }

    /** Nothing from one host reaches the other any more; the way back stays as it is. */
    public void block(String from, String to) {
        impose("block", List.of(new Route(from, to)));
    }

    /** The two hosts do not hear each other any more. */
    public void cut(String one, String other) {
        impose("cut", bothWays(one, other));
    }

    /** Everything between the two waits for so long, both ways. */
    public void clog(String one, String other, long nanos) {
        world.after(nanos, "unclog", impose("clog", bothWays(one, other))::lift);
    }

    /** From now on the network is parted so, until that is lifted or healed. */
    public Outage impose(Shape shape) {
        return impose(shape.kind().name(), shape.cuts());
    }

    private Outage impose(String name, Collection<Route> routes) {
        Outage outage = new Outage(this, name + " " + routes, routes);
        note(name + " " + routes);
        outages.removeIf(Outage::isOver);
        outages.add(outage);
        for (Route route : routes) link(route).block();
        boolean isFelt = false;
        for (Wire<?> wire : List.copyOf(wires)) {
            if (!wire.uses(routes)) continue;
            isFelt |= !wire.isOver();
            wire.watchSilence();
        }
        if (isFelt) world.met("partition " + name.toLowerCase(Locale.ROOT));
        return outage;
    }

    /** The two hear each other again. */
    public void heal(String one, String other) {
        note("heal " + one + " ↔ " + other);
        for (Outage outage : List.copyOf(outages)) outage.lift(bothWays(one, other));
    }

    /** All hosts hear each other again. */
    public void healAll() {
        healings++;
        for (Outage outage : List.copyOf(outages)) outage.lift();
    }

    /** How often all was healed. */
    int healings() {
        return healings;
    }

    /** Breaks every connection between the two. */
    public void reset(String one, String other) {
        note("reset " + one + " ↔ " + other);
        for (Wire<?> wire : List.copyOf(wires)) {
            if (wire.uses(bothWays(one, other))) wire.reset("connection reset");
        }
    }

    private static List<Route> bothWays(String one, String other) {
        return List.of(new Route(one, other), new Route(other, one));
    }

    /** These have just been unblocked by one of those who blocked them. */
    void lifted(Collection<Route> routes) {
        for (Route route : routes) link(route).unblock();
        for (Wire<?> wire : List.copyOf(wires)) {
            if (wire.uses(routes)) wire.resume();
        }
    }

    Link link(Route route) {
        return links.computeIfAbsent(route, _ -> new Link(world, route, weather));
    }

    void note(String line) {
        world.trace(line);
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
}
