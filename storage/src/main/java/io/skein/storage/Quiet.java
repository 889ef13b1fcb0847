package io.skein.storage;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.function.Predicate;

/** Which logs have not been written for a while. Owned by the commit lane. */
final class Quiet {
    private final LinkedHashSet<Log> recent = new LinkedHashSet<>();
    private final LinkedHashSet<Log> older = new LinkedHashSet<>();

    void wrote(Collection<Log> logs) {
        recent.addAll(logs);
    }

    /** Whether none was written since it was found to be quiet. */
    boolean isEmpty() {
        return older.isEmpty() && recent.isEmpty();
    }

    /** Time has passed: gives those that were written before the last time, and not since. */
    List<Log> pass(Predicate<Log> isOpen) {
        older.removeAll(recent);
        List<Log> quiet = older.stream().filter(isOpen).toList();
        older.clear();
        older.addAll(recent);
        recent.clear();
        return quiet;
    }
}
