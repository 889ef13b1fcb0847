package io.skein.scenarios.story;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * What came of one run.
 *
 * @param faultsDrawn how many faults were planned, whether or not they took effect
 * @param deeds how often clients and operators did something, left out or not
 * @param faults how many took effect
 * @param acknowledged records that were promised to be kept
 * @param situations how often each situation was reached
 * @param mishaps how often what went wrong, by its kind
 * @param simulatedNanos how much time passed in the run's world
 * @param traceHash stands for everything that happened
 */
public record Verdict(
        long seed,
        int faultsDrawn,
        int deeds,
        long faults,
        long acknowledged,
        SortedMap<String, Long> situations,
        SortedMap<String, Long> mishaps,
        long simulatedNanos,
        long traceHash,
        long events,
        Optional<Fall> fall) {
    /**
     * Why the run failed.
     *
     * @param invariant what did not hold
     * @param story what was promised and what was found
     * @param last the last events before it
     */
    public record Fall(String invariant, String story, List<String> last) {}
}
