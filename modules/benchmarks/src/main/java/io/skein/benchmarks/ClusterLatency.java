package io.skein.benchmarks;

import java.io.IOException;
import java.io.PrintStream;

/**
 * How long records take until they are acknowledged that are sent at a given rate, acks=all, from
 * when each is due; if asked for by turns with Kafka. Ours are synced; Kafka's are as it comes, and
 * beside that synced.
 */
final class ClusterLatency {
    private static final long TURN_NANOS = 5_000_000_000L;
    private static final double P99_RATIO_GOAL = 0.25;

    private final Arguments arguments;
    private final Workplace place;
    private final PrintStream out;

    ClusterLatency(Arguments arguments, Workplace place, PrintStream out) {
        this.arguments = arguments;
        this.place = place;
        this.out = out;
    }

    Result run() throws IOException, InterruptedException {
        try (Contenders contenders = Contenders.start(arguments, place)) {
            contenders.run(TURN_NANOS);
            Result result =
                    new Result()
                            .put("bench", "latency")
                            .put("nodes", arguments.nodes())
                            .put("replication_factor", arguments.replicas())
                            .put("size_bytes", arguments.sizeBytes())
                            .put("seconds", arguments.seconds())
                            .put("rate_per_s", arguments.perSecond().orElseThrow().longValue());
            double ours = 0;
            for (Contender each : contenders.all()) {
                Contender.Latency latency = each.latency();
                put(result, each, latency);
                if (each.prefix().isEmpty()) ours = latency.p99Millis();
                if (!each.title().equals(Contenders.KAFKA)) continue;
                result.putAtMost("p99_ratio", ours / latency.p99Millis(), P99_RATIO_GOAL);
            }
            return result;
        }
    }

    private void put(Result result, Contender one, Contender.Latency latency) {
        out.printf(
                "%s: p50 %.2f ms, p99 %.2f ms, p99.9 %.2f ms%n",
                one.title(), latency.p50Millis(), latency.p99Millis(), latency.p999Millis());
        String name = one.prefix();
        result.put(name + "p50_ms", latency.p50Millis())
                .put(name + "p99_ms", latency.p99Millis())
                .put(name + "p999_ms", latency.p999Millis());
    }
}
