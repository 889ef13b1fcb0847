package io.skein.scenarios.history.checker;

import io.skein.scenarios.history.Violation;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What is to be said of a history.
 *
 * @param findings what must not be; of each anomaly the first few
 * @param excused what was found and is allowed with the run's options
 * @param allowed all that would have been
 * @param counts how many there are of each anomaly, excused ones too
 * @param undecided names of topics with too much at one time to search
 */
public record Verdict(
        List<Finding> findings,
        List<Finding> excused,
        SortedSet<Anomaly> allowed,
        SortedMap<Anomaly, Long> counts,
        List<String> undecided) {

    /** Whether nothing was found that must not be. */
    public boolean isClean() {
        return findings.isEmpty();
    }

    /** Ends the run with the first finding, if there is one. */
    public void orThrow() {
        if (isClean()) return;
        Finding first = findings.getFirst();
        throw new Violation(first.anomaly().label(), first.story() + "\n" + this);
    }

    @Override
    public String toString() {
        return "%s\nallowed: %s\nexcused: %s\nundecided: %s\n%s"
                .formatted(
                        isClean() ? "clean" : "broken",
                        labels(allowed),
                        labels(excusedKinds()),
                        undecided,
                        findings.stream().map(Finding::toString).collect(Collectors.joining("\n")))
                .strip();
    }

    private SortedSet<Anomaly> excusedKinds() {
        SortedSet<Anomaly> kinds = new TreeSet<>(counts.keySet());
        kinds.retainAll(allowed);
        return kinds;
    }

    private static String labels(Iterable<Anomaly> anomalies) {
        StringBuilder text = new StringBuilder();
        for (Anomaly one : anomalies) text.append(one.label()).append(' ');
        return text.isEmpty() ? "nothing" : text.toString().strip();
    }
}
