import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether everything acknowledged is there after all nodes were gone at once, and how soon every
 * partition takes records again.
 */
final class AllDown {
    private static final double WRITABLE_MILLIS_GOAL = 10_000;
    private static final double MILLI = 1e6;
    private static final int PARTITIONS = 6;

    private static final Writer.Pace PACE =
            new Writer.Pace(5_000_000, 2, 500, Duration.ofSeconds(60));

    private final Cluster cluster;
    private final Blow blow;

    /** What brings all nodes down. */
    interface Blow {
        /** Returns when all are gone and could be started again. */
        void fall(int round) throws Exception;
    }

    AllDown(Cluster cluster, Blow blow) {
        this.cluster = cluster;
        this.blow = blow;
    }

    boolean run(String fault, int times) throws Exception {
        List<Double> millis = new ArrayList<>();
        Account account;
        try (Traffic traffic = Traffic.begin(cluster, PARTITIONS, PACE)) {
            for (int i = 1; i <= times; i++) millis.add(round(traffic, i));
            account = traffic.end();
        }
        Result result =
                Result.of(fault)
                        .number("times", times)
                        .millis("writable_again_median", Result.median(millis))
                        .millis(
                                "writable_again_maximum",
                                Result.maximum(millis),
                                WRITABLE_MILLIS_GOAL);
        return account.in(result).print();
    }

    /** From when they are started again to the last partition's first acknowledgement. */
    private double round(Traffic traffic, int number) throws Exception {
        long began = System.nanoTime();
        traffic.awaitFlow();
        traffic.chronicle().calmSince(began);
        blow.fall(number);
        long started = System.nanoTime();
        cluster.startAll();
        traffic.chronicle().awaitSentAfter(traffic.topic(), started);
        long last = started;
        for (int each = 0; each < PARTITIONS; each++) {
            long first = traffic.chronicle().firstNanos(traffic.topic().home(each), started);
            last = Math.max(last, first);
        }
        double millis = (last - started) / MILLI;
        System.err.printf("round %d: writable again after %.0f ms%n", number, millis);
        return millis;
    }
}
