import io.skein.client.admin.Admin;
import io.skein.client.admin.NewTopic;
import java.util.Arrays;

/** How long nothing is acknowledged when the leader of a partition is killed. */
final class KillLeader {
    private static final double MEDIAN_MILLIS_GOAL = 500;
    private static final double MAXIMUM_MILLIS_GOAL = 2_000;
    private static final double MILLI = 1e6;
    private static final String TOPIC = "paced";

    private final Cluster cluster;
    private int activeKilled;

    KillLeader(Cluster cluster) {
        this.cluster = cluster;
    }

    boolean run(int times) throws Exception {
        try (Admin admin = Admin.create(cluster.connection())) {
            admin.createTopic(
                    NewTopic.of(TOPIC)
                            .withPartitions(1)
                            .withReplicationFactor(Cluster.NODES)
                            .withConfig("min.insync.replicas", "2"));
        }
        double[] millis = new double[times];
        int acknowledged;
        int lost;
        try (Produced produced = Produced.begin(TOPIC, cluster.addresses())) {
            for (int i = 0; i < times; i++) millis[i] = round(produced);
            produced.end();
            acknowledged = produced.acknowledged();
            int leader = cluster.awaitInSync(TOPIC).getLeaderNodeId();
            lost = produced.lost(cluster.addresses().get(leader - 1));
        }
        Arrays.sort(millis);
        double median = (millis[(times - 1) / 2] + millis[times / 2]) / 2;
        double maximum = millis[times - 1];
        boolean isMet =
                median <= MEDIAN_MILLIS_GOAL
                        && maximum <= MAXIMUM_MILLIS_GOAL
                        && lost == 0
                        && acknowledged > 0;
        System.out.printf(
                "{\"fault\":\"kill-leader\",\"times\":%d,\"active_controller_too\":%d,"
                        + "\"median_ms\":%.0f,\"median_ms_goal\":%.0f,\"maximum_ms\":%.0f,"
                        + "\"maximum_ms_goal\":%.0f,\"acknowledged\":%d,\"lost\":%d,\"met\":%b}%n",
                times,
                activeKilled,
                median,
                MEDIAN_MILLIS_GOAL,
                maximum,
                MAXIMUM_MILLIS_GOAL,
                acknowledged,
                lost,
                isMet);
        return isMet;
    }

    /**
     * The longest that nothing was acknowledged when the one that led was killed, until it is in
     * sync again.
     */
    private double round(Produced produced) throws Exception {
        int active = cluster.awaitWhole().getLeaderNodeId();
        int leader = cluster.awaitInSync(TOPIC).getLeaderNodeId();
        produced.awaitSentAfter(System.nanoTime());
        long killed = System.nanoTime();
        cluster.kill(leader);
        produced.awaitSentAfter(killed);
        cluster.startAgain(leader);
        cluster.awaitInSync(TOPIC);
        produced.awaitSentAfter(System.nanoTime());
        double millis = produced.longestGapNanos(killed, System.nanoTime()) / MILLI;
        if (active == leader) activeKilled++;
        System.err.printf(
                "node %d killed%s: %.0f ms without an acknowledgement%n",
                leader, active == leader ? ", the active controller too" : "", millis);
        return millis;
    }
}
