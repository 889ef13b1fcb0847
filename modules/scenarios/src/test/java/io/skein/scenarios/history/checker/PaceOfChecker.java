package io.skein.scenarios.history.checker;

import io.skein.scenarios.history.ops.History;
import io.skein.scenarios.history.ops.Op;
import io.skein.scenarios.history.ops.Replica;
import io.skein.simulation.Gen;
import java.lang.management.ManagementFactory;

/**
 * How many operations a second the checker judges: {@code PaceOfChecker [steps] [rounds]}. A tool
 * to run by hand; what it prints depends on the machine, so no test does.
 */
final class PaceOfChecker {
    private static final int PARTITIONS = 64;

    private PaceOfChecker() {}

    public static void main(String... arguments) {
        int steps = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1_000_000;
        int rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 5;
        History history = ToyLog.history(Gen.of(1), PARTITIONS, steps);
        for (int round = 0; round < rounds; round++) {
            long begun = cpuNanos();
            Verdict verdict = Checker.check(history, Options.STRICT);
            double seconds = (cpuNanos() - begun) / 1e9;
            System.out.printf(
                    "%,d ops, %,d records, in %.2f s of one core: %,.0f a second, clean: %b,"
                            + " undecided: %s%n",
                    history.ops().size(),
                    records(history),
                    seconds,
                    history.ops().size() / seconds,
                    verdict.isClean(),
                    verdict.undecided());
        }
    }

    /** All that was read and sent. */
    private static long records(History history) {
        long records = 0;
        for (Replica replica : history.replicas()) records += replica.reads().size();
        for (Op op : history.ops()) {
            if (op instanceof Op.Poll poll) records += poll.reads().size();
            if (op instanceof Op.Send send) records += send.count();
        }
        return records;
    }

    /** Not what the clock says: the machine may have other things to do. */
    private static long cpuNanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }
}
