package io.skein.benchmarks;

import java.io.PrintStream;

/** How long a node takes from the start of its process to the line that says it is ready. */
final class Starts {
    private static final int RUNS = 5;
    private static final double MILLIS_GOAL = 1500;

    private final Workplace place;
    private final PrintStream out;

    Starts(Workplace place, PrintStream out) {
        this.place = place;
        this.out = out;
    }

    Result run() {
        once("the first, which does not count");
        Samples starts = new Samples(RUNS);
        for (int i = 1; i <= RUNS; i++) starts.add(once("start " + i + " of " + RUNS));
        return new Result()
                .put("bench", "start")
                .put("runs", RUNS)
                .putAtMost("start_p50_ms", starts.medianMillis(), MILLIS_GOAL);
    }

    private long once(String which) {
        // Always the same data, as for users: what is measured is a node that comes back.
        try (NodeUnderTest node = NodeUnderTest.start(place, "node")) {
            out.printf("%s: %.0f ms%n", which, node.startNanos() / 1e6);
            return node.startNanos();
        }
    }
}
