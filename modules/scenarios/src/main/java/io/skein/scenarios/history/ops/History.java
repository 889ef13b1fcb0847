package io.skein.scenarios.history.ops;

import io.skein.foundation.Check;
import java.util.List;

/**
 * Everything that is known of one run.
 *
 * @param ops in any order
 * @param replicas the final read; a partition without one is judged by what was polled
 * @param endNanos when the run was over; nothing completes after it
 */
public record History(List<Op> ops, List<Replica> replicas, List<Calm> calms, long endNanos) {
    public History {
        ops = List.copyOf(ops);
        replicas = List.copyOf(replicas);
        calms = List.copyOf(calms);
        for (Op op : ops) {
            Span span = op.span();
            if (span.completedNanos() == Span.NEVER) continue;
            Check.ordered(span.completedNanos(), endNanos, "the end of a run is its end");
        }
    }
}
