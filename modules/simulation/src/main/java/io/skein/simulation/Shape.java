package io.skein.simulation;

import io.skein.foundation.Check;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** Who does not hear whom when a network is partitioned: put in force by {@link Links#impose}. */
public record Shape(Kind kind, SortedSet<Route> cuts) {
    public Shape {
        Check.that(!cuts.isEmpty(), "a partition parts something");
        cuts = Collections.unmodifiableSortedSet(new TreeSet<>(cuts));
    }

    /** The ways in which networks fall apart. */
    public enum Kind {
        /** One host and the others do not hear each other. */
        ISOLATED,
        /** One host hears nobody, and is heard. */
        DEAF,
        /** One host is heard by nobody, and hears all. */
        MUTE,
        /** Two sides that do not hear each other. */
        SPLIT,
        /** Two sides, and only one of them hears the other. */
        ONE_WAY,
        /** Two sides, and one host that hears both and is heard by both. */
        BRIDGE,
        /** Each host has two neighbours, and hears nobody else. */
        RING
    }

    public static Shape isolated(String host, List<String> others) {
        return new Shape(Kind.ISOLATED, between(List.of(host), others));
    }

    public static Shape deaf(String host, List<String> others) {
        return new Shape(Kind.DEAF, towards(others, List.of(host)));
    }

    public static Shape mute(String host, List<String> others) {
        return new Shape(Kind.MUTE, towards(List.of(host), others));
    }

    public static Shape split(List<String> these, List<String> those) {
        return new Shape(Kind.SPLIT, between(these, those));
    }

    /** What {@code these} say does not reach {@code those}, who are heard themselves. */
    public static Shape oneWay(List<String> these, List<String> those) {
        return new Shape(Kind.ONE_WAY, towards(these, those));
    }

    /** Who is on neither side sees both. */
    public static Shape bridge(List<String> these, List<String> those) {
        return new Shape(Kind.BRIDGE, between(these, those));
    }

    /** At least four hosts: three of them would all be neighbours. */
    public static Shape ring(List<String> hosts) {
        SortedSet<Route> cuts = new TreeSet<>();
        int size = hosts.size();
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                int apart = Math.floorMod(i - j, size);
                boolean near = apart <= 1 || apart == size - 1;
                if (!near) cuts.add(new Route(hosts.get(i), hosts.get(j)));
            }
        }
        return new Shape(Kind.RING, cuts);
    }

    /** Any shape that so many hosts can take, with any of them anywhere in it. */
    public static Shape drawn(Gen gen, Collection<String> hosts) {
        List<Kind> possible = new ArrayList<>(List.of(Kind.values()));
        possible.removeIf(kind -> hosts.size() < hostsMin(kind));
        return drawn(gen, gen.pick(possible), hosts);
    }

    /** A shape of this kind, with any of the hosts anywhere in it. */
    public static Shape drawn(Gen gen, Kind kind, Collection<String> hosts) {
        Check.ordered(hostsMin(kind), hosts.size(), "hosts enough for the shape");
        List<String> order = new ArrayList<>(hosts);
        gen.shuffle(order);
        List<String> rest = order.subList(1, order.size());
        return switch (kind) {
            case ISOLATED -> isolated(order.getFirst(), rest);
            case DEAF -> deaf(order.getFirst(), rest);
            case MUTE -> mute(order.getFirst(), rest);
            case SPLIT -> {
                int size = gen.between(1, order.size() - 1);
                yield split(order.subList(0, size), order.subList(size, order.size()));
            }
            case ONE_WAY -> {
                int size = gen.between(1, order.size() - 1);
                yield oneWay(order.subList(0, size), order.subList(size, order.size()));
            }
            case BRIDGE -> {
                int size = gen.between(1, rest.size() - 1);
                yield bridge(rest.subList(0, size), rest.subList(size, rest.size()));
            }
            case RING -> ring(order);
        };
    }

    private static int hostsMin(Kind kind) {
        return switch (kind) {
            case ISOLATED, DEAF, MUTE, SPLIT, ONE_WAY -> 2;
            case BRIDGE -> 3;
            case RING -> 4;
        };
    }

    private static SortedSet<Route> between(List<String> these, List<String> those) {
        SortedSet<Route> cuts = towards(these, those);
        cuts.addAll(towards(those, these));
        return cuts;
    }

    private static SortedSet<Route> towards(List<String> these, List<String> those) {
        SortedSet<Route> cuts = new TreeSet<>();
        for (String one : these) {
            for (String other : those) cuts.add(new Route(one, other));
        }
        return cuts;
    }

    @Override
    public String toString() {
        return kind + " " + cuts;
    }
}
