import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * How long nothing is acknowledged when the leader of a partition is killed: in every second round
 * one that is the active controller too.
 */
final class KillLeader {
    private static final double MEDIAN_MILLIS_GOAL = 500;
    private static final double MAXIMUM_MILLIS_GOAL = 2_000;
    private static final double MILLI = 1e6;

    private static final int PARTITIONS = Cluster.NODES;

    private static final Writer.Pace PACE =
            new Writer.Pace(5_000_000, 1, 100, Duration.ofSeconds(60));

    private final Cluster cluster;

    /** A kill, and how long nothing was acknowledged in some partition that the node had led. */
    private record Round(boolean isActive, double millis) {}

    KillLeader(Cluster cluster) {
        this.cluster = cluster;
    }

    boolean run(int times) throws Exception {
        List<Round> rounds = new ArrayList<>();
        Account account;
        try (Traffic traffic = Traffic.begin(cluster, PARTITIONS, PACE)) {
            traffic.awaitFlow();
            long began = System.nanoTime();
            for (int i = 1; i <= times; i++) rounds.add(round(traffic, i % 2 == 0));
            traffic.chronicle().calmSince(began);
            account = traffic.end();
        }
        List<Double> all = rounds.stream().map(Round::millis).toList();
        List<Double> active = rounds.stream().filter(Round::isActive).map(Round::millis).toList();
        Result result =
                Result.of("kill-leader")
                        .number("times", times)
                        .millis("median", Result.median(all), MEDIAN_MILLIS_GOAL)
                        .millis("maximum", Result.maximum(all), MAXIMUM_MILLIS_GOAL)
                        .number("active_controller_too", active.size());
        if (!active.isEmpty()) {
            result.millis("active_median", Result.median(active), MEDIAN_MILLIS_GOAL)
                    .millis("active_maximum", Result.maximum(active), MAXIMUM_MILLIS_GOAL);
        }
        return account.in(result).print();
    }

    /** Until the node that was killed is in sync again, everywhere. */
    private Round round(Traffic traffic, boolean wantsActive) throws Exception {
        traffic.awaitFlow();
        Leading leading = Leading.now(cluster, traffic.topic());
        int victim = leading.victim(wantsActive);
        long killed = System.nanoTime();
        cluster.kill(victim);
        traffic.chronicle().awaitSentAfter(traffic.topic(), killed);
        cluster.startAgain(victim);
        traffic.awaitFlow();
        double millis = 0;
        for (int partition : leading.by(victim)) {
            long gap = traffic.chronicle().longestGapNanos(traffic.topic().home(partition), killed);
            millis = Math.max(millis, gap / MILLI);
        }
        System.err.printf(
                "%s, killed: %.0f ms without an acknowledgement%n", leading.told(victim), millis);
        return new Round(leading.isActive(victim), millis);
    }
}
