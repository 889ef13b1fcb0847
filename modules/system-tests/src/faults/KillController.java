import java.util.Arrays;
import java.util.Set;

/** How long nothing is committed when the leader of the metadata quorum is killed. */
final class KillController {
    private static final double MEDIAN_MILLIS_GOAL = 500;
    private static final double MAXIMUM_MILLIS_GOAL = 1_500;
    private static final double MILLI = 1e6;

    private final Cluster cluster;

    KillController(Cluster cluster) {
        this.cluster = cluster;
    }

    boolean run(int times) throws Exception {
        double[] millis = new double[times];
        Set<String> acknowledged;
        try (Load load = Load.begin(cluster::callers)) {
            for (int i = 0; i < times; i++) {
                int leader = cluster.awaitWhole().getLeaderNodeId();
                load.awaitOneMore();
                long killed = System.nanoTime();
                cluster.kill(leader);
                millis[i] = (load.doneAfter(killed) - killed) / MILLI;
                System.err.printf(
                        "node %d killed: %.0f ms until the next commit%n", leader, millis[i]);
                cluster.startAgain(leader);
            }
            acknowledged = load.end();
        }
        int lost = Loss.count(cluster, acknowledged);
        Arrays.sort(millis);
        double median = (millis[(times - 1) / 2] + millis[times / 2]) / 2;
        double maximum = millis[times - 1];
        boolean isMet =
                median <= MEDIAN_MILLIS_GOAL && maximum <= MAXIMUM_MILLIS_GOAL && lost == 0;
        System.out.printf(
                "{\"fault\":\"kill-controller\",\"times\":%d,\"median_ms\":%.0f,"
                        + "\"median_ms_goal\":%.0f,\"maximum_ms\":%.0f,\"maximum_ms_goal\":%.0f,"
                        + "\"acknowledged\":%d,\"lost\":%d,\"met\":%b}%n",
                times,
                median,
                MEDIAN_MILLIS_GOAL,
                maximum,
                MAXIMUM_MILLIS_GOAL,
                acknowledged.size(),
                lost,
                isMet);
        return isMet;
    }
}
