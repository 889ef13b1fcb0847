package io.skein.benchmarks;

import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.Optional;

/**
 * Commits of the metadata quorum, three processes on loopback, against Apache Ratis doing the same:
 * the same payload, both synced on a majority before they count, rounds of the one and of the other
 * by turns on the same disk.
 */
final class QuorumCommits {
    private static final int ALONE = 1;
    private static final int MANY = 64;
    private static final double THROUGHPUT_RATIO_GOAL = 2;
    private static final double LATENCY_RATIO_GOAL = 0.7;
    private static final long WARM_UP_NANOS = 5_000_000_000L;

    private final Arguments arguments;
    private final Workplace place;
    private final PrintStream out;

    QuorumCommits(Arguments arguments, Workplace place, PrintStream out) {
        this.arguments = arguments;
        this.place = place;
        this.out = out;
    }

    /** What both did with so many proposers. */
    private static final class Load {
        private final int proposers;
        private Proposers.Done ours = Proposers.Done.NONE;
        private Proposers.Done theirs = Proposers.Done.NONE;

        Load(int proposers) {
            this.proposers = proposers;
        }

        void turn(Trio skein, Trio ratis) throws IOException {
            ours = ours.plus(skein.round(proposers, Turns.ROUND_NANOS));
            theirs = theirs.plus(ratis.round(proposers, Turns.ROUND_NANOS));
        }
    }

    Result run() throws IOException, InterruptedException {
        int bytes = arguments.sizeBytes();
        try (Trio skein = Trio.start(place, ours(), bytes);
                Trio ratis = Trio.start(place, theirs(), bytes)) {
            Load alone = new Load(ALONE);
            Load many = new Load(MANY);
            warmUp(skein, ratis);
            long rounds = arguments.seconds() * 1_000_000_000L / (2 * Turns.ROUND_NANOS);
            for (long i = 0; i < Math.max(1, rounds); i++) {
                alone.turn(skein, ratis);
                many.turn(skein, ratis);
            }
            skein.requireApplied();
            ratis.requireApplied();
            Result result = new Result().put("bench", "quorum").put("payload_bytes", bytes);
            result.put("seconds", arguments.seconds());
            put(result, alone, skein.latency(ALONE), ratis.latency(ALONE));
            put(result, many, skein.latency(MANY), ratis.latency(MANY));
            return result;
        }
    }

    private static void warmUp(Trio skein, Trio ratis) throws IOException {
        for (int proposers : new int[] {MANY, ALONE}) {
            skein.round(proposers, WARM_UP_NANOS);
            ratis.round(proposers, WARM_UP_NANOS);
        }
        skein.forget();
        ratis.forget();
    }

    private void put(Result result, Load load, Trio.Latency ours, Trio.Latency theirs) {
        out.printf(
                "%2d proposers: Skein %.0f commits/s, Ratis %.0f; p50 %.3f and %.3f ms%n",
                load.proposers,
                load.ours.perSecond(),
                load.theirs.perSecond(),
                ours.p50Millis(),
                theirs.p50Millis());
        String name = "proposers_" + load.proposers;
        boolean isAlone = load.proposers == ALONE;
        result.put(name + "_commits_per_s", load.ours.perSecond())
                .put(name + "_ratis_commits_per_s", load.theirs.perSecond());
        double ratio = load.ours.perSecond() / load.theirs.perSecond();
        if (isAlone) result.put(name + "_ratio", ratio);
        else result.putAtLeast(name + "_ratio", ratio, THROUGHPUT_RATIO_GOAL);
        result.put(name + "_p50_ms", ours.p50Millis())
                .put(name + "_ratis_p50_ms", theirs.p50Millis());
        double latency = ours.p50Millis() / theirs.p50Millis();
        if (isAlone) result.putAtMost(name + "_p50_ratio", latency, LATENCY_RATIO_GOAL);
        else result.put(name + "_p50_ratio", latency);
        result.put(name + "_p99_ms", ours.p99Millis())
                .put(name + "_ratis_p99_ms", theirs.p99Millis());
    }

    private static MemberProcess.Program ours() {
        return new MemberProcess.Program(
                "skein",
                SkeinMember.class.getName(),
                System.getProperty("java.class.path"),
                jvmOptions());
    }

    private static MemberProcess.Program theirs() {
        String ratis = System.getProperty("skein.peer", "");
        if (ratis.isEmpty()) throw new BenchFailed("where Ratis lies is told by the script alone");
        String all = ratis + File.pathSeparator + System.getProperty("java.class.path");
        return new MemberProcess.Program(
                "ratis", "io.skein.benchmarks.RatisMember", all, jvmOptions());
    }

    /** The same for both: with another heap or collector for one of them nothing is compared. */
    private static List<String> jvmOptions() {
        return Optional.ofNullable(System.getenv("SKEIN_JVM"))
                .filter(options -> !options.isBlank())
                .map(options -> List.of(options.strip().split("\\s+")))
                .orElse(List.of());
    }
}
