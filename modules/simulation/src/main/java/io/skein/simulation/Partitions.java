package io.skein.simulation;

import io.skein.foundation.Check;
import java.util.ArrayList;
import java.util.List;

/**
 * Partitions that come and go by themselves, as a generator draws it. What is planned ends when the
 * network is healed as a whole. Owned by the world.
 */
public final class Partitions {
    private static final long FLAP_NANOS_MIN = 10_000_000L;
    private static final long FLAP_NANOS_MAX = 10_000_000_000L;

    private final World world;
    private final Links links;

    public Partitions(World world) {
        this.world = world;
        this.links = world.links();
    }

    /** The shape holds for so long. */
    public void hold(Shape shape, long nanos) {
        world.after(nanos, "partition over", links.impose(shape)::lift);
    }

    /**
     * The shape comes and goes for so long, now quickly and now slowly: from 10 ms to 10 s each
     * time.
     */
    public void flap(Shape shape, Gen gen, long nanos) {
        new Flapping(shape, gen, world.nowNanos() + nanos, links.healings()).come();
    }

    /**
     * Clogs all links of some of the hosts, one host after another, and unclogs them in another
     * order; the whole takes up to so long. What waits meanwhile arrives in waves.
     */
    public void swizzle(List<String> hosts, Gen gen, long nanosMax) {
        Check.that(hosts.size() > 1, "one host alone has no links");
        List<String> order = new ArrayList<>(hosts);
        gen.shuffle(order);
        int healings = links.healings();
        for (String host : order.subList(0, gen.between(1, order.size()))) {
            List<String> others = new ArrayList<>(hosts);
            others.remove(host);
            long fromNanos = gen.between(0, nanosMax / 2);
            long forNanos = gen.between(nanosMax / 2, nanosMax) - fromNanos;
            world.after(
                    fromNanos,
                    "swizzle",
                    () -> {
                        if (links.healings() != healings) return;
                        hold(Shape.isolated(host, others), forNanos);
                    });
        }
    }

    /** One shape that comes and goes. */
    private final class Flapping {
        private final Shape shape;
        private final Gen gen;
        private final long untilNanos;
        private final int healings;

        private Flapping(Shape shape, Gen gen, long untilNanos, int healings) {
            this.shape = shape;
            this.gen = gen;
            this.untilNanos = untilNanos;
            this.healings = healings;
        }

        private void come() {
            if (links.healings() != healings || world.nowNanos() >= untilNanos) return;
            Outage outage = links.impose(shape);
            world.after(
                    nextNanos(),
                    "flap",
                    () -> {
                        outage.lift();
                        world.after(nextNanos(), "flap", this::come);
                    });
        }

        /** Each size of time as often: most of them are short. */
        private long nextNanos() {
            long most = FLAP_NANOS_MIN << gen.between(0, 10);
            long drawn = Math.min(gen.between(FLAP_NANOS_MIN, most), FLAP_NANOS_MAX);
            return Math.min(drawn, Math.max(0, untilNanos - world.nowNanos()));
        }
    }
}
