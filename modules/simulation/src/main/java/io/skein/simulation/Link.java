package io.skein.simulation;

import java.util.SortedSet;
import java.util.TreeSet;

/**
 * One direction between two hosts, which all connections between them share: how long things take
 * on it, and whether they pass at all. Each kind of bad luck has draws of its own, so that one kind
 * less leaves the others as they were. Owned by the network.
 */
final class Link {
    private static final long SECOND = 1_000_000_000L;
    private static final int DAMAGED_BITS_MAX = 8;

    private final World world;
    private final Route route;
    private final Label label;
    private final Gen delays;
    private final Gen slowness;
    private final Gen resets;
    private final Gen losses;
    private final Gen doubles;
    private final Gen lateness;
    private final Gen damages;
    private Weather weather;
    private long sentNanos;
    private int blocks;
    private int calls;

    Link(World world, Route route, Weather weather) {
        this.world = world;
        this.route = route;
        this.weather = weather;
        this.label = new Label(route.toString());
        Gen gen = world.gen("links/" + route);
        this.delays = gen.stream("delays");
        this.slowness = gen.stream("slow");
        this.resets = gen.stream("resets");
        this.losses = gen.stream("losses");
        this.doubles = gen.stream("doubles");
        this.lateness = gen.stream("lateness");
        this.damages = gen.stream("damages");
    }

    Route route() {
        return route;
    }

    Label label() {
        return label;
    }

    Weather weather() {
        return weather;
    }

    /** From now on it is like this; what is on its way keeps its time. */
    void weather(Weather next) {
        weather = next;
    }

    /** When something sent now arrives, after all that was sent before it has left. */
    long arrivalNanos(long bytes) {
        long usualNanos = delays.skewed(weather.delayNanosMean(), Integer.MAX_VALUE);
        long delayNanos = Math.min(weather.delayNanosMin() + usualNanos, weather.delayNanosMax());
        if (slowness.chance(weather.slow())) {
            world.met("message slow");
            delayNanos += slowness.between(0, weather.slowNanosMax());
        }
        sentNanos = Math.max(sentNanos, world.nowNanos());
        if (bytes > 0) sentNanos += bytes * SECOND / weather.bytesPerSecond();
        return sentNanos + delayNanos;
    }

    /** Whether what is sent now breaks its connection instead of arriving. */
    boolean resets() {
        return resets.chance(weather.reset());
    }

    boolean loses(Datagrams fate) {
        return losses.chance(fate.lost());
    }

    boolean doubles(Datagrams fate) {
        return doubles.chance(fate.doubled());
    }

    /** How late a message comes, 0 for most of them. */
    long lateNanos(Datagrams fate) {
        return lateness.chance(fate.late()) ? lateness.between(0, fate.lateNanosMax()) : 0;
    }

    /** Turns over up to 8 bits of what is sent now, as likely as that; whether it did. */
    boolean damages(double likely, byte[] bytes) {
        if (bytes.length == 0 || !damages.chance(likely)) return false;
        SortedSet<Integer> bits = new TreeSet<>();
        for (int more = damages.between(1, DAMAGED_BITS_MAX); more > 0; more--) {
            bits.add(damages.between(0, Byte.SIZE * bytes.length - 1));
        }
        for (int bit : bits) bytes[bit / Byte.SIZE] ^= (byte) (1 << (bit % Byte.SIZE));
        return true;
    }

    /** How long after the first the second of two comes. */
    long secondNanos(Datagrams fate) {
        return doubles.between(0, fate.lateNanosMax());
    }

    /** Blocked as often as this was called, and {@link #unblock} was not. */
    void block() {
        blocks++;
    }

    void unblock() {
        blocks--;
    }

    boolean isBlocked() {
        return blocks > 0;
    }

    /** The number of a connection that is dialed over this link. */
    int nextCall() {
        return ++calls;
    }
}
