package io.skein.scenarios.history.checker;

import io.skein.scenarios.history.ops.Op;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Collects what one look at a history finds. A broken log breaks a million times in the same way:
 * of each anomaly the first {@link #TOLD_MAX} are told, all are counted. Owned by who looks.
 */
final class Findings {
    /** Of each anomaly so many stories are kept. */
    static final int TOLD_MAX = 10;

    private final TreeMap<Anomaly, Long> counts = new TreeMap<>();
    private final List<Finding> told = new ArrayList<>();

    /** One more. Operations among the words are written short. */
    void add(Anomaly anomaly, String story, Object... words) {
        if (counts.merge(anomaly, 1L, Long::sum) > TOLD_MAX) return;
        Object[] shown = new Object[words.length];
        for (int i = 0; i < words.length; i++) {
            shown[i] = words[i] instanceof Op op ? Words.of(op) : words[i];
        }
        told.add(new Finding(anomaly, story.formatted(shown)));
    }

    /** All that another look found. */
    void addAll(Findings others) {
        others.counts.forEach((anomaly, count) -> counts.merge(anomaly, count, Long::sum));
        told.addAll(others.told);
    }

    List<Finding> told() {
        return List.copyOf(told);
    }

    SortedMap<Anomaly, Long> counts() {
        return new TreeMap<>(counts);
    }
}
