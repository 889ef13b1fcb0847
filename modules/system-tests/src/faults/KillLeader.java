import io.skein.client.ConnectionSettings;
import io.skein.client.admin.Admin;
import io.skein.client.admin.NewTopic;
import io.skein.protocol.v1.PartitionDescription;
import java.util.Arrays;

/** How long nothing is acknowledged when the leader of a partition is killed. */
final class KillLeader {
    private static final double MEDIAN_MILLIS_GOAL = 500;
    private static final double MAXIMUM_MILLIS_GOAL = 2_000;
    private static final double MILLI = 1e6;
    private static final String TOPIC = "paced";
    private static final long PATIENCE_NANOS = 60_000_000_000L;
    private static final long AFTERWARDS_MILLIS = 2_500;
    private static final long LOOK_MILLIS = 20;

    private final Cluster cluster;
    private int activeKilled;

    KillLeader(Cluster cluster) {
        this.cluster = cluster;
    }

    boolean run(int times) throws Exception {
        try (Admin admin = Admin.create(connection())) {
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
            int leader = awaitInSync().getLeaderNodeId();
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

    private ConnectionSettings connection() {
        return ConnectionSettings.DEFAULT.withBootstrap(cluster.addresses());
    }

    /** How long nothing was acknowledged when the one that led was killed. */
    private double round(Produced produced) throws Exception {
        int active = cluster.awaitWhole().getLeaderNodeId();
        int leader = awaitInSync().getLeaderNodeId();
        awaitFlow(produced);
        long killed = System.nanoTime();
        cluster.kill(leader);
        Thread.sleep(AFTERWARDS_MILLIS);
        double millis = produced.longestGapNanos(killed, System.nanoTime()) / MILLI;
        if (active == leader) activeKilled++;
        System.err.printf(
                "node %d killed%s: %.0f ms without an acknowledgement%n",
                leader, active == leader ? ", the active controller too" : "", millis);
        cluster.startAgain(leader);
        return millis;
    }

    /** Something is acknowledged now. */
    private static void awaitFlow(Produced produced) throws InterruptedException {
        long from = System.nanoTime();
        while (produced.lastNanos().orElse(from) <= from) {
            if (System.nanoTime() - from > PATIENCE_NANOS) {
                throw new Faults.Failed("nothing is acknowledged any more");
            }
            Thread.sleep(LOOK_MILLIS);
        }
    }

    /** All copies are in sync. */
    private PartitionDescription awaitInSync() throws InterruptedException {
        long until = System.nanoTime() + PATIENCE_NANOS;
        String last = "nothing";
        while (System.nanoTime() < until) {
            try (Admin admin = Admin.create(connection())) {
                PartitionDescription one =
                        admin.await(admin.calls().describeTopic(TOPIC)).getPartitions(0);
                last = one.toString();
                if (one.getInSyncCount() == Cluster.NODES) return one;
            } catch (RuntimeException refused) {
                last = refused.toString();
            }
            Thread.sleep(LOOK_MILLIS);
        }
        throw new Faults.Failed("not all copies came to be in sync; last: " + last);
    }
}
