package io.skein.scenarios.run;

import io.skein.scenarios.story.Scenario;
import io.skein.scenarios.story.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** What came of many runs. Guarded by itself: several threads add to it. */
public final class Totals {
    private final TreeMap<String, Long> situations = new TreeMap<>();
    private final TreeMap<Long, Long> hashes = new TreeMap<>();
    private final List<Verdict> fallen = new ArrayList<>();
    private long faults;
    private long acknowledged;
    private long events;
    private long simulatedNanos;
    private final TreeMap<String, Long> mishaps = new TreeMap<>();

    synchronized void add(Verdict verdict) {
        faults += verdict.faults();
        acknowledged += verdict.acknowledged();
        events += verdict.events();
        simulatedNanos += verdict.simulatedNanos();
        verdict.mishaps().forEach((name, count) -> mishaps.merge(name, count, Long::sum));
        hashes.put(verdict.seed(), verdict.traceHash());
        verdict.situations().forEach((name, count) -> situations.merge(name, count, Long::sum));
        if (verdict.fall().isPresent()) fallen.add(verdict);
    }

    /** How many runs are done. */
    public synchronized int seeds() {
        return hashes.size();
    }

    /** Those that failed. */
    public synchronized List<Verdict> fallen() {
        return List.copyOf(fallen);
    }

    public synchronized long acknowledged() {
        return acknowledged;
    }

    public synchronized long events() {
        return events;
    }

    /** How much time passed in all worlds together. */
    public synchronized long simulatedNanos() {
        return simulatedNanos;
    }

    /** How often what went wrong, by its kind. */
    public synchronized SortedMap<String, Long> mishaps() {
        return new TreeMap<>(mishaps);
    }

    /** How fast it went: worlds run side by side, so this is what both cores did together. */
    public synchronized String pace(long tookNanos) {
        double seconds = Math.max(1, tookNanos) / 1e9;
        return "%d events in %.1f s, %.0f a second; %.1f hours simulated, %.0f times real time"
                .formatted(
                        events,
                        seconds,
                        events / seconds,
                        simulatedNanos / 3.6e12,
                        simulatedNanos / 1e9 / seconds);
    }

    /** How often each situation was reached, by name. */
    public synchronized SortedMap<String, Long> situations() {
        return new TreeMap<>(situations);
    }

    /** The trace hash of each run, by seed. */
    public synchronized SortedMap<Long, Long> hashes() {
        return new TreeMap<>(hashes);
    }

    /** Situations that no run reached. */
    public synchronized List<String> missed(Scenario scenario) {
        return scenario.situations().stream()
                .filter(name -> !situations.containsKey(name))
                .toList();
    }

    /** The result, as the last line of a batch. */
    public synchronized String line(Scenario scenario) {
        int all = scenario.situations().size();
        return "%d seeds, %d faults, %d failures, %d acknowledged, %d/%d situations"
                .formatted(
                        hashes.size(),
                        faults,
                        fallen.size(),
                        acknowledged,
                        all - missed(scenario).size(),
                        all);
    }
}
