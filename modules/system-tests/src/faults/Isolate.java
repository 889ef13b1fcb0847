import io.skein.scenarios.history.ops.Op;
import io.skein.scenarios.history.ops.Span;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A node that leads partitions is cut off from the others, with clients beside it that go on
 * trying: nothing may be acknowledged to them, and the others go on without it. Then all is healed.
 */
final class Isolate {
    private static final double MILLI = 1e6;
    private static final int PARTITIONS = Cluster.NODES;

    /** How long it stays cut off once the others go on. */
    private static final long HOLD_NANOS = 2_000_000_000L;

    private static final Writer.Pace PACE =
            new Writer.Pace(5_000_000, 1, 100, Duration.ofSeconds(60));

    private final Path folder;
    private final Cluster cluster;
    private final Networks networks;

    /**
     * What happened.
     *
     * @param silentMillis how long nothing was acknowledged to the others in some partition
     * @param healedMillis how long until all were in sync again once healed
     */
    private record Round(
            int node,
            boolean isActive,
            long fromNanos,
            long toNanos,
            double silentMillis,
            double healedMillis) {
        /** Sent by whoever is beside the node while that is cut off. */
        private boolean isAttempt(Op.Send send) {
            Span span = send.span();
            return span.process() == Side.writer(node)
                    && span.invokedNanos() > fromNanos
                    && span.invokedNanos() < toNanos;
        }

        private boolean isAcknowledged(Op.Send send) {
            return isAttempt(send) && send.span().isOk() && send.span().completedNanos() < toNanos;
        }

        /**
         * Told by the node that was cut off, until it has heard of all that happened without it. It
         * cannot know that it does not lead any more.
         */
        private boolean isOld(Op op) {
            Span span = op.span();
            boolean isTold =
                    span.process() == Side.asker(node) || span.process() == Traffic.asker(node);
            return op instanceof Op.ListOffsets
                    && isTold
                    && span.completedNanos() > fromNanos
                    && span.invokedNanos() < toNanos + (long) (healedMillis * MILLI);
        }
    }

    Isolate(Path folder, Cluster cluster, Networks networks) {
        this.folder = folder;
        this.cluster = cluster;
        this.networks = networks;
    }

    boolean run(int times) throws Exception {
        List<Round> rounds = new ArrayList<>();
        Account account;
        try (Traffic traffic = Traffic.begin(cluster, PARTITIONS, PACE);
                Sides sides = Sides.begin(folder, cluster, traffic.topic())) {
            long began = System.nanoTime();
            for (int i = 1; i <= times; i++) rounds.add(round(traffic, i % 2 == 0));
            traffic.chronicle().calmSince(began);
            sides.end(traffic.chronicle());
            account = traffic.end();
        }
        Account judged = account.without(op -> rounds.stream().anyMatch(each -> each.isOld(op)));
        long old = Account.anomalies(account.verdict()) - Account.anomalies(judged.verdict());
        List<Double> silent = rounds.stream().map(Round::silentMillis).toList();
        List<Double> healed = rounds.stream().map(Round::healedMillis).toList();
        Result result =
                Result.of("partition")
                        .number("times", times)
                        .number(
                                "active_controller_too",
                                rounds.stream().filter(Round::isActive).count())
                        .millis("majority_silent_median", Result.median(silent))
                        .millis("majority_silent_maximum", Result.maximum(silent))
                        .millis("in_sync_again_median", Result.median(healed))
                        .millis("in_sync_again_maximum", Result.maximum(healed))
                        .some("minority_attempts_least", attempts(rounds, account))
                        .none("minority_acknowledged", acknowledged(rounds, account))
                        .number("old_ends_told", old);
        return judged.in(result).print();
    }

    /** In the round in which there were the fewest. */
    private static long attempts(List<Round> rounds, Account account) {
        return rounds.stream()
                .mapToLong(each -> account.sends().filter(each::isAttempt).count())
                .min()
                .orElseThrow();
    }

    private static long acknowledged(List<Round> rounds, Account account) {
        return rounds.stream()
                .mapToLong(each -> account.sends().filter(each::isAcknowledged).count())
                .sum();
    }

    private Round round(Traffic traffic, boolean wantsActive) throws Exception {
        traffic.awaitFlow();
        Topic topic = traffic.topic();
        Chronicle chronicle = traffic.chronicle();
        Leading leading = Leading.now(cluster, topic);
        int victim = leading.victim(wantsActive);
        long before = System.nanoTime();
        networks.isolate(victim);
        long from = System.nanoTime();
        chronicle.awaitSentAfter(topic, from);
        double silent = 0;
        for (int each = 0; each < PARTITIONS; each++) {
            silent = Math.max(silent, chronicle.longestGapNanos(topic.home(each), before) / MILLI);
        }
        chronicle.awaitSentAfter(topic, System.nanoTime() + HOLD_NANOS);
        long to = System.nanoTime();
        networks.heal(victim);
        traffic.awaitFlow();
        double healed = (System.nanoTime() - to) / MILLI;
        System.err.printf(
                "%s, cut off for %.0f ms: the others went on after %.0f ms,"
                        + " and it was in sync again %.0f ms after the end%n",
                leading.told(victim), (to - from) / MILLI, silent, healed);
        return new Round(victim, leading.isActive(victim), from, to, silent, healed);
    }
}
