package io.skein.scenarios.history.ops;

import io.skein.foundation.Check;

/**
 * Who did an operation, when, and what came of it. All times of a history are from one clock.
 *
 * @param process what does one thing after another: a producer, a consumer, an admin
 * @param completedNanos {@link #NEVER} if no answer came until the end of the run
 * @param error what went wrong, for people and for rules that know the refusal; empty if nothing
 */
public record Span(
        int process, long invokedNanos, long completedNanos, Outcome outcome, String error) {
    /** Completed by the end of time: that is, not in this run. */
    public static final long NEVER = Long.MAX_VALUE;

    public Span {
        Check.ordered(invokedNanos, completedNanos, "nothing completes before it is invoked");
        Check.that(
                completedNanos != NEVER || outcome == Outcome.INFO,
                "without an answer, no outcome");
    }

    /** It was done. */
    public static Span ok(int process, long invokedNanos, long completedNanos) {
        return new Span(process, invokedNanos, completedNanos, Outcome.OK, "");
    }

    /** No answer came. */
    public static Span open(int process, long invokedNanos) {
        return new Span(process, invokedNanos, NEVER, Outcome.INFO, "");
    }

    public boolean isOk() {
        return outcome == Outcome.OK;
    }

    /** Whether it may have had an effect. */
    public boolean mayHold() {
        return outcome != Outcome.FAIL;
    }

    /** Whether it was over before the other one began: only then is their order certain. */
    public boolean isBefore(Span other) {
        return completedNanos < other.invokedNanos;
    }
}
