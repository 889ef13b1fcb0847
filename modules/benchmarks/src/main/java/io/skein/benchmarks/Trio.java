package io.skein.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Three processes on this machine with one member each of the same quorum; proposals are made in
 * the leader's. One thread's.
 */
final class Trio implements AutoCloseable {
    private static final int MEMBERS = 3;
    private static final long LEADER_NANOS_MAX = 60_000_000_000L;
    private static final long LOOK_MILLIS = 50;

    private final String name;
    private final List<MemberProcess> members = new ArrayList<>();
    private int leader;
    private long committed;

    private Trio(String name) {
        this.name = name;
    }

    /** Starts all three, each on a folder of its own, and waits until one leads. */
    static Trio start(Workplace place, MemberProcess.Program program, int payloadBytes)
            throws IOException, InterruptedException {
        Trio trio = new Trio(program.name());
        List<String> addresses =
                Ports.free(MEMBERS).stream().map(port -> Seating.HOST + ":" + port).toList();
        try {
            for (int number = 1; number <= MEMBERS; number++) {
                String own = program.name() + "-" + number;
                Seating seating = new Seating(number, place.file(own), payloadBytes, addresses);
                trio.members.add(MemberProcess.start(place, program, own, seating.words()));
            }
            for (MemberProcess member : trio.members) member.await();
            trio.awaitLeader();
            return trio;
        } catch (IOException | InterruptedException | BenchFailed failed) {
            trio.close();
            throw failed;
        }
    }

    private void awaitLeader() throws IOException, InterruptedException {
        long begin = System.nanoTime();
        while (System.nanoTime() - begin < LEADER_NANOS_MAX) {
            for (int i = 0; i < MEMBERS; i++) {
                if (!Boolean.parseBoolean(members.get(i).ask("leads"))) continue;
                leader = i;
                return;
            }
            Thread.sleep(LOOK_MILLIS);
        }
        throw new BenchFailed("nobody leads among the members of " + name);
    }

    /** So many proposers, for so long. */
    Proposers.Done round(int proposers, long forNanos) throws IOException {
        String[] words = ask("run " + proposers + " " + forNanos).split(" ", -1);
        committed += Long.parseLong(words[0]);
        return new Proposers.Done(Long.parseLong(words[0]), Long.parseLong(words[1]));
    }

    /** Rounds so far were for warming up. */
    void forget() throws IOException {
        ask("forget");
    }

    /** How long a proposal took, of all rounds with so many proposers. */
    Latency latency(int proposers) throws IOException {
        String[] words = ask("millis " + proposers).split(" ", -1);
        return new Latency(Double.parseDouble(words[0]), Double.parseDouble(words[1]));
    }

    /** What half of all stayed below, and what all but a hundredth did. */
    record Latency(double p50Millis, double p99Millis) {}

    /** What was told to be committed must have been applied, and nothing else. */
    void requireApplied() throws IOException {
        long applied = Long.parseLong(ask("applied"));
        if (applied == committed) return;
        throw new BenchFailed(name + " applied " + applied + " of " + committed + " proposals");
    }

    private String ask(String order) throws IOException {
        return members.get(leader).ask(order);
    }

    @Override
    public void close() {
        for (MemberProcess member : members) member.close();
    }
}
