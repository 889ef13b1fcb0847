package io.skein.scenarios.exhaustive;

import io.skein.scenarios.history.Violation;
import java.util.List;
import java.util.Optional;

/**
 * What came of a search.
 *
 * @param states how many different ones were looked at
 * @param steps how many steps led from one to another
 * @param depth how many steps the longest way has
 * @param frontier how many states are left that nobody has gone on from
 */
public record Result(
        String name, int states, long steps, int depth, int frontier, Optional<Fault> fault) {
    /** A promise that was not kept, and how it came to that, line by line. */
    public record Fault(Violation violation, List<String> story) {}

    /** What is said of it in one line. */
    public String line() {
        String left = frontier == 0 ? "empty" : frontier + " states";
        return "%d states, %d steps, %d deep, frontier %s, %d violations"
                .formatted(states, steps, depth, left, fault.isPresent() ? 1 : 0);
    }
}
