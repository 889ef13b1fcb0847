package io.skein.benchmarks;

import java.io.IOException;
import java.io.PrintStream;

/**
 * Records through clients to several nodes, acks=all, one client each, as fast as it can; if asked
 * for by turns with Kafka, whose client, nodes and disk are the same.
 */
final class ClusterProduce {
    private static final long TURN_NANOS = 2_500_000_000L;
    private static final double SYNCED_RATIO_GOAL = 3;

    private final Arguments arguments;
    private final Workplace place;
    private final PrintStream out;

    ClusterProduce(Arguments arguments, Workplace place, PrintStream out) {
        this.arguments = arguments;
        this.place = place;
        this.out = out;
    }

    Result run() throws IOException, InterruptedException {
        try (Contenders contenders = Contenders.start(arguments, place)) {
            contenders.run(TURN_NANOS);
            Result result =
                    new Result()
                            .put("bench", "produce")
                            .put("nodes", arguments.nodes())
                            .put("replication_factor", arguments.replicas())
                            .put("size_bytes", arguments.sizeBytes())
                            .put("seconds", arguments.seconds());
            double ours = 0;
            for (Contender each : contenders.all()) {
                put(result, each);
                switch (each.prefix()) {
                    case "" -> ours = each.mbPerSecond();
                    case Contenders.KAFKA_SYNCED + "_" ->
                            result.putAtLeast(
                                    "ratio_synced", ours / each.mbPerSecond(), SYNCED_RATIO_GOAL);
                    default ->
                            result.put("ratio_synced_to_cached", ours / each.mbPerSecond())
                                    .put("ratio_cached", "not measured: no write.caching yet");
                }
            }
            return result;
        }
    }

    private void put(Result result, Contender one) throws IOException {
        Contender.Latency latency = one.latency();
        Processors used = one.used();
        double nodes = one.done().secondsPerGigabyte(used.nodeNanos());
        double client = one.done().secondsPerGigabyte(used.clientNanos());
        out.printf(
                "%s: %.0f MB/s, p50 %.0f ms, p99 %.0f ms, %.1f s of processor time for a GB%n",
                one.title(),
                one.mbPerSecond(),
                latency.p50Millis(),
                latency.p99Millis(),
                nodes + client);
        String name = one.prefix();
        result.put(name + "mb_per_s", one.mbPerSecond())
                .put(name + "p50_ms", latency.p50Millis())
                .put(name + "p99_ms", latency.p99Millis())
                .put(name + "cpu_s_per_gb", nodes + client)
                .put(name + "client_cpu_s_per_gb", client)
                .put(name + "node_cpu_s_per_gb", nodes);
    }
}
