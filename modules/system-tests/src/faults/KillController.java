import io.skein.protocol.v1.DescribeQuorumResponse;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** How long nothing is committed when the leader of the metadata quorum is killed. */
final class KillController {
    private static final double MEDIAN_MILLIS_GOAL = 500;
    private static final double MAXIMUM_MILLIS_GOAL = 1_500;
    private static final double MILLI = 1e6;
    private static final int REPEATS_MAX = 5;

    private final Cluster cluster;

    KillController(Cluster cluster) {
        this.cluster = cluster;
    }

    boolean run(int times) throws Exception {
        List<Double> millis = new ArrayList<>();
        Set<String> acknowledged;
        try (Load load = Load.begin(cluster::callers)) {
            for (int i = 0; i < times; i++) millis.add(round(load));
            acknowledged = load.end();
        }
        int lost = Loss.count(cluster, acknowledged);
        return Result.of("kill-controller")
                .number("times", times)
                .millis("median", Result.median(millis), MEDIAN_MILLIS_GOAL)
                .millis("maximum", Result.maximum(millis), MAXIMUM_MILLIS_GOAL)
                .some("acknowledged", acknowledged.size())
                .none("acknowledged_lost", lost)
                .print();
    }

    /** How long nothing was committed when one that led was killed. */
    private double round(Load load) throws Exception {
        for (int i = 0; i <= REPEATS_MAX; i++) {
            load.awaitOneMore();
            // Nothing may wait from here to the kill: if the lead moved meanwhile, the kill would
            // hit a follower, and a gap that is none would enter the median.
            DescribeQuorumResponse before = cluster.awaitWhole();
            int leader = before.getLeaderNodeId();
            long killed = System.nanoTime();
            cluster.kill(leader);
            double millis = (load.doneAfter(killed) - killed) / MILLI;
            DescribeQuorumResponse after = cluster.await("a leader", _ -> true);
            cluster.startAgain(leader);
            boolean isMoved =
                    after.getEpoch() != before.getEpoch() && after.getLeaderNodeId() != leader;
            System.err.printf(
                    "node %d killed: %.0f ms until the next commit%s%n",
                    leader, millis, isMoved ? "" : "; does not count, the lead did not move");
            if (isMoved) return millis;
        }
        throw new Faults.Failed("whoever was killed, the lead did not move: no gap was measured");
    }
}
