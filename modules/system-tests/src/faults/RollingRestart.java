import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether clients notice anything when all nodes are restarted one after the other: each is stopped
 * in order, started again, and waited for until it is all that it was.
 */
final class RollingRestart {
    private static final double MILLI = 1e6;
    private static final int PARTITIONS = 6;
    private static final int WRITERS = 3;

    private static final Writer.Pace PACE =
            new Writer.Pace(10_000_000, 1, 200, Duration.ofSeconds(60));

    private final Cluster cluster;
    private final List<Double> stops = new ArrayList<>();
    private final List<Double> returns = new ArrayList<>();
    private long disorderly;

    RollingRestart(Cluster cluster) {
        this.cluster = cluster;
    }

    boolean run(int rounds) throws Exception {
        Account account;
        InSyncSets sets;
        double gap = 0;
        try (Traffic traffic = Traffic.begin(cluster, PARTITIONS, WRITERS, PACE)) {
            traffic.awaitFlow();
            long began = System.nanoTime();
            for (int i = 1; i <= rounds; i++) round(traffic, i);
            traffic.chronicle().calmSince(began);
            for (int each = 0; each < PARTITIONS; each++) {
                long nanos = traffic.chronicle().longestGapNanos(traffic.topic().home(each), began);
                gap = Math.max(gap, nanos / MILLI);
            }
            sets = InSyncSets.read(cluster, Cluster.NUMBERS.getLast(), traffic.topic());
            account = traffic.end();
        }
        Result result =
                Result.of("rolling-restart")
                        .number("rounds", rounds)
                        .number("restarts", stops.size())
                        .none("stopped_out_of_order", disorderly)
                        .millis("stop_median", Result.median(stops))
                        .millis("stop_maximum", Result.maximum(stops))
                        .millis("caught_up_again_median", Result.median(returns))
                        .millis("caught_up_again_maximum", Result.maximum(returns))
                        .millis("longest_gap", gap)
                        .some("leaders_changed", sets.leaders())
                        .some("in_sync_changes", sets.changes())
                        .number("in_sync_least", sets.least())
                        .none("in_sync_below_min", sets.below(Topic.MIN_IN_SYNC));
        return account.unnoticed(result).print();
    }

    private void round(Traffic traffic, int number) throws Exception {
        for (int node : Cluster.NUMBERS) {
            Stopped stopped = cluster.stop(node);
            if (!stopped.isInOrder()) {
                disorderly++;
                System.err.println("node " + node + " did not stop in order: " + stopped);
            }
            long started = System.nanoTime();
            cluster.startAgain(node);
            cluster.commands().run("nodes", "caught-up", Integer.toString(node), "--wait");
            traffic.chronicle().awaitFlow(traffic.topic());
            stops.add(stopped.nanos() / MILLI);
            returns.add((System.nanoTime() - started) / MILLI);
            System.err.printf(
                    "round %d: node %d stopped within %.0f ms, and had caught up %.0f ms after its"
                            + " start%n",
                    number, node, stops.getLast(), returns.getLast());
        }
    }
}
