package io.skein.simulation;

import java.util.Collection;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A partition in force, until it is lifted or healed. Several may hold at once: a link is blocked
 * for as long as any of them blocks it. Owned by the network.
 */
public final class Outage {
    private final Links links;
    private final String name;
    private final SortedSet<Route> routes;

    Outage(Links links, String name, Collection<Route> routes) {
        this.links = links;
        this.name = name;
        this.routes = new TreeSet<>(routes);
    }

    /** What it blocked passes again, unless something else blocks it; twice is once. */
    public void lift() {
        if (isOver()) return;
        links.note("lift " + name);
        lift(routes);
    }

    void lift(Collection<Route> some) {
        SortedSet<Route> lifted = new TreeSet<>(some);
        lifted.retainAll(routes);
        routes.removeAll(lifted);
        if (!lifted.isEmpty()) links.lifted(lifted);
    }

    /** Whether it blocks nothing any more. */
    public boolean isOver() {
        return routes.isEmpty();
    }
}
