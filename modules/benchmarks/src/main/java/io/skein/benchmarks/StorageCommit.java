package io.skein.benchmarks;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.OptionalDouble;

/**
 * How long a round of the committer takes when a number of logs got something, against as many
 * files that each get the same and a sync. One round of the one and of the other by turns.
 */
final class StorageCommit {
    private static final double MANY_RATIO_GOAL = 10;
    private static final double LARGE_RATIO_GOAL = 0.9;

    /** Two records of 1 KiB. */
    private static final int SMALL_BYTES = 2300;

    private static final int LARGE_BYTES = 1 << 20;
    private static final int WARM_UP_ROUNDS = 5;
    private static final int SAMPLES_MAX = 1 << 16;

    private final int seconds;
    private final Workplace place;

    StorageCommit(int seconds, Workplace place) {
        this.seconds = seconds;
        this.place = place;
    }

    void putInto(Result result) throws IOException, InterruptedException {
        ByteBuffer small = Batches.ofAtMost(SMALL_BYTES);
        measure(result, new Kind("commit_1", 1, small, OptionalDouble.empty()));
        measure(result, new Kind("commit_10", 10, small, OptionalDouble.empty()));
        measure(result, new Kind("commit_100", 100, small, OptionalDouble.empty()));
        OptionalDouble many = OptionalDouble.of(MANY_RATIO_GOAL);
        measure(result, new Kind("commit_1000", 1000, small, many));
        ByteBuffer large = Batches.ofAtMost(LARGE_BYTES);
        OptionalDouble one = OptionalDouble.of(LARGE_RATIO_GOAL);
        measure(result, new Kind("commit_1_of_1_mb", 1, large, one));
    }

    /** What is measured: so many logs, each with such a batch per round. */
    private record Kind(String name, int logs, ByteBuffer batch, OptionalDouble ratioGoal) {}

    private void measure(Result result, Kind kind) throws IOException, InterruptedException {
        Samples ours = new Samples(SAMPLES_MAX);
        Samples bare = new Samples(SAMPLES_MAX);
        try (LogsUnderTest logs = new LogsUnderTest(place.file("commit"));
                BareFiles files = new BareFiles(place.file("commit-bare"), kind.logs, kind.batch)) {
            CommitRounds rounds = new CommitRounds(logs, kind.logs, kind.batch);
            for (int i = 0; i < WARM_UP_ROUNDS; i++) {
                rounds.round();
                files.round();
            }
            long begin = System.nanoTime();
            do {
                ours.add(rounds.round());
                bare.add(files.round());
            } while (System.nanoTime() - begin < seconds * 1_000_000_000L);
        }
        place.remove("commit");
        place.remove("commit-bare");
        put(result, kind, ours.medianMillis(), bare.medianMillis());
    }

    private static void put(Result result, Kind kind, double ours, double bare) {
        result.put(kind.name + "_p50_ms", ours).put(kind.name + "_bare_p50_ms", bare);
        String ratio = kind.name + "_ratio";
        if (kind.ratioGoal.isPresent()) {
            result.putAtLeast(ratio, bare / ours, kind.ratioGoal.getAsDouble());
        } else {
            result.put(ratio, bare / ours);
        }
    }
}
