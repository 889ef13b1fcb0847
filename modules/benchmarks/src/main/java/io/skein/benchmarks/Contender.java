package io.skein.benchmarks;

import java.io.IOException;
import java.util.function.LongSupplier;

/** A client in a process of its own, the nodes it sends to, and what they did. One thread's. */
final class Contender implements AutoCloseable {
    private final String name;
    private final MemberProcess client;
    private final LongSupplier nodesNanos;
    private final int valueBytes;
    private Round done = Round.NONE;
    private Processors used = Processors.NONE;

    /**
     * @param nodesNanos processor time of the nodes
     */
    Contender(String name, MemberProcess client, LongSupplier nodesNanos, int valueBytes) {
        this.name = name;
        this.client = client;
        this.nodesNanos = nodesNanos;
        this.valueBytes = valueBytes;
    }

    /** What its figures begin with; empty for our own. */
    String prefix() {
        return name.isEmpty() ? "" : name + "_";
    }

    /** For people. */
    String title() {
        return name.isEmpty() ? "skein" : name;
    }

    /** Sends for so long, so many a second or as many as it can if that is 0. */
    void turn(long forNanos, double perSecond) throws IOException {
        long before = nodesNanos.getAsLong();
        String[] words = client.ask("run " + forNanos + " " + perSecond).split(" ", -1);
        done =
                done.plus(
                        new Round(Long.parseLong(words[0]) * valueBytes, Long.parseLong(words[1])));
        long clientNanos = Long.parseLong(words[2]);
        used = used.plus(new Processors(clientNanos, nodesNanos.getAsLong() - before));
    }

    /** Turns so far were for warming up. */
    void forget() throws IOException {
        String _ = client.ask("forget");
        done = Round.NONE;
        used = Processors.NONE;
    }

    double mbPerSecond() {
        return done.mbPerSecond();
    }

    Processors used() {
        return used;
    }

    Round done() {
        return done;
    }

    /** How long records took until they were acknowledged. */
    Latency latency() throws IOException {
        String[] words = client.ask("millis").split(" ", -1);
        return new Latency(
                Double.parseDouble(words[0]),
                Double.parseDouble(words[1]),
                Double.parseDouble(words[2]));
    }

    /** What half of all stayed below, what all but a hundredth, and all but a thousandth did. */
    record Latency(double p50Millis, double p99Millis, double p999Millis) {}

    /** Throws unless exactly what was acknowledged is stored. */
    void requireStored() throws IOException {
        long acknowledged = Long.parseLong(client.ask("acknowledged"));
        long stored = Long.parseLong(client.ask("stored"));
        if (acknowledged == 0) throw new BenchFailed("nothing was acknowledged by " + title());
        if (stored == acknowledged) return;
        throw new BenchFailed(
                title() + " acknowledged " + acknowledged + " records, " + stored + " are there");
    }

    @Override
    public void close() {
        client.close();
    }
}
