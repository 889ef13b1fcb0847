package io.skein.scenarios.history.checker;

import io.skein.scenarios.history.ops.Op;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;

/**
 * Goes through operations in the order of their invocations, and says of each beforehand what had
 * been completed by then: what real time leaves no doubt about.
 */
final class Sweep {
    private Sweep() {}

    /**
     * @param firsts what may come first, in any order
     * @param seconds what may come second, in the order of invocation
     * @param slackNanos only what was completed so long before counts
     */
    record Pass<A extends Op, B extends Op>(List<A> firsts, List<B> seconds, long slackNanos) {

        void run(Consumer<A> completed, Consumer<B> invoked) {
            List<A> byCompletion = new ArrayList<>(firsts);
            byCompletion.sort(Comparator.comparingLong(op -> op.span().completedNanos()));
            int next = 0;
            for (B second : seconds) {
                long now = second.span().invokedNanos();
                while (next < byCompletion.size()) {
                    A first = byCompletion.get(next);
                    if (now - first.span().completedNanos() <= slackNanos) break;
                    completed.accept(first);
                    next++;
                }
                invoked.accept(second);
            }
        }
    }
}
