package io.skein.scenarios.cores;

import java.util.TreeMap;

/** Which ways between the nodes of a colony lead nowhere by now. Owned by its {@link Colony}. */
final class Links {
    /** What becomes of a message. */
    enum Way {
        OPEN,
        HELD,
        CUT
    }

    private record Link(int from, int to) implements Comparable<Link> {
        @Override
        public int compareTo(Link other) {
            int byFrom = Integer.compare(from, other.from);
            return byFrom != 0 ? byFrom : Integer.compare(to, other.to);
        }
    }

    private final TreeMap<Link, Way> closed = new TreeMap<>();

    Way way(int from, int to) {
        return closed.getOrDefault(new Link(from, to), Way.OPEN);
    }

    void set(int from, int to, Way way) {
        if (way == Way.OPEN) closed.remove(new Link(from, to));
        else closed.put(new Link(from, to), way);
    }
}
