package io.skein.simulation;

import java.util.Comparator;

/** One direction between two hosts. */
public record Route(String from, String to) implements Comparable<Route> {
    private static final Comparator<Route> ORDER =
            Comparator.comparing(Route::from).thenComparing(Route::to);

    Route reversed() {
        return new Route(to, from);
    }

    @Override
    public int compareTo(Route other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return from + "→" + to;
    }
}
