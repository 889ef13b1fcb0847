package io.skein.benchmarks;

import io.skein.client.admin.Admin;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** What three nodes cost that hold very many partitions of which nobody wants anything. */
final class Idle {
    private static final int NODES = 3;
    private static final int REST_SECONDS = 30;
    private static final double PERCENT_GOAL = 5;
    private static final double MB = 1e6;
    private static final String TOPIC = "idle";

    private final Arguments arguments;
    private final Workplace place;
    private final PrintStream out;

    Idle(Arguments arguments, Workplace place, PrintStream out) {
        this.arguments = arguments;
        this.place = place;
        this.out = out;
    }

    Result run() throws IOException, InterruptedException {
        int count = arguments.partitions();
        try (ClusterUnderTest cluster = ClusterUnderTest.start(place, NODES)) {
            fill(cluster, count);
            out.printf(
                    "%d partitions hold a record each; %d s of rest, then %d s measured%n",
                    count, REST_SECONDS, arguments.seconds());
            TimeUnit.SECONDS.sleep(REST_SECONDS);
            Result result =
                    new Result()
                            .put("bench", "idle")
                            .put("nodes", NODES)
                            .put("partitions", count)
                            .put("seconds", arguments.seconds());
            return putMemory(putTime(result, cluster), cluster.nodes());
        }
    }

    private static void fill(ClusterUnderTest cluster, int count) throws InterruptedException {
        try (Admin admin = Admin.create(cluster.connection())) {
            int _ = cluster.make(admin, TOPIC, count);
            cluster.awaitCaughtUp(admin);
            cluster.awaitInSync(admin, TOPIC, count);
        }
        long _ = EachPartition.write(cluster.connection(), TOPIC, count);
    }

    private Result putTime(Result result, ClusterUnderTest cluster) throws InterruptedException {
        long begin = System.nanoTime();
        long before = cluster.cpuNanos();
        TimeUnit.SECONDS.sleep(arguments.seconds());
        long used = cluster.cpuNanos() - before;
        double percent = 100.0 * used / (System.nanoTime() - begin);
        out.printf("%.2f %% of a core for all of them%n", percent);
        return result.putAtMost("idle_percent_of_core", percent, PERCENT_GOAL);
    }

    private static Result putMemory(Result result, List<NodeUnderTest> nodes) throws IOException {
        double most = 0;
        for (int i = 0; i < nodes.size(); i++) {
            double mb = nodes.get(i).residentBytes() / MB;
            result.put("node_" + (i + 1) + "_resident_mb", mb);
            most = Math.max(most, mb);
        }
        return result.put("most_resident_mb", most);
    }
}
