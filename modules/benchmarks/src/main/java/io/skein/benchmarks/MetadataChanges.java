package io.skein.benchmarks;

import io.skein.client.admin.Admin;
import io.skein.protocol.v1.ElectionKind;
import io.skein.protocol.v1.PartitionDescription;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Map;

/**
 * Very many partitions of three nodes: how long it takes to make them, to have others lead what a
 * killed node led, and to start a node that holds them all.
 */
final class MetadataChanges {
    private static final int NODES = 3;
    private static final int CREATED = 5_000;
    private static final int HELD = 6_000;
    private static final double CREATED_MILLIS_GOAL = 3_000;
    private static final double LED_AGAIN_MILLIS_GOAL = 2_000;
    private static final double READY_MILLIS_GOAL = 5_000;
    private static final String TOPIC = "many";

    private final Workplace place;
    private final PrintStream out;
    private final Result result = new Result().put("bench", "metadata");

    MetadataChanges(Workplace place, PrintStream out) {
        this.place = place;
        this.out = out;
    }

    Result run() throws IOException, InterruptedException {
        try (ClusterUnderTest cluster = ClusterUnderTest.start(place, NODES)) {
            result.put("nodes", NODES).put("replication_factor", NODES);
            int controller = create(cluster);
            int other = controller % NODES + 1;
            killAndStart(cluster, other, "broker");
            killAndStart(cluster, controller, "controller");
            cluster.stop(other);
            double startMillis = told("ready after it was stopped", cluster.startAgain(other));
            return result.putAtMost("stopped_ready_ms", startMillis, READY_MILLIS_GOAL);
        }
    }

    /** Returns which node is the active controller. */
    private int create(ClusterUnderTest cluster) throws InterruptedException {
        try (Admin admin = Admin.create(cluster.connection())) {
            long begin = System.nanoTime();
            int asked = cluster.make(admin, TOPIC, CREATED);
            cluster.awaitCaughtUp(admin);
            cluster.awaitInSync(admin, TOPIC, CREATED);
            double millis = told("%d partitions made".formatted(CREATED), since(begin));
            result.put("partitions_created", CREATED)
                    .put("created_asked", asked)
                    .putAtMost("created_ms", millis, CREATED_MILLIS_GOAL);
            begin = System.nanoTime();
            admin.addPartitions(TOPIC, HELD);
            cluster.awaitCaughtUp(admin);
            cluster.awaitInSync(admin, TOPIC, HELD);
            told("%d more made".formatted(HELD - CREATED), since(begin));
            long _ = writeToAll(cluster);
            result.put("partitions_held", HELD);
            return admin.await(admin.calls().describeCluster()).getControllerNodeId();
        }
    }

    /** Returns how long it took. */
    private long writeToAll(ClusterUnderTest cluster) {
        long nanos = EachPartition.write(cluster.connection(), TOPIC, HELD);
        told("a record in each partition", nanos);
        return nanos;
    }

    /** Kills it while it leads what it should lead, and starts it again. */
    private void killAndStart(ClusterUnderTest cluster, int node, String name)
            throws InterruptedException {
        long led = lead(cluster, node);
        out.printf("node %d leads %d partitions (the %s)%n", node, led, name);
        long begin = System.nanoTime();
        cluster.kill(node);
        try (Admin admin = Admin.create(cluster.connection())) {
            ClusterUnderTest.await(
                    "leaders of all partitions",
                    () ->
                            ClusterUnderTest.partitions(admin, TOPIC).stream()
                                            .mapToInt(PartitionDescription::getLeaderNodeId)
                                            .filter(leader -> leader > 0 && leader != node)
                                            .count()
                                    == HELD);
        }
        double millis = told("the last partition led again", since(begin));
        result.put(name + "_led", led)
                .putAtMost(name + "_led_again_ms", millis, LED_AGAIN_MILLIS_GOAL);
        long written = writeToAll(cluster);
        result.put(name + "_written_to_all_ms", written / 1e6);
        double ready = told("ready after it was killed", cluster.startAgain(node));
        result.putAtMost(name + "_killed_ready_ms", ready, READY_MILLIS_GOAL);
    }

    /** Has that node lead what it is preferred for; returns how much that is. */
    private static long lead(ClusterUnderTest cluster, int node) throws InterruptedException {
        try (Admin admin = Admin.create(cluster.connection())) {
            cluster.awaitCaughtUp(admin);
            var _ = admin.electLeaders(ElectionKind.ELECTION_KIND_PREFERRED, Map.of());
            cluster.awaitInSync(admin, TOPIC, HELD);
            return ClusterUnderTest.partitions(admin, TOPIC).stream()
                    .filter(one -> one.getLeaderNodeId() == node)
                    .count();
        }
    }

    private static long since(long beginNanos) {
        return System.nanoTime() - beginNanos;
    }

    private double told(String what, long nanos) {
        out.printf("%s: %.0f ms%n", what, nanos / 1e6);
        return nanos / 1e6;
    }
}
